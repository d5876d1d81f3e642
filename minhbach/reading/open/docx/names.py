"""Names of WordprocessingML (ECMA-376 part 1, 17) and safe reading of its attributes."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"
_OFF = {"0", "false", "off", "none"}


def children(parent: etree._Element | None) -> dict[str, etree._Element]:
    """The children of a properties element by their tags, the first of each: one walk for many questions."""
    found: dict[str, etree._Element] = {}
    for child in () if parent is None else parent.iterchildren(etree.Element):
        found.setdefault(child.tag, child)
    return found


def value(parent: etree._Element | None, child: str) -> str | None:
    """The w:val of a child element, None when there is no such child or no value."""
    if parent is None:
        return None
    found = next(parent.iterchildren(W + child), None)
    return None if found is None else found.get(VAL)


def switch(parent: etree._Element | None, child: str) -> bool | None:
    """An on/off property (17.17.4): None when the element is not there."""
    if parent is None:
        return None
    found = next(parent.iterchildren(W + child), None)
    return None if found is None else switched_on(found)


def switched_on(element: etree._Element) -> bool:
    """Whether an on/off property that stands there is on."""
    return element.get(VAL, "1") not in _OFF


def whole(written: str | None, default: int, least: int, most: int) -> int:
    """A whole number of a file that may lie: kept between `least` and `most`."""
    try:
        number = int(float(written)) if written is not None else default
    except (ValueError, OverflowError):
        return default
    return min(max(number, least), most)
