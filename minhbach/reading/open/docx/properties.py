"""The properties of an Office file: core, extended and custom (ECMA-376 part 1, 15.2.12; part 2, 11)."""

from __future__ import annotations

from lxml import etree

from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.wording import tidy

_LONGEST = 2_000


def properties_of(package: Package) -> dict[str, str]:
    """Every property that says something, by its local name: title, subject, keywords, category, ..."""
    out: dict[str, str] = {}
    for name in ("docProps/core.xml", "docProps/app.xml"):
        root = package.xml(name)
        for element in () if root is None else root:
            _put(out, etree.QName(element).localname if isinstance(element.tag, str) else "", element)
    root = package.xml("docProps/custom.xml")
    for element in () if root is None else root:
        _put(out, "custom:" + str(element.get("name", "")), element)
    return out


def _put(out: dict[str, str], name: str, element: etree._Element) -> None:
    text = tidy("".join(str(part) for part in element.itertext()))[:_LONGEST]
    if name and text:
        out[name] = text
