"""A local tile server whose tiles carry their own coordinates, and the datum formula in longhand."""

import io
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import asinh, cos, degrees, pi, radians, sin, sinh, sqrt, tan
from math import atan as arctan
from threading import Thread

from PIL import Image, ImageDraw

TILE = 256


def paint(z, x, y):
    """Return a PNG that says which tile it is: in words, and in the colour of its first pixel."""
    image = Image.new("RGB", (TILE, TILE), (z, x % 256, y % 256))
    ImageDraw.Draw(image).text((90, 120), f"{z}/{x}/{y}", fill=(255, 255, 255))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class Painter(BaseHTTPRequestHandler):
    """Answers /z/x/y.png."""

    def do_GET(self):
        data = paint(*map(int, self.path.split(".")[0].strip("/").split("/")))
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_args):
        return


@contextmanager
def painted_tiles():
    """Serve tiles; give their address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Painter)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    server.shutdown()
    server.server_close()


def _transform_lat(x, y):
    result = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    result += (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    result += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    result += (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0
    return result


def _transform_lon(x, y):
    result = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    result += (20.0 * sin(6.0 * x * pi) + 20.0 * sin(2.0 * x * pi)) * 2.0 / 3.0
    result += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    result += (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0
    return result


def gcj02(lon, lat):
    """Return WGS 84 degrees as GCJ-02 has them, by the formula as it was published."""
    a, ee = 6378245.0, 0.00669342162296594323
    d_lat, d_lon = _transform_lat(lon - 105.0, lat - 35.0), _transform_lon(lon - 105.0, lat - 35.0)
    magic = 1 - ee * sin(radians(lat)) ** 2
    d_lat = (d_lat * 180.0) / ((a * (1 - ee)) / (magic * sqrt(magic)) * pi)
    d_lon = (d_lon * 180.0) / (a / sqrt(magic) * cos(radians(lat)) * pi)
    return lon + d_lon, lat + d_lat


def pixel(lon, lat, zoom):
    """Return Web Mercator pixels at a zoom."""
    size = TILE * 2**zoom
    return (lon + 180) / 360 * size, (1 - asinh(tan(radians(lat))) / pi) / 2 * size


def degrees_at(x, y, zoom):
    """Return the degrees at Web Mercator pixels."""
    size = TILE * 2**zoom
    return x / size * 360 - 180, degrees(arctan(sinh(pi * (1 - 2 * y / size))))
