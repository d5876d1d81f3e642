"""The state layout of administrative documents (Nghị định 30/2020/NĐ-CP, phụ lục I, mục II)."""

from __future__ import annotations

from collections.abc import Sequence

from minhbach.reporting.writers.ooxml import (
    BOLD,
    ITALIC,
    PLAIN,
    Align,
    Box,
    Face,
    Page,
    Shape,
    mm,
    paragraph,
    run,
    table,
    text,
)

CENTRE = Shape(align=Align.CENTRE)
BODY = Shape(align=Align.JUSTIFY, first=mm(12.7), before=6)  # 6 pt between paragraphs at least
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
COMMITTEE = "Ủy ban nhân dân"
HEADS_OF = (
    ("Sở ", "Giám đốc"),
    ("Trung tâm ", "Giám đốc"),
    ("Văn phòng ", "Chánh Văn phòng"),
    ("Thanh tra ", "Chánh Thanh tra"),
    ("Ban ", "Trưởng ban"),
    ("Phòng ", "Trưởng phòng"),
)
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def rule(width: int, share: float) -> str:
    """A centred line over a share of the width, under a title or a name."""
    side = round(width * (1 - share) / 2)
    shape = Shape(align=Align.CENTRE, left=side, right=side, rule_below=True, line=60)
    return paragraph(run("", Face(size=2)), shape)


def letterhead(page: Page, *, parent: str, issuer: str, symbol: str, place: str) -> str:
    """Boxes 1 to 4: nation and motto, issuer, number left blank for văn thư, place and date left blank."""
    left, right = shares(page, (42, 58))  # the nation's name needs 91 mm
    top = (
        Box(
            (text(name_lines(parent), Face(size=12), CENTRE) if parent else "")
            + text(name_lines(issuer), Face(bold=True, size=12), CENTRE)
            + rule(left, 0.4)
        ),
        Box(
            text(NATION, Face(bold=True, size=12), CENTRE)
            + text(MOTTO, Face(bold=True, size=13), CENTRE)
            + rule(right, 0.6)
        ),
    )
    below = (
        Box(text(f"Số:        /{symbol}", Face(size=13), Shape(align=Align.CENTRE, before=4))),
        Box(
            text(
                f"{place}, ngày      tháng      năm        ",
                Face(italic=True, size=14),
                Shape(align=Align.CENTRE, before=4),
            )
        ),
    )
    return table((left, right), (top, below), ruled=False, side=0)


def name_lines(name: str) -> str:
    """A name in capitals; that of a People's Committee breaks before its place, as its papers do."""
    return name.upper().replace(f"{COMMITTEE.upper()} ", f"{COMMITTEE.upper()}\n", 1)


def addressee(name: str) -> str:
    """Box 9a: whom the document is for."""
    return text(f"Kính gửi: {name}", PLAIN, Shape(align=Align.CENTRE, before=6, after=6))


def signer_of(author: str) -> str:
    """Box 7a: in whose right the head of the body signs; a general word where its kind is not known."""
    if author.startswith(COMMITTEE):
        return f"TM. {COMMITTEE}\nChủ tịch"
    return next((head for start, head in HEADS_OF if author.startswith(start)), "Thủ trưởng đơn vị")


def title(page: Page, kind: str, subject: str) -> str:
    """Box 5a: type name and abstract, with the rule of a third under it."""
    return (
        text(kind.upper(), BOLD, Shape(align=Align.CENTRE, before=14))
        + text(subject, BOLD, CENTRE)
        + rule(page.width, 0.34)
        + text("", Face(size=6))
    )


def heading(words: str) -> str:
    """ "I. ..." of a report: capitals, bold."""
    return text(
        words, BOLD, Shape(align=Align.JUSTIFY, first=mm(12.7), before=8, after=3, keep_next=True, outline=0)
    )


def body(words: str) -> str:
    return text(words, PLAIN, BODY)


def annex_title(number: str, name: str, reference: str) -> str:
    """Phụ lục: number, title in capitals, the line that ties it to the document."""
    return (
        text(f"Phụ lục {number}".strip(), BOLD, CENTRE)
        + text(name.upper(), Face(bold=True, size=13), CENTRE)
        + text(reference, ITALIC, Shape(align=Align.CENTRE, after=8))
    )


def signature(page: Page, *, recipients: Sequence[str], signer: str) -> str:
    """Boxes 7 and 9: recipients at the left, signer and room to sign at the right. We do not sign."""
    left, right = round(page.width * 0.48), page.width - round(page.width * 0.48)
    names = text("Nơi nhận:", Face(bold=True, italic=True, size=12))
    names += "".join(text(line, Face(size=11)) for line in recipients)
    sign = text(signer.upper(), BOLD, CENTRE) + "".join(text("", PLAIN, CENTRE) for _ in range(5))
    return text("", Face(size=8)) + table((left, right), ((Box(names), Box(sign)),), ruled=False)


def grid(
    widths: Sequence[int],
    heads: Sequence[str],
    rows: Sequence[Sequence[str | Box]],
    *,
    size: float = 11,
    figures: frozenset[int] = frozenset(),
) -> str:
    """A ruled table: bold centred heads that repeat, words left, figure columns centred."""
    small = Face(size=size)
    head_face = Face(bold=True, size=size)
    pad = Shape(before=1.5, after=1.5)
    middle = Shape(align=Align.CENTRE, before=1.5, after=1.5)
    head = [Box(text(h, head_face, middle), centred=True) for h in heads]

    def box(column: int, value: str | Box) -> Box:
        if isinstance(value, Box):
            return value
        return Box(text(value, small, middle if column in figures else pad))

    return table(widths, [head, *([box(c, v) for c, v in enumerate(row)] for row in rows)], header_rows=1)


def group_row(words: str, columns: int, size: float = 11) -> list[Box]:
    """A row over all columns that names the group below it."""
    shape = Shape(before=1.5, after=1.5, keep_next=True)
    return [Box(text(words, Face(bold=True, size=size), shape), span=columns, fill="F2F2F2")]


def sum_row(words: str, figures: Sequence[str], size: float = 11) -> list[Box]:
    """A row of sums: its name and the figures in bold on the ground of a group."""
    face = Face(bold=True, size=size)
    left = Shape(before=1.5, after=1.5, keep_next=True)
    middle = Shape(align=Align.CENTRE, before=1.5, after=1.5, keep_next=True)
    name = Box(text(words, face, left), fill="F2F2F2")
    return [name, *(Box(text(figure, face, middle), fill="F2F2F2") for figure in figures)]


def shares(page: Page, parts: Sequence[float]) -> tuple[int, ...]:
    """Column widths from their shares of the page."""
    whole = sum(parts)
    widths = [int(page.width * part / whole) for part in parts]
    widths[-1] += page.width - sum(widths)
    return tuple(widths)
