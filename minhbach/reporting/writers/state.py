"""The frame of an administrative paper: letterhead, title, addressees, signature, heading of an annex.

Layout of Nghị định 30/2020/NĐ-CP, phụ lục I, phần I; mục and khoản are cited at each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minhbach.reporting.core.lettering import broken, width_mm
from minhbach.reporting.core.paper_rules import (
    COMMITTEE,
    addressee_lines,
    annex_label,
    date_words,
    number_words,
    official_name,
    recipient_lines,
    reference_line,
    signature_lines,
    subject_words,
)
from minhbach.reporting.core.papers import Annex, Head, Paper
from minhbach.reporting.writers.ooxml import (
    Align,
    Box,
    Edge,
    Face,
    Page,
    Shape,
    Style,
    mm,
    paragraph,
    run,
    said,
    table,
)

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_MM = 1 / mm(1)
_LIGHT = 1.04  # as much longer may be what is not in bold, by which lengths are reckoned
_MIDDLE = Shape(align=Align.CENTRE)

# Sizes as the table of phụ lục I, phần I, mục V gives them.
NATION_STYLE = Style("MBQuocHieu", "Quốc hiệu", _MIDDLE, Face(bold=True, size=12))
MOTTO_STYLE = Style("MBTieuNgu", "Tiêu ngữ", _MIDDLE, Face(bold=True, size=13))
PARENT = Style("MBChuQuan", "Cơ quan chủ quản", _MIDDLE, Face(size=12))
ISSUER = Style("MBCoQuan", "Cơ quan ban hành", _MIDDLE, Face(bold=True, size=12))
NUMBER = Style("MBSo", "Số, ký hiệu", Shape(align=Align.CENTRE, before=4), Face(size=13))
DATED = Style(
    "MBNgay", "Địa danh, ngày tháng", Shape(align=Align.CENTRE, before=4), Face(italic=True, size=13)
)
ABOUT = Style("MBVeViec", "Trích yếu công văn", Shape(align=Align.CENTRE, before=6), Face(size=12))
DRAFT = Style(
    "MBDuThao", "Dấu dự thảo", Shape(align=Align.CENTRE, before=6, edge=Edge.FRAME), Face(bold=True, size=13)
)
KIND = Style("MBTenLoai", "Tên loại văn bản", Shape(align=Align.CENTRE, before=14), Face(bold=True, size=14))
SUBJECT = Style("MBTrichYeu", "Trích yếu", _MIDDLE, Face(bold=True, size=14))
ADDRESSEE = Style("MBKinhGui", "Kính gửi", Shape(align=Align.CENTRE, before=12, after=6), Face(size=14))
ADDRESSEES = Style("MBKinhGuiNhieu", "Kính gửi nhiều nơi", Shape(left=mm(25)), Face(size=14))
POSITION = Style("MBChucVu", "Quyền hạn, chức vụ", _MIDDLE, Face(bold=True, size=14))
NAME = Style("MBHoTen", "Họ và tên", _MIDDLE, Face(bold=True, size=14))
RECIPIENTS = Style("MBNoiNhan", "Nơi nhận", Shape(), Face(bold=True, italic=True, size=12))
RECIPIENT = Style("MBNoiNhanDong", "Nơi nhận, từng nơi", Shape(), Face(size=11))
ANNEX = Style(
    "MBPhuLuc", "Phụ lục", Shape(align=Align.CENTRE, keep_next=True, outline=0), Face(bold=True, size=14)
)
ANNEX_TITLE = Style(
    "MBTenPhuLuc", "Tên phụ lục", Shape(align=Align.CENTRE, keep_next=True), Face(bold=True, size=13)
)
REFERENCE = Style(
    "MBKemTheo", "Kèm theo", Shape(align=Align.CENTRE, keep_next=True), Face(italic=True, size=13)
)
GAP = Style("MBKhoang", "Khoảng trên bảng", Shape(after=3, keep_next=True), Face(size=2))
STYLES = (
    NATION_STYLE, MOTTO_STYLE, PARENT, ISSUER, NUMBER, DATED, ABOUT, DRAFT, KIND, SUBJECT, ADDRESSEE,
    ADDRESSEES, POSITION, NAME, RECIPIENTS, RECIPIENT, ANNEX, ANNEX_TITLE, REFERENCE, GAP,
)  # fmt: skip


def rule(room: int, length_mm: float, *, after: float = 0) -> str:
    """A centred line of a length in a room (twips), under a name or a title; after in points."""
    side = max(0, round((room - mm(length_mm)) / 2))
    shape = Shape(align=Align.CENTRE, left=side, right=side, after=after, edge=Edge.RULE, line=60)
    return paragraph(run("", Face(size=2)), shape)


def letterhead(page: Page, paper: Paper) -> str:
    """Boxes 1 to 5b: issuer, nation and motto, number, place and date; a công văn's abstract, a draft."""
    head = paper.head
    left, right = shares(page, (44, 56))  # the nation's name is 88 mm long
    dated = date_words(head.place, head.dated)
    # A long place reaches under the issuer's half: the day stands in one line with the number (mục II.4c).
    reach = min(left // 3, max(0, mm(width_mm(dated, 13)) - right))
    issuer, nation = _issuer(head, left), _nation(right)
    number, day = _number(paper, left - reach), said(DATED, dated)
    if not reach:
        rows = ((Box(issuer), Box(nation)), (Box(number), Box(day)))
        return table((left, right), rows, ruled=False, side=0)
    rows = ((Box(issuer, span=2), Box(nation)), (Box(number), Box(day, span=2)))
    return table((left - reach, reach, right), rows, ruled=False, side=0)


def _nation(room: int) -> str:
    # The line under the motto is as long as its words (mục II.1b).
    return said(NATION_STYLE, NATION) + said(MOTTO_STYLE, MOTTO) + rule(room, width_mm(MOTTO, 13))


def _issuer(head: Head, room: int) -> str:
    parent = said(PARENT, parent_name(head.parent, room)) if head.parent else ""
    issuer = broken(official_name(head.issuer).upper(), room * _MM - 1, 12)
    # A third to a half of the words' length (mục II.2b).
    return parent + said(ISSUER, issuer) + rule(room, width_mm(issuer, 12) * 0.4)


def parent_name(name: str, room: int) -> str:
    """The agency above in capitals; with usual words shortened where it needs a line more (mục II.2a)."""
    room_mm = room * _MM - 1
    whole = broken(name.upper(), room_mm, 12)
    return whole if "\n" not in whole else broken(short_committee(name).upper(), room_mm, 12)


def short_committee(name: str) -> str:
    """ "Ủy ban nhân dân tỉnh Sông Mẫu" -> "UBND tỉnh Sông Mẫu"."""
    return name.replace(f"{COMMITTEE} ", "UBND ", 1)


def _number(paper: Paper, room: int) -> str:
    about = "" if paper.kind else said(ABOUT, broken(subject_words(paper), room * _MM - 2, 12))
    return said(NUMBER, number_words(paper.head)) + about + (_draft(paper.draft, room) if paper.draft else "")


def _draft(words: str, room: int) -> str:
    words = words.upper()
    side = max(0, round((room - mm(width_mm(words, 13) + 8)) / 2))
    shape = Shape(align=Align.CENTRE, left=side, right=side, before=6, edge=Edge.FRAME)
    return paragraph(run(words, DRAFT.face), shape)


def title(page: Page, paper: Paper) -> str:
    """Box 5a: type name and abstract, with a line of 1/3 to 1/2 of the words (mục II.5b)."""
    if not paper.kind:
        return ""
    words = broken(paper.subject, page.width * _MM, 14)
    return said(KIND, paper.kind.upper()) + said(SUBJECT, words) + rule(page.width, width_mm(words, 14) * 0.4)


def addressees(page: Page, paper: Paper) -> str:
    """Box 9a. Of several each has a line of its own, their dashes under the colon (mục II.9d)."""
    lines = addressee_lines(paper.addressees)
    if len(lines) < 2:
        return "".join(said(ADDRESSEE, broken(line, page.width * _MM, 14)) for line in lines)
    below = ADDRESSEES.shape.left + mm(width_mm(lines[0].rstrip(":"), 14))
    head = paragraph(run(lines[0], ADDRESSEES.face), Shape(left=ADDRESSEES.shape.left, before=12))
    dash = mm(width_mm("- ", 14))
    rest = [
        paragraph(run(line, ADDRESSEES.face), Shape(left=below + dash, first=-dash)) for line in lines[1:]
    ]
    return head + "".join(rest)


def signature(page: Page, paper: Paper) -> str:
    """Boxes 7 and 9b: recipients at the left, signer and room to sign at the right. We do not sign."""
    left = round(page.width * 0.46)
    right = page.width - left
    head = "Nơi nhận:" if paper.recipients else ""
    recipients = (said(RECIPIENT, line) for line in recipient_lines(paper.recipients))
    names = said(RECIPIENTS, head) + "".join(recipients)
    lines = [broken(line, right * _MM, 14) for line in signature_lines(paper.signer)]
    sign = "".join(said(POSITION, line) for line in lines)
    sign += said(POSITION, "") * _LINES_TO_SIGN + said(NAME, paper.signer.name)
    gap = paragraph(run("", Face(size=8)), Shape(keep_next=True))
    return gap + table((left, right), ((Box(names), Box(sign)),), ruled=False, side=0)


_LINES_TO_SIGN = 4


def annex_head(page: Page, paper: Paper, annex: Annex, place: int) -> Iterator[str]:
    """Phụ lục: its number, its title in capitals, the line that ties it to the paper (mục III.1)."""
    yield said(ANNEX, annex_label(place, len(paper.annexes)))
    yield said(ANNEX_TITLE, broken(annex.title.upper(), page.width * _MM, 13))
    yield said(REFERENCE, broken(reference_line(paper, annex), page.width * _MM * _LIGHT, 13))
    if annex.note:
        yield said(REFERENCE, annex.note)
    yield rule(page.width, 40, after=8)


def shares(page: Page | int, parts: Sequence[float]) -> tuple[int, ...]:
    """Column widths from their shares of a page or a width."""
    width = page if isinstance(page, int) else page.width
    whole = sum(parts)
    widths = [int(width * part / whole) for part in parts]
    widths[-1] += width - sum(widths)
    return tuple(widths)
