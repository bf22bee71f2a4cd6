"""Zip files of unknown origin, unpacked within limits of size, number and path."""

import errno
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NoReturn

from geo.errors import N_, InputError, Phrase, file_label, quote_value
from geo.io.reasons import describe_library_fault
from geo.io.temporary import temporary_folder
from geo.reading.unfit_files import refuse_empty

MAX_UNPACKED_BYTES = 512 * 2**20
MAX_MEMBERS = 1000
MAX_PATH_PARTS = 32
_BLOCK_BYTES = 2**20
_MAX_NAME_BYTES = 255
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
_COLLISIONS = (FileExistsError, NotADirectoryError, IsADirectoryError)


@contextmanager
def unpack_zip(path: Path, *, max_bytes: int = MAX_UNPACKED_BYTES) -> Iterator[Path]:
    """Yield a temporary folder with the zip's files under their relative paths.

    The folder is removed afterwards.

    Raises
    ------
    InputError
        When the file is empty or not a zip, is truncated, damaged or encrypted, has more than
        `MAX_MEMBERS` files, unpacks to more than `max_bytes`, or has a path outside the folder.
    """
    if path.stat().st_size == 0:
        refuse_empty(path)
    with temporary_folder() as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack_members(archive, Path(folder), name=path.name, max_bytes=max_bytes)
        except (*_DAMAGES, OSError) as error:
            # A place before the file's start, as a damaged directory may name, is EINVAL.
            if isinstance(error, OSError) and not (
                isinstance(error, _COLLISIONS) or error.errno == errno.EINVAL
            ):
                raise
            reason = (
                Phrase(N_("two names collide"), {})
                if isinstance(error, _COLLISIONS)
                else describe_library_fault(str(error) or "unexpected end", limit=100)
            )
            raise InputError(
                N_("%(name)s is a damaged or truncated zip (%(reason)s). Get it again."),
                name=file_label(path.name),
                reason=reason,
            ) from None
        except RuntimeError:
            raise InputError(
                N_("%(name)s is password-protected. Use an archive without a password."),
                name=file_label(path.name),
            ) from None
        yield Path(folder)


def _unpack_members(archive: zipfile.ZipFile, folder: Path, *, name: str, max_bytes: int) -> None:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_MEMBERS:
        raise InputError(
            N_("%(name)s contains more than %(most)s files. Include only the files of the layer."),
            name=file_label(name),
            most=MAX_MEMBERS,
        )
    if sum(member.file_size for member in members) > max_bytes:
        _refuse_size(name, max_bytes)
    left = max_bytes
    for member in members:
        target = folder / _check_member_path(member, name=name)
        target.parent.mkdir(parents=True, exist_ok=True)
        left -= _copy_member(archive, member, target, name=name, left=left, max_bytes=max_bytes)


def _check_member_path(member: zipfile.ZipInfo, *, name: str) -> PurePosixPath:
    path = PurePosixPath(_decode_name(member).replace("\\", "/"))
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if len(path.parts) > MAX_PATH_PARTS:
        raise zipfile.BadZipFile(f"more than {MAX_PATH_PARTS} folders within each other")
    if any(len(part.encode("utf-8", "replace")) > _MAX_NAME_BYTES for part in path.parts):
        raise zipfile.BadZipFile(f"a name of more than {_MAX_NAME_BYTES} bytes")
    if path.is_absolute() or ".." in path.parts or ":" in str(path) or is_link:
        raise InputError(
            N_(
                "%(name)s contains the path %(path)s, which points outside the archive. "
                "Create the zip again."
            ),
            name=file_label(name),
            path=quote_value(str(path)),
        )
    return path


def _decode_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag it is read as GBK, as Chinese tools write."""
    if member.flag_bits & 0x800 or member.filename.isascii():
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gbk")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _copy_member(
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    target: Path,
    *,
    name: str,
    left: int,
    max_bytes: int,
) -> int:
    """Copy one member and return its size, counted: the zip's headers may understate it."""
    count = 0
    with archive.open(member) as source, target.open("wb") as out:
        while chunk := source.read(_BLOCK_BYTES):
            count += len(chunk)
            if count > left:
                _refuse_size(name, max_bytes)
            out.write(chunk)
    return count


def _refuse_size(name: str, max_bytes: int) -> NoReturn:
    raise InputError(
        N_("%(name)s unpacks to more than %(size)s. Include only the files of the layer."),
        name=file_label(name),
        size=f"{max_bytes / 2**20:.0f} MiB",
    )


def list_names(path: Path) -> list[str]:
    """Return the relative paths of the files in a zip that was unpacked, in its own order."""
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        return [str(_check_member_path(member, name=path.name)) for member in members]
