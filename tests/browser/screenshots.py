"""Make the README's pictures anew: `python tests/browser/screenshots.py docs/images`."""

import sys
from pathlib import Path

from conftest import CHROMIUM, FLAGS, run_server
from playwright.sync_api import sync_playwright

DESKTOP, PHONE = (1440, 860), (390, 780)
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
            page.wait_for_timeout(300)
            page.screenshot(path=folder / name)
            print(folder / name)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
