"""Nothing is collected while a command is loaded, and garbage is afterwards."""

import gc
import weakref

import pytest

from webapp.cli.collector import keep_all


class Loop:
    def __init__(self):
        self.own = self


@pytest.fixture(autouse=True)
def leave_on():
    """Leave it on; what was there before a test is frozen by the run itself."""
    yield
    gc.enable()


def test_nothing_is_searched_until_it_ends():
    frozen = gc.get_freeze_count()
    with keep_all():
        assert not gc.isenabled()
        kept = [[] for _ in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= frozen + len(kept)


def test_later_garbage_is_collected():
    with keep_all():
        pass
    seen = weakref.ref(Loop())
    gc.collect()
    assert seen() is None


def test_a_failure_leaves_it_on():
    with pytest.raises(ValueError, match="no"), keep_all():
        raise ValueError("no")
    assert gc.isenabled()


def test_one_that_was_off_stays_off():
    gc.disable()
    with keep_all():
        pass
    assert not gc.isenabled()
