"""Finds the mark of a state secret. Such a file must not enter a network system at all
(Law on Protection of State Secrets 29/2018/QH14; Decree 26/2020 on the marks MẬT, TỐI MẬT, TUYỆT MẬT).

Only the stamp counts: a line that holds nothing but the mark, or "Độ mật: ...", or a file property. The
words inside a sentence ("bảo vệ bí mật nhà nước", "mật khẩu") say nothing about the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from minhbach.reading.shapes import Block, Paragraph, Source, Zone

_DEGREE = r"(?:tuyệt\s+mật|tối\s+mật|mật)"
# The stamp is set in capitals; brackets, dashes or stars may frame it, and a copy number may follow.
_STAMP = re.compile(r"^[\W_]*(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)[\W_]*(?:(?i:bản\s+số)\W*[\d.…]*)?\W*$")
_DECLARED = re.compile(rf"^\W*(?:độ|mức\s+độ|cấp\s+độ)\s+mật\s*[:：]\s*({_DEGREE})[\W_]*$", re.IGNORECASE)
_PROPERTY = re.compile(rf"(?:^|[;,|/]|:)\s*({_DEGREE})\s*(?:$|[;,|/])", re.IGNORECASE)
_PROPERTIES = ("title", "subject", "keywords", "category", "description", "contentStatus")
_SEPARATE = "\n"


def secrecy_mark(source: Source) -> str | None:
    """The words of the secrecy mark a document bears, as they stand in it; None when it bears none."""
    for line in _stamp_lines(source):
        if (found := mark_in_line(line)) is not None:
            return found
    return mark_in_properties(source.properties)


def mark_in_line(line: str) -> str | None:
    """The mark when the line is nothing but a stamp."""
    line = line.strip()
    if _STAMP.match(line) or _DECLARED.match(line):
        return " ".join(line.split())
    return None


def mark_in_properties(properties: Mapping[str, str]) -> str | None:
    """The mark in the properties of a file: title, subject, keywords, category, status or one of its own."""
    for name, text in properties.items():
        if name not in _PROPERTIES and not name.startswith("custom:"):
            continue
        found = _PROPERTY.search(text.strip())
        if found is not None:
            return found.group(1)
    return None


def _stamp_lines(source: Source) -> Iterator[str]:
    for text in source.running:
        yield from text.split(_SEPARATE)
    for block in source.blocks:
        yield from _lines_of(block)


def _lines_of(block: Block) -> Iterable[str]:
    """Lines that may be a stamp. Cells of a ruled table are data: a list of papers may name their degrees."""
    if isinstance(block, Paragraph):
        return block.text.split(_SEPARATE) if block.zone is not Zone.FOOTNOTE else ()
    if len(block.rows) == 1 and len(block.rows[0].cells) <= 2:
        return [p.text for cell in block.rows[0].cells for p in cell.paragraphs]
    return ()
