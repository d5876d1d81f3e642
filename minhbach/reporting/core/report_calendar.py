"""Every report duty of a document or a plan as one list of days. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from minhbach.messaging.core.calendar import DayEvent
from minhbach.reporting.core.schedule import Round
from minhbach.reporting.core.turns import Step
from minhbach.shared.dates import period_name, vn_date
from minhbach.shared.text import fold


@dataclass(frozen=True, slots=True)
class Said:
    """What the document says of a regime. words: of its day; through: whose hands the report passes."""

    role: str
    cycle: str
    who: str
    to: str
    words: str
    through: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One report duty. before: the date that the words name; None for both days where they name none.

    merged_into: the period of the annual report with which it is given; covers: what this one gives too.
    """

    said: Said
    period: str
    before: date | None
    last_on_time: date | None
    advised_on: date | None
    window_from: date
    window_to: date
    estimated: bool
    merged_into: str
    covers: tuple[str, ...]
    outside: bool
    steps: tuple[Step, ...]


def entries(rounds: Iterable[Round], said: Mapping[int, Said]) -> list[Entry]:
    """In the order of the rounds; said: by the regime's key."""
    return [_entry(one, said[one.regime.key]) for one in rounds]


def _entry(one: Round, said: Said) -> Entry:
    turn = one.turn
    return Entry(
        said=said,
        period=turn.period.key,
        before=turn.due,
        last_on_time=turn.last_on_time,
        advised_on=turn.advised_on,
        window_from=turn.window.start,
        window_to=turn.window.end,
        estimated=turn.window.estimated,
        merged_into=one.merged_into,
        covers=one.covers,
        outside=one.outside,
        steps=turn.steps,
    )


ROLES = {"unit_report": "Báo cáo của đơn vị", "consolidated_report": "Báo cáo tổng hợp"}


def day_events(found: Iterable[Entry], source: str, domain: str) -> list[DayEvent]:
    """The dated duties as days of a calendar, Vietnamese throughout. source: the document or plan, which
    with role, units and period names an event for good; domain: of its uid."""
    return [_event(one, source, domain) for one in found if one.last_on_time and not one.merged_into]


def _event(one: Entry, source: str, domain: str) -> DayEvent:
    said, last = one.said, one.last_on_time
    assert last is not None
    name = fold(f"{source} {said.role} {said.who[:40]} {one.period}").replace(" ", "-")
    lines = [source, f"{said.who} gửi {said.to}".strip(), f"Văn bản ghi: “{said.words}”."]
    return DayEvent(
        uid=f"{name}@{domain}",
        day=last,
        summary=f"Hạn gửi {ROLES[said.role].lower()}, {period_name(one.period)}",
        description="\n".join([*lines, f"Gửi chậm nhất {vn_date(last)}."]),
        since=one.window_from,
    )
