"""Make the README's pictures anew: `python tests/browser/screenshots.py docs/images`."""

import base64
import json
import shutil
import sys
import tempfile
from pathlib import Path

from conftest import CHROMIUM, FLAGS, run_server
from playwright.sync_api import sync_playwright

from geo.io.companions import DATA_FOLDER

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


# The same views without and with the base map, side by side.
SIDES = {
    "basemap.png": ("en", "Without the base map", "With it"),
    "basemap-zh.png": ("zh", "没有底图", "有底图"),
}
BESIDE = """<style>body {{ margin: 12px; font: 500 15px sans-serif; display: grid; gap: 6px 12px;
  grid-template-columns: auto auto; width: max-content }} img {{ display: block; width: 600px }}</style>
<span>{}</span><span>{}</span>{}"""


def write_bare_zone(folder):
    """Copy the shipped zone without its base map; return the boundary file's path."""
    for path in DATA_FOLDER.glob("*.geojson"):
        if not path.name.startswith("basemap"):
            shutil.copy(path, folder)
    return Path(folder) / "boundaries.geojson"


def set_beside(browser, folder, address):
    """Make the pictures that show each view twice."""
    with (
        tempfile.TemporaryDirectory() as bare,
        run_server("--data", str(write_bare_zone(bare))) as without,
    ):
        for name, (lang, *captions) in SIDES.items():
            page = browser.new_page(viewport={"width": 600, "height": 400})
            images = []
            for view in ("zone", "region"):
                for site in (without, address):
                    page.goto(f"{site}/embed?lang={lang}&view={view}")
                    page.wait_for_function(
                        "() => document.querySelector('.zone-map').zone?.labels.isSettled"
                    )
                    data = base64.b64encode(page.screenshot()).decode()
                    images.append(f'<img src="data:image/png;base64,{data}">')
            page = browser.new_page(viewport={"width": 1240, "height": 860})
            page.set_content(BESIDE.format(*captions, "".join(images)))
            page.screenshot(path=folder / name)
            print(folder / name)


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
        set_beside(browser, folder, address)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
