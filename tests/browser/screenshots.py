"""Make the README's pictures anew: `python tests/browser/screenshots.py docs/images`."""

import json
import sys
from pathlib import Path

from conftest import CHROMIUM, FLAGS, run_server
from playwright.sync_api import sync_playwright

DESKTOP, PHONE = (1440, 900), (390, 780)
PICTURES = {
    "map.png": ("/?lang=en", DESKTOP, "light"),
    "map-zh.png": ("/?lang=zh", DESKTOP, "light"),
    "part.png": ("/parts/jiangyang-district?lang=zh", DESKTOP, "light"),
    "areas.png": ("/areas?lang=en", (1440, 760), "light"),
    "areas-zh.png": ("/areas?lang=zh", (1440, 760), "light"),
    "report.png": ("/report?lang=en", (1440, 740), "light"),
    "report-zh.png": ("/report?lang=zh", (1440, 740), "light"),
    "phone.png": ("/parts/pharmaceutical-park?lang=en", PHONE, "dark"),
}

# What is dropped on the map: invented, and named as an investor or a planner would.
DROPPED = {
    "map.png": ("My plots", ("Riverside plot", "Extension south", "Station square", "Data centre", "Naxi warehouse")),
    "map-zh.png": ("我的地块", ("临江地块", "南侧扩展地块", "站前地块", "数据中心", "纳溪仓库")),
}  # fmt: skip
SHAPES = (
    [(105.452, 28.886), (105.468, 28.892), (105.477, 28.882), (105.463, 28.873)],
    [(105.442, 28.826), (105.463, 28.829), (105.465, 28.815), (105.446, 28.812)],
    [(105.418, 28.929), (105.433, 28.934), (105.437, 28.921), (105.424, 28.917)],
    (105.5235, 28.8525),
    (105.318, 28.802),
)
DROP = """([name, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], `${name}.geojson`));
  const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
  document.querySelector('.zone-map').dispatchEvent(drop);
}"""


def make_features(names):
    """Return the invented shapes as text of GeoJSON."""
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": make_geometry(shape)}
        for name, shape in zip(names, SHAPES, strict=True)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def make_geometry(shape):
    if isinstance(shape, tuple):
        return {"type": "Point", "coordinates": shape}
    return {"type": "Polygon", "coordinates": [[*shape, shape[0]]]}


def drop_plots(page, name, names):
    """Drop the shapes on the map, and wait for their rows and names."""
    page.wait_for_selector(".zone-map[data-tools=ready]")
    page.evaluate(DROP, [name, make_features(names)])
    page.wait_for_selector(f".plots tbody tr[data-key] >> nth={len(names) - 1}")
    page.locator(".legend:not(.backgrounds) summary").click()
    page.mouse.move(720, 300)
    page.wait_for_function("() => document.querySelector('.zone-map').zone.labels.isSettled")


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with run_server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (path, (width, height), scheme) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            if name in DROPPED:
                drop_plots(page, *DROPPED[name])
            page.wait_for_timeout(300)
            page.screenshot(path=folder / name)
            print(folder / name)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
