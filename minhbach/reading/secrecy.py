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
_MARK = r"(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)"
_URGENT = r"HỎA\s+TỐC(?:\s+HẸN\s+GIỜ)?|THƯỢNG\s+KHẨN|KHẨN"
# The stamp is set in capitals; brackets, dashes or stars may frame it, and a copy number or the mark of
# urgency may follow.
_STAMP = re.compile(rf"^[\W_]*{_MARK}[\W_]*(?:(?i:bản\s+số)\W*[\d.…]*|{_URGENT})?\W*$")
# It stands below the number, left of the date (Decree 30/2020, annex I): plain text runs them together.
_BESIDE_NUMBER = re.compile(rf"^\W*(?i:số)\s*:.{{0,60}}\s{_MARK}\W*$")
_BESIDE_DATE = re.compile(rf"^\W*{_MARK}\s+\S.{{0,60}},\s*ngày\b.{{0,20}}\btháng\b", re.UNICODE)
_SPACED = frozenset(("MẬT", "TỐIMẬT", "TUYỆTMẬT"))  # letters set apart: "M Ậ T"
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
    if _STAMP.match(line) or _DECLARED.match(line) or _is_spaced(line):
        return " ".join(line.split())
    beside = _BESIDE_NUMBER.match(line) or _BESIDE_DATE.match(line)
    return " ".join(beside.group(1).split()) if beside else None


def _is_spaced(line: str) -> bool:
    letters = line.split()
    return "".join(letters) in _SPACED and all(len(letter) == 1 for letter in letters)


def mark_in_properties(properties: Mapping[str, str]) -> str | None:
    """The mark in the properties of a file: title, subject, keywords, category, status or one of its own."""
    for name, text in properties.items():
        if name not in _PROPERTIES and not name.startswith("custom:"):
            continue
        found = _PROPERTY.search(text.strip())
        if found is not None:
            return found.group(1)
    return None


def marks_among(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that are nothing but a stamp."""
    return tuple(line for line in lines if mark_in_line(line) is not None)


def _stamp_lines(source: Source) -> Iterator[str]:
    for text in (*source.running, *source.lines):
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
