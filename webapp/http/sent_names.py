"""Names of sent files: browsers write UTF-8, other programs the encoding of their system."""

from werkzeug import formparser
from werkzeug.datastructures import Headers
from werkzeug.sansio.multipart import MultipartDecoder

from geo.errors import InputError
from geo.reading.encoding import weigh_encodings


def decode_name(raw: bytes) -> str:
    """Return the text of a header line or a name: UTF-8, else in the encoding that is plausible.

    >>> decode_name("地块.csv".encode("gbk")), decode_name("Müller.csv".encode("utf-8"))
    ('地块.csv', 'Müller.csv')
    """
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(_weigh_encoding(raw), "replace")


def _weigh_encoding(raw: bytes) -> str:
    try:
        return weigh_encodings([raw], (), name="").name
    except InputError:  # nothing is plausible: what most systems in China write
        return "gb18030"


class PartDecoder(MultipartDecoder):
    """Reads the parts of a form whose file names are in any encoding.

    Werkzeug takes a form for empty if the header of a part is not UTF-8.
    """

    def _parse_headers(self, data: bytes | bytearray) -> Headers:
        return super()._parse_headers(decode_name(bytes(data)).encode())


def accept_any_name() -> None:
    """Let forms be read by `PartDecoder`; werkzeug has no setting for it."""
    vars(formparser)["MultipartDecoder"] = PartDecoder
