"""What a library says of a damaged file, shortened for a sentence."""

import re


def summarize_fault(error: Exception) -> str:
    """Return the first line of an error, without temporary folders and places in source code."""
    lines = str(error).strip().splitlines()
    if not lines or lines[0].startswith("Error occurred in"):  # a place in GDAL's source
        return "it is damaged"
    plain = re.sub(r"\S*[/\\]zonemap-\w+[/\\]", "", lines[0])  # the temporary folder
    return plain[:200].rstrip(".")
