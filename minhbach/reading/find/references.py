"""Other papers cited in a document, by number and symbol (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II.3)."""

from __future__ import annotations

import re

from minhbach.reading.find.words import squash
from minhbach.reading.shapes import Paragraph, Source, Table, Zone

_REFERENCE = re.compile(
    r"(?<![\w/])(\d{1,5}(?:/\d{4})?)\s?([-/])\s?(QH\d{1,2}|(?:[A-ZĐ][A-ZĐ&]+[a-z]?|CTr|ĐA|BC)[A-ZĐa-z&]*(?:\s?[-/]\s?[A-ZĐ][A-ZĐa-z&]*\d*)*)"
)


def references(source: Source, own: str | None) -> tuple[str, ...]:
    """Other papers cited anywhere, by their number and symbol, each once, in order."""
    found: list[str] = []
    texts = [t for b in source.blocks for t in _texts(b)] + list(source.footnotes)
    for text in texts:
        for m in _REFERENCE.finditer(squash(text)):
            symbol = m[3].replace(" ", "")
            said = f"{m[1]}{m[2]}{symbol}"
            complete = (
                re.search(r"[-/]", symbol) or symbol.startswith("QH") or (len(m[1]) > 5 and len(symbol) > 3)
            )
            if complete and said not in found and said != own:
                found.append(said)
    return tuple(found)


def _texts(block: Paragraph | Table) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text] if block.zone is not Zone.LETTERHEAD_LEFT else []
    return [c.text for row in block.rows for c in row.cells if c.text]
