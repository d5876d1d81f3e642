"""Who is late with a report, who has not sent one, who is late or silent with the work itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from minhbach.reporting.core.consolidating.record import Record, Sent, SlotLine
from minhbach.reporting.core.consolidating.results import ANNEX
from minhbach.reporting.core.consolidating.shapes import Fact, Given, Ref, RefKind
from minhbach.reporting.core.consolidating.writing import Named, Sentence, named
from minhbach.reporting.core.shapes import Line, Standing
from minhbach.shared.numbers import vn_number

MOST_UNITS = 10  # units that hold the plan back; the annex has the others


def behind(record: Record) -> Iterable[Given]:
    found = [*_slots(record), *_work(record)]
    if not found and (record.slots or record.plan):
        return [Given("behind.none", "Không có đơn vị chậm hoặc chưa báo cáo.", (Fact("đơn vị chậm", "0"),))]
    return found


def _slots(record: Record) -> Iterable[Given]:
    late = sorted((slot for slot in record.slots if slot.came_late), key=lambda slot: slot.order)
    kinds: tuple[tuple[str, str, Sequence[SlotLine], Callable[[SlotLine], str]], ...] = (
        ("missing", "đơn vị chưa gửi báo cáo, đã quá hạn:", record.of(Sent.MISSING), lambda slot: ""),
        ("late", "đơn vị gửi báo cáo chậm:", late, _days),
        ("returned", "báo cáo bị trả lại, đơn vị chưa gửi lại:", record.of(Sent.RETURNED), lambda slot: ""),
        ("open", "đơn vị chưa gửi báo cáo, còn trong hạn:", record.of(Sent.OPEN), lambda slot: ""),
    )
    for key, words, slots, more in kinds:
        if slots:
            yield _units(f"behind.{key}", words, slots, more)


def _days(slot: SlotLine) -> str:
    return f"{vn_number(slot.late_days)} ngày"


def _units(key: str, words: str, slots: Sequence[SlotLine], more: Callable[[SlotLine], str]) -> Given:
    what = words.rstrip(":")
    sentence = Sentence().count(what, len(slots), [slot.ref for slot in slots]).say(f" {words}")
    people = [Named(slot.label, slot.group, more(slot), (slot.ref,)) for slot in slots]
    return named(sentence, people, ANNEX, what).given(key)


def _work(record: Record) -> Iterable[Given]:
    if record.plan is None:
        return
    own = [line for line in record.plan.every if not line.asked]
    yield from _holding_back(
        "behind.overdue", "đơn vị có phần việc quá hạn", [x for x in own if x.standing is Standing.LATE],
        lambda lines: f"{vn_number(len(lines))} phần việc, lâu nhất "
        f"{vn_number(max(line.late_days for line in lines))} ngày",
    )  # fmt: skip
    yield from _holding_back(
        "behind.silent", "đơn vị có phần việc không có hạn chưa cập nhật trong kỳ",
        [x for x in own if x.standing is Standing.SILENT],
        lambda lines: f"{vn_number(len(lines))} phần việc",
    )  # fmt: skip


def _holding_back(
    key: str, what: str, lines: Sequence[Line], more: Callable[[Sequence[Line]], str]
) -> Iterable[Given]:
    """Units by how much they hold back, the first ones by name."""
    by_unit: dict[int, list[Line]] = {}
    for line in lines:
        by_unit.setdefault(line.unit_id, []).append(line)
    units = sorted(by_unit.values(), key=lambda own: (-len(own), own[0].unit_order))
    if not units:
        return
    leaders = _leaders(units)
    sentence = Sentence().count(what, len(units), _duties(lines)).say(f" {what}")
    if not leaders:
        yield sentence.say(f", nêu tại {ANNEX}.").given(key)
        return
    sentence.say(", nhiều nhất là:" if len(units) > len(leaders) else ":")
    people = [Named(own[0].label or own[0].unit, more=more(own), refs=_duties(own)) for own in leaders]
    yield named(sentence, people, ANNEX, what).given(key)


def _leaders(units: Sequence[list[Line]]) -> list[list[Line]]:
    """The first ones, and never one of several that hold back equally much without the others."""
    if len(units) <= MOST_UNITS:
        return list(units)
    beyond = len(units[MOST_UNITS])
    return [own for own in units[:MOST_UNITS] if len(own) > beyond]


def _duties(lines: Iterable[Line]) -> tuple[Ref, ...]:
    return tuple(Ref(RefKind.DUTY, line.duty_id) for line in lines)
