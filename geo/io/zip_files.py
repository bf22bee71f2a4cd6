"""ZIP archives whose bytes depend on their files alone, not on the clock or the system."""

import io
import zipfile
from collections.abc import Mapping

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP can have; none is not allowed


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of the files (name to content), in their order, all of the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def remove_zip_dates(data: bytes) -> bytes:
    """Return a ZIP archive rewritten with one date for all files, as `zip_files` does."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_files({name: archive.read(name) for name in archive.namelist()})
