"""The application in a worker of `zonemap serve`, which ends with the process that started it."""

import os
from multiprocessing import parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Thread

from flask import Flask

from webapp.cli.collector import keep_all


def create_worker_app() -> Flask:
    """Return the application, and end this process when the one that started it has gone.

    The server stops its workers by itself, unless it is killed: then they would go on answering,
    and keep the port.
    """
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), name="zonemap-parent", daemon=True).start()
    with keep_all():
        from webapp.app import create_app  # noqa: PLC0415 (see keep_all)

        return create_app()


def _end_with(parent: BaseProcess) -> None:
    wait([parent.sentinel])
    os._exit(1)  # nobody is left who could stop it in order
