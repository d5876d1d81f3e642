"""One small document in every form it can come in: Word, PDF, turned PDF, Markdown, text.

A document is a list of blocks: a string is a paragraph, {"bold": ...} a heading in the middle,
{"table": rows} a table with optional "widths" (shares of the line) and "header" (rows printed again on every
page), {"wide": true} begins a landscape page, {"page": true} a page, {"stamp": ...} lies over a PDF page,
{"raw": ...} stands as it is in text and Markdown. A cell is a string, a list of paragraphs, "^" (merged with
the cell above), "<" (with the one at its left) or {"table": rows} (a table of its own).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from minhbach.reading.tests.papers import cell, para, row, run, table, word
from minhbach.reading.tests.pouring import paged
from minhbach.reading.tests.pouring import wrapped as poured_lines
from minhbach.reading.tests.typesetting import Press, wrapped

_CENTRED = '<w:jc w:val="center"/>'
_POURED_LINE = 40_000  # of a poured-out table, in thousandths of the size of its letters
_SPACED_LINE = 150  # letters of a line of a table laid out with spaces


def as_word(document: list[Any]) -> bytes:
    """A Word file."""
    return word(*(_word_block(block) for block in document))


def _word_block(block: Any) -> str:
    if isinstance(block, str):
        return para(block)
    if "bold" in block:
        return para(run(block["bold"], bold=True), props=_CENTRED)
    if "wide" in block:
        return para(props='<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>')
    if "page" in block:
        return para('<w:r><w:br w:type="page"/></w:r>')
    return _word_table(block["table"], block.get("header", 0)) if "table" in block else ""


def _word_table(rows: list[list[Any]], header: int = 0) -> str:
    return table(
        *(
            row(*_word_cells(rows, at), props="<w:tblHeader/>" if at < header else "")
            for at in range(len(rows))
        )
    )


def _word_cells(rows: list[list[Any]], at: int) -> list[str]:
    found = []
    for column, said in enumerate(rows[at]):
        if said == "<":
            continue
        behind = rows[at][column + 1 :]
        span = 1 + next((n for n, other in enumerate(behind) if other != "<"), len(behind))
        goes_on = at + 1 < len(rows) and rows[at + 1][column] == "^"
        merge = "<w:vMerge/>" if said == "^" else '<w:vMerge w:val="restart"/>' if goes_on else ""
        props = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge
        found.append(cell(_word_cell(said), props))
    return found


def _word_cell(said: Any) -> str:
    if isinstance(said, dict):
        return _word_table(said["table"]) + para()
    lines = [""] if said == "^" else [said] if isinstance(said, str) else said
    return "".join(map(para, lines))


def as_pdf(document: list[Any], turned: int = 0, ruled: bool = True) -> bytes:
    """A PDF. turned: degrees by which its wide pages are turned."""
    press = Press(turned=turned, ruled=ruled)
    for block in document:
        if isinstance(block, str):
            press.text(block)
        elif "bold" in block:
            press.text(block["bold"], bold=True)
        elif "wide" in block:
            press.turn(block["wide"])
        elif "page" in block:
            press.page()
        elif "stamp" in block:
            press.sheet.stamp(*block.get("at", (300, press.y + 30)), block["stamp"], 9)
        elif "table" in block:
            rows = _plain(block["table"])
            press.table(rows, block.get("widths") or _shares(rows), block.get("header", 1))
    return press.printed()


def _plain(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows in which a table within a cell is its lines."""
    return [[_lines(said) if isinstance(said, dict) else said for said in one] for one in rows]


def _lines(inner: dict[str, Any]) -> list[str]:
    return [" ".join(one) for one in inner["table"]]


def _shares(rows: list[list[Any]]) -> list[float]:
    """Widths for columns by what stands in them, none very narrow and none very wide."""
    longest = [0] * len(rows[0])
    for one in rows:
        for at, said in enumerate(one):
            text = said if isinstance(said, str) else " ".join(said)
            spans = at + 1 < len(one) and one[at + 1] == "<"
            longest[at] = max(longest[at], 0 if spans else len(text))
    return [min(max(length, 8), 40) for length in longest]


def as_markdown(document: list[Any]) -> bytes:
    """Markdown: a merged cell leaves an empty one, paragraphs of a cell are parted by a break."""
    return "\n\n".join(_marked(block) for block in document if _is_words(block)).encode()


def _is_words(block: Any) -> bool:
    return isinstance(block, str) or bool({"bold", "raw", "table"} & set(block))


def _marked(block: Any) -> str:
    if isinstance(block, str):
        return block
    if "bold" in block or "raw" in block:
        return f"**{block['bold']}**" if "bold" in block else str(block["raw"])
    lines = ["| " + " | ".join(_said(said, "<br>") for said in one) + " |" for one in block["table"]]
    return "\n".join([lines[0], "|" + "---|" * len(block["table"][0]), *lines[1:]])


def _said(said: Any, between: str) -> str:
    if isinstance(said, dict):
        said = _lines(said)
    return "" if said in ("^", "<") else said if isinstance(said, str) else between.join(said)


def as_bars(document: list[Any]) -> bytes:
    """Plain text, one paragraph a line, a table as lines parted by bars."""
    return _text(document, lambda rows: [" | ".join(_said(said, " ") for said in one) for one in rows])


def as_spaces(document: list[Any]) -> bytes:
    """Plain text with tables laid out in columns by spaces, their cells wrapped."""
    return _text(document, _spaced)


def _text(document: list[Any], laid_out: Callable[[list[list[Any]]], list[str]]) -> bytes:
    said = []
    for block in document:
        if isinstance(block, str):
            said.append(block)
        elif _is_words(block):
            said.append(block.get("bold") or block.get("raw") or "\n".join(laid_out(block["table"])))
    return "\n\n".join(said).encode()


def _spaced(rows: list[list[Any]]) -> list[str]:
    shares = _shares(_plain(rows))
    rooms = [max(4, int(_SPACED_LINE * share / sum(shares))) for share in shares]
    out = []
    for one in rows:
        cells = []
        for at, said in enumerate(one):
            span = next((n for n, other in enumerate(one[at + 1 :]) if other != "<"), len(one) - at - 1)
            room = sum(rooms[at : at + span + 1]) + 2 * span
            cells.append([] if said in ("^", "<") else wrapped(_said(said, " "), room))
        for parts in zip_longest(*cells, fillvalue=""):
            out.append(_line(parts, rooms))
        out.append("")
    return out


def _line(parts: tuple[str, ...], rooms: list[int]) -> str:
    line, at = "", 0
    for part, room in zip(parts, rooms, strict=True):
        if part:
            line = line.ljust(at) + part
        at += room + 2
    return line


def as_plain(document: list[Any]) -> bytes:
    """Plain text, one paragraph a line."""
    return _text(document, lambda rows: ["\t".join(_said(said, " ") for said in one) for one in rows])


def as_poured(document: list[Any]) -> bytes:
    """Plain text with tables poured out: every line of every cell, nothing left between them."""
    return _text(document, lambda rows: [_poured(rows)])


def _poured(rows: list[list[Any]]) -> str:
    shares = _shares(_plain(rows))
    rooms = [_POURED_LINE * share // sum(shares) for share in shares]
    lines = [
        [_poured_cell(one, at, rooms) for at in range(len(one)) if one[at] not in ("^", "<")] for one in rows
    ]
    top = max(1, next((n for n, one in enumerate(rows[1:], 1) if "^" not in one and "<" not in one), 1))
    top = top if "<" in rows[0] else 1
    header = [line for one in lines[:top] for cell in one for line in cell]
    return paged(header, lines[top:], page_lines=10_000, glue=False)


def _poured_cell(row: list[Any], at: int, rooms: list[int]) -> list[str]:
    span = next((n for n, other in enumerate(row[at + 1 :]) if other != "<"), len(row) - at - 1)
    said = row[at] if isinstance(row[at], list) else [_said(row[at], " ")]
    return [line for text in said for line in poured_lines(text, sum(rooms[at : at + span + 1]))]


FORMS: dict[str, Callable[[list[Any]], bytes]] = {
    "docx": as_word,
    "pdf": as_pdf,
    "turned": lambda document: as_pdf(document, turned=90),
    "unruled": lambda document: as_pdf(document, ruled=False),
    "md": as_markdown,
    "bars": as_bars,
    "spaces": as_spaces,
    "txt": as_plain,
    "poured": as_poured,
}
