"""ZIP archives whose bytes depend on what is in them and on nothing else."""

import io
import zipfile
from collections.abc import Mapping

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of the files, in their order, without dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def remove_zip_dates(data: bytes) -> bytes:
    """Return a ZIP archive anew, without the dates in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_files({name: archive.read(name) for name in archive.namelist()})
