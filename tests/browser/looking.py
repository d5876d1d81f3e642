"""What is wrong with a page for the eyes, for one who has it read aloud, for a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = {390: 844, 1366: 768, 1920: 1080}
GRAVE = {"serious", "critical"}
_AXE = Axe()
_ALL = {"resultTypes": ["violations"]}
_CONTRAST = _ALL | {"runOnly": ["color-contrast"]}  # the slowest rule: colours do not change with the width
_BUT_CONTRAST = _ALL | {"rules": {"color-contrast": {"enabled": False}}}
# How far the page can be pushed sideways, and the first of its parts that stand out.
_SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth;
  const over = document.scrollingElement.scrollWidth - room;
  if (over <= 0) return null;
  const isOut = (part) => part.getBoundingClientRect().right > room + 1;
  const wide = [...document.querySelectorAll("body *")].filter(isOut);
  return `${over} px: ` + wide.slice(-2).map((e) => e.outerHTML.slice(0, 100)).join(" ");
}"""


def faults(page: Page) -> list[str]:
    """At the three widths in light, and in dark what cannot be read. Leaves the page in dark."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = []
    for width, options in ((1920, None), (390, _BUT_CONTRAST), (1366, _ALL)):
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        if sideways := page.evaluate(_SIDEWAYS):
            found.append(f"{width} px wide: scrolls sideways by {sideways}")
        if options:
            found += [f"{width} px wide: {fault}" for fault in _violations(page, options)]
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {fault}" for fault in _violations(page, _CONTRAST)]


def _violations(page: Page, options: dict[str, object]) -> Iterator[str]:
    for rule in _AXE.run(page, options=options).response["violations"]:
        if rule["impact"] in GRAVE:
            for node in rule["nodes"][:3]:
                yield f"{rule['id']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
