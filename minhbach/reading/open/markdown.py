"""Markdown, and plain text in which every paragraph is a line: headings, bold, pipe and tab tables."""

from __future__ import annotations

import re

from minhbach.reading.open.placing import placed
from minhbach.reading.open.zones import is_motto, is_signer, opens_recipients
from minhbach.reading.rebuild.delimited import (
    BARS,
    Delimiter,
    delimiter_of,
    goes_on_below,
    is_rule_row,
    split_row,
    table_of,
    with_rest,
)
from minhbach.reading.rebuild.lines import Line, clean, squeeze
from minhbach.reading.rebuild.prose import goes_on, joined
from minhbach.reading.rebuild.zones import zones_of
from minhbach.reading.shapes import Block, Form, Paragraph, Source, Table, Zone

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(?=\S)")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|p|span|center)(?:\s[^<>]*)?>", re.I)
_STRONG_SEAM = re.compile(r"(?<=\S)\*{4}(?=\S)|(?<=[^\s*])\*{3}(?=[(\w])")
_STRONG_OPENS = re.compile(r"(?<=[a-zà-ỹ0-9])\*\*(?=[A-ZÀ-ỸĐ]{2})")
_MOTTO_GLUED = re.compile(r"(?<=[^\s|])[ \t]+(?=C[ỘO]NG H[ÒO][ÀA]? X[ÃA] H[ỘO]I)")
# A single star between blanks is a sign of its own: "2 * 3".
_EMPHASIS = re.compile(r"(?<!\\)(\*{2,3}|\*(?=\S)|(?<=\S)\*|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w))")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_STROKES = re.compile(r"^\s*(?:[-=*_]\s*){3,}$")
_QUOTE = re.compile(r"^\s{0,3}>\s?")
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\*\*\S|\s*\|[\s:|-]+\|\s*$)", re.M)


def looks_marked(text: str) -> bool:
    """Whether a text carries Markdown signs at least three times."""
    return len(_MARKDOWN.findall(text)) >= 3


def open_markdown(text: str, sha256: str = "") -> Source:
    """A Markdown document as a Source. Never raises on any text."""
    return Source(Form.MARKDOWN, read_marked(text), sha256=sha256)


def read_marked(text: str) -> tuple[Block, ...]:
    """Paragraphs and tables of a text whose lines are whole paragraphs."""
    pieces = _pieces(_seams_opened(clean(text)))
    return placed(_joined(_zoned(pieces)))


def _seams_opened(text: str) -> str:
    """Bold runs that a converter put side by side without a blank are paragraphs of their own."""
    text = _STRONG_SEAM.sub(lambda m: "**\n\n*" if len(m[0]) == 3 else "**\n\n**", text)
    text = _STRONG_OPENS.sub("\n\n**", text)
    return _MOTTO_GLUED.sub("\n", text)


def _pieces(text: str) -> list[Paragraph | Table]:
    """Lines and tables in order; blank lines fall away, a hole of three of them opens a page."""
    found: list[Paragraph | Table] = []
    rows: list[list[str]] = []
    by: Delimiter | None = None
    empty = 0
    for raw in text.split("\n"):
        own = delimiter_of(raw)
        if not raw.strip():
            empty += 1
            continue
        cells = _cells(raw, _within(raw, own, by, len(rows[0]))) if by else []
        if by and by.fenced and empty == 0 and goes_on_below(rows, cells, raw):
            rows[-1] = with_rest(rows[-1], cells, raw)
        elif by and own and own.sign == by.sign and not _new_header(rows, cells):
            rows.append(cells)
        else:
            _close_table(rows, found)
            rows, by = ([split_row(raw, own)], own) if own else ([], None)
            if not own:
                found += _paragraph(raw, empty >= 3)
        empty = 0
    _close_table(rows, found)
    return found


def _within(raw: str, own: Delimiter | None, by: Delimiter, width: int) -> Delimiter:
    """How a line below others of its table is split: a bar at its start may stand behind an empty cell."""
    fenced = own is not None and own.fenced and not by.fenced and by.sign == own.sign
    return by if fenced and len(split_row(raw, BARS)) in (width, width + 1) else own or BARS


def _new_header(rows: list[list[str]], cells: list[str]) -> bool:
    """A row that opens another table right under this one: it names the number column anew."""
    return bool(rows and len(rows) > 1 and re.match(r"^\W*S?TT\W*$", cells[0], re.I) and cells != rows[0])


def _cells(raw: str, by: Delimiter) -> list[str]:
    """The cells of a raw line; a last bar closes the last cell and opens none."""
    cells = split_row(raw, by)
    open_ended = not by.fenced and len(cells) > 1 and not cells[-1]
    return cells[:-1] if open_ended and raw.rstrip().endswith("|") else cells


def _close_table(rows: list[list[str]], found: list[Paragraph | Table]) -> None:
    if not rows:
        return
    rows = [[_plain(text) for text in row] for row in rows]
    side = _side_by_side(rows)
    if side:
        found += side
        return
    if len(rows) == 1:
        found += [Paragraph(" | ".join(text for text in rows[0] if text))]
        return
    table = table_of(rows)
    if table is not None:
        found.append(table)


def _side_by_side(rows: list[list[str]]) -> list[Paragraph]:
    """Letterhead or recipients and signature that stand in a table of two columns."""
    flat = " ".join(text for row in rows for text in row)
    if max(map(len, rows)) > 3 or not (is_motto(flat) or opens_recipients(rows[0][0])):
        return []
    head = is_motto(flat)
    left, right = (Zone.LETTERHEAD_LEFT, Zone.LETTERHEAD_RIGHT) if head else (Zone.RECIPIENTS, Zone.SIGNATURE)
    found = []
    for row in rows:
        if is_rule_row(row):
            continue
        for i, text in enumerate(row):
            words = re.sub(r"\s*-{3,}\s*$", "", text)
            if words:
                found.append(Paragraph(words, zone=left if i == 0 else right))
    return found


def _paragraph(raw: str, page_start: bool) -> list[Paragraph]:
    if _FENCE.match(raw) or _STROKES.match(raw):
        return []
    heading = _HEADING.match(raw)
    body = _QUOTE.sub("", raw[heading.end() :] if heading else raw)
    marked = squeeze(body)
    bold = (
        bool(re.match(r"^(?:\*\*|<b>|<strong>).*(?:\*\*|</b>|</strong>)\W*$", marked))
        and marked.count("**") <= 2
    )
    lead = bool(re.match(r"^(?:\*\*|<b>|<strong>)", marked))
    words = _plain(marked)
    if not words:
        return []
    level = len(heading[1]) if heading else None
    return [
        Paragraph(
            words,
            bold=bold or bool(heading) or None,
            lead_bold=lead or None,
            level=level,
            page_start=page_start,
        )
    ]


def _plain(text: str) -> str:
    """Words without Markdown or HTML emphasis; a bullet's own star stays a bullet."""
    text = _TAG.sub("", text)
    bullet = re.match(r"^[*+]\s+(?=\S)", text)
    head = "- " if bullet and text[0] == "*" else ""
    text = text[bullet.end() :] if head and bullet else text
    if re.search(r"[^\s*]\*(?!\*)(?:\s|$)", text) and text.count("*") % 2:
        return squeeze(head + text.replace("**", "").replace("\\", ""))
    return squeeze(head + re.sub(r"\\([\\*_|#.\-()\[\]])", r"\1", _EMPHASIS.sub("", text)))


def _joined(pieces: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """Paragraphs that a page break or a hard wrap cut, in one piece again."""
    done: list[Paragraph | Table] = []
    for piece in pieces:
        last = done[-1] if done else None
        if isinstance(piece, Paragraph) and isinstance(last, Paragraph) and _one(last, piece):
            done[-1] = Paragraph(
                joined(last.text, piece.text),
                bold=last.bold,
                lead_bold=last.lead_bold,
                level=last.level,
                zone=last.zone,
                page_start=last.page_start,
            )
        else:
            done.append(piece)
    return done


def _one(a: Paragraph, b: Paragraph) -> bool:
    if a.zone is not b.zone or (b.level and not (a.level and b.text[:1].islower())):
        return False
    if a.zone is Zone.RECIPIENTS:
        return b.text[:1].islower()
    if a.zone is not Zone.BODY:
        return False
    if is_signer(a.text) or is_signer(b.text) or opens_recipients(a.text):
        return False
    if a.text[:1] == "(" and a.text[-1:] == ")":
        return False
    return goes_on(Line(a.text, 0), Line(b.text, 1), None)


def _zoned(pieces: list[Paragraph | Table]) -> list[Paragraph | Table]:
    """Zones by words and order, over the paragraphs that have none yet."""
    at = [i for i, piece in enumerate(pieces) if isinstance(piece, Paragraph)]
    lines = [Line(p.text, i, page_start=p.page_start) for i in at if isinstance(p := pieces[i], Paragraph)]
    for i, zone in zip(at, zones_of(lines), strict=True):
        piece = pieces[i]
        if isinstance(piece, Paragraph) and piece.zone is Zone.BODY and zone is not Zone.BODY:
            pieces[i] = _with_zone(piece, zone)
    return pieces


def _with_zone(piece: Paragraph, zone: Zone) -> Paragraph:
    return Paragraph(
        piece.text,
        piece.place,
        zone,
        piece.bold,
        piece.lead_bold,
        piece.centred,
        piece.level,
        piece.indent,
        piece.page_start,
    )
