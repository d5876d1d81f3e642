"""The lines of an administrative paper by rule: number, date, signature, recipients, labels.

Nghị định 30/2020/NĐ-CP, phụ lục I, phần I, mục II, unless another place is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from minhbach.reporting.core.papers import (
    Annex,
    Block,
    Bullet,
    Head,
    Heading,
    Level,
    Paper,
    Paragraph,
    Run,
    SignatureForm,
    Signer,
)

COMMITTEE = "Ủy ban nhân dân"
CLOSING = "./."
_CLOSED = re.compile(r"[\s.;:,/]*$")
_ENDS = re.compile(r"[\s.;,]+$")

# Phụ lục III: codes of type names. A công văn has none.
TYPE_CODES = {
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Chỉ thị": "CT", "Quy chế": "QC", "Quy định": "QyĐ",
    "Thông cáo": "TC", "Thông báo": "TB", "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH",
    "Phương án": "PA", "Đề án": "ĐA", "Dự án": "DA", "Báo cáo": "BC", "Biên bản": "BB", "Tờ trình": "TTr",
    "Hợp đồng": "HĐ", "Công điện": "CĐ", "Bản ghi nhớ": "BGN", "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ", "Giấy mời": "GM", "Giấy giới thiệu": "GGT", "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG", "Phiếu chuyển": "PC", "Phiếu báo": "PB",
}  # fmt: skip

# Positions of the heads of usual bodies, by how the name of the body begins.
_HEADS_OF = (
    ("Sở ", "Giám đốc"),
    ("Trung tâm ", "Giám đốc"),
    ("Văn phòng ", "Chánh Văn phòng"),
    ("Thanh tra ", "Chánh Thanh tra"),
    ("Ban ", "Trưởng ban"),
    ("Phòng ", "Trưởng phòng"),
)


def symbol_of(kind: str, agency: str, drafter: str = "") -> str:
    """What stands behind the number: "BC-SKHCN"; of a công văn agency and drafting unit, "SKHCN-CNTT" (3b).

    agency, drafter: their abbreviations. What is not known stays blank behind its dash: "BC-".
    """
    code = TYPE_CODES.get(kind, "")
    if code:
        return f"{code}-{agency}"
    return f"{agency}-{drafter}" if drafter else agency


def number_words(head: Head) -> str:
    """ "Số: 05/BC-SKHCN"; below 10 with a 0 before it (3c). Blanks for văn thư until it is recorded."""
    number, _, rest = head.number.strip().partition("/")
    if not number:
        return f"Số:        /{head.symbol}"
    if number.isascii() and number.isdigit():
        number = f"{int(number):02d}"
    return f"Số: {number}/{rest or head.symbol}"


def date_words(place: str, dated: date | None) -> str:
    """ "Sông Mẫu, ngày 06 tháng 02 năm 2026"; blanks until it is recorded.

    Days below 10, and January and February, with a 0 before them (4b).
    """
    if dated is None:
        return f"{place}, ngày      tháng      năm        "
    return f"{place}, {_day_words(dated)}"


def _day_words(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year:04d}"


def official_name(issuer: str) -> str:
    """The full name that a body issues papers by, also where it is known by its short one (2a)."""
    return f"{COMMITTEE} {issuer.removeprefix('UBND ')}" if issuer.startswith("UBND ") else issuer


def signer_of(issuer: str, name: str = "") -> Signer:
    """The head of a body as signer; a general word where the kind of the body is not known."""
    if official_name(issuer).startswith(COMMITTEE):
        return Signer("Chủ tịch", SignatureForm.COLLECTIVE, COMMITTEE, name=name)
    position = next((head for start, head in _HEADS_OF if issuer.startswith(start)), "Thủ trưởng đơn vị")
    return Signer(position, name=name)


def signature_lines(signer: Signer) -> tuple[str, ...]:
    """The lines above the signature, in capitals (7b). Raises ValueError where a form lacks its principal."""
    form, head = signer.form, signer.position
    deputy = signer.deputy or f"Phó {head}"
    before = {
        SignatureForm.COLLECTIVE: "TM.", SignatureForm.COLLECTIVE_ACTING: "TM.",
        SignatureForm.COLLECTIVE_DEPUTY: "TM.", SignatureForm.BY_ORDER: "TL.",
        SignatureForm.BY_ORDER_DEPUTY: "TL.", SignatureForm.DELEGATED: "TUQ.",
    }.get(form, "")  # fmt: skip
    if before and not signer.principal:
        raise ValueError(f"{before} names nobody")
    lines = [f"{before} {signer.principal}"] if before else []
    if form in (SignatureForm.ACTING, SignatureForm.COLLECTIVE_ACTING):
        lines.append(f"Q. {head}")
    elif form in (SignatureForm.DEPUTY, SignatureForm.COLLECTIVE_DEPUTY, SignatureForm.BY_ORDER_DEPUTY):
        # Who signs by order may pass it on to a deputy; who signs by delegation may not (điều 13.3, 13.4).
        lines += [f"KT. {head}", deputy]
    else:
        lines.append(head)
    return tuple(line.upper() for line in lines)


def addressee_lines(addressees: Sequence[str]) -> tuple[str, ...]:
    """One stands behind "Kính gửi:"; several under it, each behind a dash, the last with a full stop (9)."""
    if len(addressees) < 2:
        return tuple(f"Kính gửi: {name}" for name in addressees)
    return ("Kính gửi:", *_dashed(addressees))


def recipient_lines(recipients: Sequence[str]) -> tuple[str, ...]:
    """ "- Như trên;", last "- Lưu: VT, ..." with a full stop (9)."""
    return tuple(_dashed(recipients))


def _dashed(names: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(names, start=1):
        bare = _ENDS.sub("", name.strip().removeprefix("-").strip())
        yield f"- {bare}{'.' if place == len(names) else ';'}"


def basis_lines(bases: Sequence[str]) -> tuple[str, ...]:
    """Legal bases: each ends with a semicolon, the last with a full stop (6a)."""
    bare = [_ENDS.sub("", basis.strip()) for basis in bases]
    return tuple(f"{basis}{'.' if n == len(bare) else ';'}" for n, basis in enumerate(bare, start=1))


def subject_words(paper: Paper) -> str:
    """The abstract; of a công văn behind "V/v" (5b)."""
    if paper.kind:
        return paper.subject
    bare = re.sub(r"^(V/v:?|Về việc|Về)\s+", "", paper.subject.strip(), flags=re.IGNORECASE)
    return f"V/v {bare[:1].lower() + bare[1:] if bare[1:2].islower() else bare}"


def closed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The body with the mark "./." that ends it, where its last block is words (phụ lục III)."""
    if not blocks or not isinstance(blocks[-1], Paragraph | Bullet) or not blocks[-1].runs:
        return tuple(blocks)
    last = blocks[-1]
    end = last.runs[-1]
    runs = (*last.runs[:-1], replace(end, text=_CLOSED.sub("", end.text)))
    runs = (
        (*runs, Run(CLOSING))
        if end.bold or end.italic
        else (*runs[:-1], replace(runs[-1], text=runs[-1].text + CLOSING))
    )
    return (*blocks[:-1], replace(last, runs=runs))


def reference_line(paper: Paper, annex: Annex) -> str:
    """ "(Kèm theo Báo cáo số 05/BC-SKHCN ngày 06 tháng 02 năm 2026 của Sở Khoa học và Công nghệ)"."""
    if annex.reference:
        return annex.reference
    head = paper.head
    number = number_words(head).removeprefix("Số:")  # with its blanks, to write on
    day = _day_words(head.dated) if head.dated else "ngày      tháng      năm        "
    return f"(Kèm theo {paper.kind or 'Công văn'} số{number} {day} của {official_name(head.issuer)})"


def annex_label(place: int, count: int) -> str:
    """ "Phụ lục", numbered in Roman where there are two or more; place from 1."""
    return f"Phụ lục {roman(place)}" if count > 1 else "Phụ lục"


def roman(number: int) -> str:
    """4 -> "IV"."""
    out = ""
    for value, sign in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += sign * (number // value)
        number %= value
    return out


LETTERS = "abcdđeghiklmnopqrstuvxy"  # points are numbered by the Vietnamese alphabet (6đ)


def labelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, each heading with its label: "Phần I", "I.", "1.", "a)". A given label stays."""
    counts = dict.fromkeys(Level, 0)
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            counts[block.level] += 1
            for level in Level:
                if level > block.level:
                    counts[level] = 0
            block = replace(block, label=block.label or _label(block.level, counts[block.level]))
        out.append(block)
    return tuple(out)


def _label(level: Level, count: int) -> str:
    match level:
        case Level.PART:
            return f"Phần {roman(count)}"
        case Level.SECTION:
            return f"{roman(count)}."
        case Level.ITEM:
            return f"{count}."
        case Level.POINT:
            return f"{LETTERS[(count - 1) % len(LETTERS)]})"
