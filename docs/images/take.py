"""Takes the pictures of the desk that the documentation shows, on the example story.

    pip install -e '.[serve]' playwright pillow      # and Debian's chromium
    python docs/images/take.py

Look at each before you commit it: what looks wrong in a picture looks wrong at the desk.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "src/ifolge/show/web/examples"
CHROMIUM = os.environ.get("IFOLGE_CHROMIUM") or shutil.which("chromium")
PORT, COLOURS, HEAVIEST = 8019, 256, 700_000  # bytes of all pictures together
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "locale": "da-DK",
    "color_scheme": "dark", "is_mobile": True, "has_touch": True,
}  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the page, the window; `tall` shows the page to its end."""

    name: str
    page: str
    window: dict[str, Any]
    tall: bool = False


PICTURES = (
    Picture("desk-article", "article:en", DESK),
    Picture("desk-story", "story", DESK, tall=True),
    Picture("desk-sources", "/sources", DESK, tall=True),
    Picture("desk-search", "/search?q=stål*", DESK),
    Picture("phone-article", "article:da", PHONE),
    Picture("phone-story", "story", PHONE),
)


@contextmanager
def desk() -> Iterator[str]:
    """The address of a desk on the example story."""
    with tempfile.TemporaryDirectory() as folder:
        own = [sys.executable, "-m", "ifolge"]
        store = ["--store", str(Path(folder, "desk.sqlite"))]
        subprocess.run([*own, "add", "--quiet", *store, EXAMPLES / "story.jsonl"], check=True)
        clock = {**os.environ, "TZ": "Europe/Copenhagen"}  # the clock of the example's town
        with subprocess.Popen([*own, "serve", *store, "--port", str(PORT)], env=clock) as process:
            address = f"http://127.0.0.1:{PORT}"
            try:
                wait_for(f"{address}/health")
                yield address
            finally:
                process.terminate()


def wait_for(address: str, patience: float = 60) -> None:
    """Wait until somebody answers there."""
    until = time.monotonic() + patience
    while True:
        try:
            urllib.request.urlopen(address).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def open_page(page: Page, address: str, wanted: str) -> None:
    """Go to a page: an address, the story, or an example text that is read."""
    kind, _, code = wanted.partition(":")
    if kind == "article":
        page.goto(address)
        page.fill("#text", (EXAMPLES / f"{code}.txt").read_text("utf-8"))
        page.click("button.main")
        page.wait_for_selector(".ledger", timeout=60_000)
    elif kind == "story":
        page.goto(f"{address}/stories")
        page.click(".stories a")
        page.wait_for_selector(".graph canvas")
        page.wait_for_timeout(1500)  # the graph finds its places
    else:
        page.goto(address + wanted)
    page.mouse.move(0, 0)


def take(browser: Any, address: str, picture: Picture) -> int:
    """Take one picture, in few colours. Returns its bytes."""
    context = browser.new_context(**picture.window)
    page = context.new_page()
    open_page(page, address, picture.page)
    taken = Image.open(BytesIO(page.screenshot(full_page=picture.tall))).convert("RGB")
    context.close()
    path = HERE / f"{picture.name}.png"
    few_colours(taken).save(path, optimize=True)
    return path.stat().st_size


def few_colours(taken: Image.Image) -> Image.Image:
    """The picture in its most frequent colours, which stay exactly as they are."""
    counted = sorted(taken.getcolors(1 << 24) or [], reverse=True)[:COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for _, colour in counted for value in colour])
    return taken.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Take all of them."""
    only = re.compile(sys.argv[1] if len(sys.argv) > 1 else "")
    with desk() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for picture in PICTURES:
            if only.search(picture.name):
                print(f"{picture.name}.png: {take(browser, address, picture)} bytes")
        browser.close()
    weight = sum(path.stat().st_size for path in HERE.glob("*.png"))
    print(f"together {weight} bytes")
    if weight > HEAVIEST:
        sys.exit(f"the pictures weigh more than {HEAVIEST} bytes")


if __name__ == "__main__":
    main()
