"""A unit's report as a paper in the state layout: done, not done, shortcomings, proposals, figures. Pure.

Paragraphs carry the key of their field, by which an edited Word file is read back into the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from minhbach.reporting.core.accepted import Said, said_in
from minhbach.reporting.core.answers import Answers
from minhbach.reporting.core.build import decapitalised
from minhbach.reporting.core.fields import Sheet
from minhbach.reporting.core.forms import PartKind
from minhbach.reporting.core.paper_rules import signer_of, symbol_of
from minhbach.reporting.core.papers import (
    Block,
    Bullet,
    Column,
    Head,
    Heading,
    Holds,
    Level,
    Paper,
    Paragraph,
    Run,
    SignatureForm,
    Signer,
    Table,
    paragraph,
    row,
)
from minhbach.shared.dates import vn_date


@dataclass(frozen=True, slots=True)
class UnitPaperHead:
    """What names the report. plan: "Kế hoạch số 15/KH-UBND ngày 20/01/2026 của ..."; blank without one.

    abbreviation: of the unit, for its number ("STC"); signed_as: "head", "deputy" or blank.
    """

    unit: str
    parent: str
    place: str
    receiver: str
    period: str
    window_from: date
    window_to: date
    plan: str = ""
    title: str = ""
    abbreviation: str = ""
    number: str = ""
    dated: date | None = None
    signer: str = ""
    signed_as: str = ""
    is_estimated: bool = False
    code: str = ""


def unit_paper(head: UnitPaperHead, sheet: Sheet, answers: Answers) -> Paper:
    """The paper of a report, as far as it is written. Number, date, name stay blank until they are known."""
    of_plan = f" thực hiện {_short(head.plan)}" if head.plan else ""
    subject = head.title or f"Kết quả{of_plan}"
    return Paper(
        head=Head(
            head.unit,
            symbol_of("Báo cáo", head.abbreviation),
            head.place,
            head.parent,
            head.number,
            head.dated,
        ),
        kind="Báo cáo",
        subject=f"{subject} {decapitalised(head.period)}",
        addressees=(head.receiver,) if head.receiver else (),
        body=(*_body(head, sheet, answers),),
        signer=_signer(head),
        recipients=("Như trên", "Lưu: VT") if head.receiver else ("Lưu: VT",),
        code=head.code,
    )


def _short(plan: str) -> str:
    """ "Kế hoạch số 15/KH-UBND ngày ... của ..." -> "Kế hoạch số 15/KH-UBND"."""
    return plan.split(" ngày ", 1)[0].split(" của ", 1)[0]


def _signer(head: UnitPaperHead) -> Signer:
    usual = signer_of(head.unit, head.signer)
    if head.signed_as != "deputy":
        return usual
    is_collective = usual.form is SignatureForm.COLLECTIVE
    form = SignatureForm.COLLECTIVE_DEPUTY if is_collective else SignatureForm.DEPUTY
    return replace(usual, form=form)


def _body(head: UnitPaperHead, sheet: Sheet, answers: Answers) -> Iterator[Block]:
    yield paragraph(_opening(head))
    said = list(said_in(sheet, answers))
    for place, title in enumerate(sheet.sections):
        own = [one for one in said if one.field.section == place]
        yield Heading(title, key=f"s_{place + 1}")
        yield from _section(own)
    yield paragraph(_closing(head))


def _opening(head: UnitPaperHead) -> str:
    basis = f"Thực hiện {head.plan}, " if head.plan else ""
    estimated = ", phần còn lại của kỳ là ước tính" if head.is_estimated else ""
    said = f"{basis}{head.unit} báo cáo kết quả {decapitalised(head.period)} như sau"
    window = f"(số liệu từ ngày {vn_date(head.window_from)} đến ngày {vn_date(head.window_to)}{estimated}):"
    return f"{said[:1].upper()}{said[1:]} {window}"


def _closing(head: UnitPaperHead) -> str:
    to = f", kính gửi {head.receiver} tổng hợp" if head.receiver else ""
    return f"Trên đây là báo cáo {decapitalised(head.period)} của {head.unit}{to}./."


def _section(own: Sequence[Said]) -> Iterator[Block]:
    if any(one.field.kind is PartKind.DUTIES for one in own):
        yield from _duties(own)
    elif any(one.field.kind is PartKind.INDICATORS for one in own):
        yield _figures(own)
    elif all(one.field.kind is PartKind.ITEM for one in own) and len(own) > 1:
        yield _items(own)
    else:
        for one in own:
            yield from _plain(one, titled=len(own) > 1)


def _duties(own: Sequence[Said]) -> Iterator[Block]:
    """Done first, then what is not; a heading for each that has any."""
    done = [one for one in own if one.line and one.line.is_done]
    open_now = [one for one in own if one not in done]
    for title, group in (
        ("Nhiệm vụ đã hoàn thành", done),
        ("Nhiệm vụ đang thực hiện, chưa hoàn thành", open_now),
    ):
        if group:
            yield Heading(f"{title} ({len(group)})", Level.ITEM)
            for one in group:
                yield from _duty(one)


def _duty(one: Said) -> Iterator[Block]:
    line, code = one.line, f"{one.field.code} " if one.field.code else ""
    late = f", quá hạn {line.late_days} ngày" if line and line.is_overdue else ""
    deadline = f" (thời hạn: {line.deadline}{late})" if line else ""
    named = f"{code}{one.field.label.rstrip(' .;')}"
    yield Bullet((Run(named, bold=True), Run(f"{deadline}.")))
    yield paragraph(_said(one), key_of(one.field.key))
    if one.answer.why:
        expected = f" Dự kiến xong ngày {one.answer.expected_on}." if one.answer.expected_on else ""
        yield Paragraph((Run("Nguyên nhân: ", italic=True), Run(f"{_ended(one.answer.why)}{expected}")))
    if line and line.proof:
        yield Paragraph(
            (Run("Minh chứng: ", italic=True), Run(_ended("; ".join(p.name for p in line.proof))))
        )


def _figures(own: Sequence[Said]) -> Table:
    columns = (
        Column("Mã", 8), Column("Chỉ tiêu", 42), Column("Đơn vị tính", 12, Holds.MARKS),
        Column("Kết quả", 14, Holds.MARKS), Column("Ghi chú", 24),
    )  # fmt: skip
    rows = (
        row(one.field.code, one.field.label, one.field.unit, one.answer.figure or "–", one.answer.note)
        for one in own
    )
    return Table(columns, tuple(rows), key="indicators")


def _items(own: Sequence[Said]) -> Table:
    """As the annex of the plan prints it: number, item, what was said, figure, note."""
    columns = (
        Column("TT", 6, Holds.MARKS), Column("Nội dung", 32), Column("Kết quả", 34),
        Column("Số liệu", 12, Holds.MARKS), Column("Ghi chú", 16),
    )  # fmt: skip
    rows = (
        row(one.field.code or str(at), one.field.label, _said(one), one.answer.figure, one.answer.note)
        for at, one in enumerate(own, start=1)
    )
    return Table(columns, tuple(rows), key="items")


def _plain(one: Said, *, titled: bool) -> Iterator[Block]:
    if titled:
        yield Heading(one.field.label, Level.ITEM)
    if one.field.kind is PartKind.TABLE and one.answer.rows:
        yield Table(
            tuple(Column(head, 1) for head in one.field.columns),
            tuple(row(*cells) for cells in one.answer.rows), key=key_of(one.field.key),
        )  # fmt: skip
        return
    parts = _said(one).split("\n")
    for at, words in enumerate(part for part in parts if part.strip()):
        yield paragraph(words, key_of(one.field.key) if at == 0 else "")


def _said(one: Said) -> str:
    answer = one.answer
    if answer.nothing:
        return "Chưa phát sinh trong kỳ."
    figure = f"{answer.figure} {one.field.unit}".strip() if one.field.kind is PartKind.NUMBER else ""
    files = f"Kèm theo: {'; '.join(name for _pk, name in answer.files)}" if answer.files else ""
    note = answer.note if one.field.kind is PartKind.NUMBER else ""
    said = " ".join(part for part in (answer.text, figure, answer.choice, note, files) if part.strip())
    if said:
        return _ended(said)
    return _ended(f"Không ghi: {answer.why}") if answer.why and one.line is None else "(Chưa viết.)"


def _ended(words: str) -> str:
    return words if words.rstrip().endswith((".", "!", "?", ";", ":")) else f"{words.rstrip()}."


def key_of(field: str) -> str:
    """The key of a field as a paper carries it: small letters, digits, underscores."""
    return f"f_{field.replace('-', '_')}".lower()[:36]


def field_of(key: str, fields: Iterable[str]) -> str:
    """The field that a paper's key names; blank where it names none."""
    return next((field for field in fields if key_of(field) == key), "")
