"""Which units owe a round: those the regime names, or whoever carries on their work by then. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from minhbach.reporting.core.schedule import Round, Span
from minhbach.reporting.core.settling import SlotDates, SlotKey

HORIZON = timedelta(days=400)  # slots stand for a year ahead; the worker adds the next ones

CarriedOn = Callable[[int, date], Iterable[int]]


def planned_slots(
    rounds: Iterable[Round],
    units: Mapping[int, Iterable[int]],
    asked: frozenset[int],
    carried_on: CarriedOn,
    sent: frozenset[SlotKey],
    span: Span,
    today: date,
) -> dict[SlotKey, SlotDates]:
    """One slot a unit and round. units: of each regime; asked: units outside the People's Committee.

    A unit that is closed when the round opens hands it to those that carry on its work, unless it has sent
    the report of that round itself.
    """
    found: dict[SlotKey, SlotDates] = {}
    for one in rounds:
        turn = one.turn
        if one.merged_into or turn.opens_on > today + HORIZON:
            continue
        for unit in units.get(one.regime.key, ()):
            for owing in _owing(one, unit, carried_on, sent, today):
                key = (one.regime.key, owing, turn.period.key)
                found[key] = dates_of(one, span, is_asked=owing in asked)
    return found


def _owing(
    one: Round, unit: int, carried_on: CarriedOn, sent: frozenset[SlotKey], today: date
) -> Iterable[int]:
    if (one.regime.key, unit, one.turn.period.key) in sent:
        return (unit,)
    last = one.turn.last_on_time or one.turn.window.end
    return carried_on(unit, max(one.turn.opens_on, min(today, last)))


def dates_of(one: Round, span: Span, *, is_asked: bool) -> SlotDates:
    turn = one.turn
    last, begun = turn.last_on_time, span.tracked_from
    return SlotDates(
        window_from=turn.window.start,
        window_to=turn.window.end,
        window_estimated=turn.window.estimated,
        opens_on=turn.opens_on,
        due=turn.due,
        last_on_time=last,
        covers=one.covers,
        before_tracking=last is not None and begun is not None and last < begun,
        asked=is_asked,
    )
