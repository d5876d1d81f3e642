"""Units by periods: what a cell shows, what is counted on time and closed, who stands first. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.reporting.core.matrix import Band, Head, Matrix, arranged, lanes
from minhbach.reporting.core.slot_state import Paper, SlotFacts, Timing, state_of
from minhbach.reporting.core.tally import Cell, Look, Tally, placed, summed, tally_of

TODAY = date(2026, 11, 22)
Q2, Q3, YEAR = date(2026, 7, 1), date(2026, 10, 1), date(2026, 12, 1)
HEADS = (
    Head("2026-Q2", 0, (1,), due=date(2026, 7, 2), last=Q2),
    Head("2026-Q3", 0, (1,), due=date(2026, 10, 2), last=Q3),
    Head("2026", 0, (2,), covers=("2026-Q4",), due=date(2026, 12, 2), last=YEAR),
)
KINDS = ("departments", "communes", "asked")


def cell(unit: int, head: Head, paper: Paper, timing: Timing, **values: object) -> Cell:
    made = Cell(unit * 100 + HEADS.index(head), unit, head.regimes[0], head.period, paper, timing, head.last)
    return replace(made, **values)


def accepted(unit: int, head: Head, sent: date) -> Cell:
    timing = Timing.ON_TIME if head.last and sent <= head.last else Timing.SENT_LATE
    return cell(unit, head, Paper.ACCEPTED, timing, sent_on=sent)


def late(unit: int, head: Head) -> Cell:
    return cell(unit, head, Paper.OPEN, Timing.OVERDUE)


def matrix(*cells: Cell, kinds: dict[int, str] | None = None) -> Matrix:
    units = [(unit, (kinds or {}).get(unit, "departments")) for unit in sorted({c.unit for c in cells})]
    return Matrix(HEADS, arranged(cells, HEADS, units, KINDS, TODAY), TODAY, asked_kind="asked")


def looks(row: object) -> list[Look | None]:
    return [one.look if one else None for one in row.cells]


@pytest.mark.parametrize(
    ("paper", "timing", "look"),
    [
        (Paper.ACCEPTED, Timing.SENT_LATE, Look.ACCEPTED),
        (Paper.SUBMITTED, Timing.ON_TIME, Look.TO_ACCEPT),
        (Paper.WRITING, Timing.OVERDUE, Look.LATE),
        (Paper.RETURNED, Timing.ON_TIME, Look.RETURNED),
        (Paper.APPROVING, Timing.SOON, Look.OWED),
        (Paper.OPEN, Timing.ASKED, Look.OWED),
        (Paper.NOT_OPEN, Timing.IN_TIME, Look.NOT_OPEN),
        (Paper.OPEN, Timing.BEFORE_TRACKING, Look.BEFORE_TRACKING),
        (Paper.EXCUSED, Timing.EXCUSED, Look.EXCUSED),
        (Paper.EXCUSED, Timing.BEFORE_TRACKING, Look.EXCUSED),
    ],
)
def test_a_cell_shows_one_thing(paper: Paper, timing: Timing, look: Look) -> None:
    assert cell(1, HEADS[1], paper, timing).look(TODAY) is look


def test_what_is_missing_when_the_next_period_is_over_was_not_sent_at_all() -> None:
    (group,) = matrix(late(1, HEADS[0]), late(1, HEADS[1])).groups
    assert looks(group.rows[0]) == [Look.NEVER_SENT, Look.LATE, None]
    assert group.rows[0].tally.longest == 144


def test_on_time_and_closed_are_two_figures_of_what_was_due() -> None:
    """One accepted late, one sent on time and waiting, one returned after it came on time, one missing."""
    found = matrix(
        accepted(1, HEADS[1], date(2026, 10, 5)),
        cell(2, HEADS[1], Paper.SUBMITTED, Timing.ON_TIME, sent_on=Q3),
        cell(3, HEADS[1], Paper.RETURNED, Timing.ON_TIME, sent_on=Q3),
        late(4, HEADS[1]),
        accepted(1, HEADS[2], date(2026, 11, 20)),  # early: not due yet, so in neither
    ).tally
    assert (found.due, found.on_time, found.closed, found.late) == (4, 2, 1, 1)
    assert (found.sent, found.to_accept, found.returned, found.accepted) == (4, 1, 1, 2)
    assert (found.on_time_share, found.closed_share) == (50, 25)


def test_asked_bodies_are_counted_as_sent_and_never_as_late() -> None:
    asked = cell(9, HEADS[1], Paper.OPEN, Timing.ASKED)
    found = matrix(late(1, HEADS[1]), asked, kinds={9: "asked"})
    assert (found.tally.due, found.tally.late) == (1, 1)
    assert found.groups[1].tally == Tally(owed=1, opened=1, untouched=1)


def test_what_was_excused_or_lay_before_tracking_counts_nowhere() -> None:
    excused = cell(1, HEADS[1], Paper.EXCUSED, Timing.EXCUSED)
    before = cell(1, HEADS[0], Paper.OPEN, Timing.BEFORE_TRACKING)
    found = matrix(excused, before)
    assert found.tally == Tally()
    assert found.groups[0].rows[0].band is Band.NOTHING


def test_late_stands_before_returned_before_open_before_complete() -> None:
    returned = cell(2, HEADS[1], Paper.RETURNED, Timing.ON_TIME, sent_on=Q3, returned_on=Q3)
    owing = cell(3, HEADS[2], Paper.WRITING, Timing.IN_TIME)
    done = accepted(1, HEADS[1], Q3)
    (group,) = matrix(done, returned, owing, late(4, HEADS[1]), late(5, HEADS[0]), late(5, HEADS[1])).groups
    assert [row.unit for row in group.rows] == [5, 4, 2, 3, 1]
    bands = [Band.PRESSING, Band.PRESSING, Band.PRESSING, Band.OWING, Band.COMPLETE]
    assert [row.band for row in group.rows] == bands


def test_the_period_collected_now_is_open_and_its_last_day_ahead() -> None:
    open_year = cell(1, HEADS[2], Paper.OPEN, Timing.IN_TIME)
    found = matrix(accepted(1, HEADS[1], Q3), open_year)
    assert (found.running, found.newest_due, found.coming) == (2, 1, 2)
    shut = matrix(cell(1, HEADS[2], Paper.NOT_OPEN, Timing.IN_TIME))
    assert (shut.running, shut.coming) == (None, 2)


def test_two_regimes_share_a_column_unless_a_unit_owes_both() -> None:
    apart = [(1, "2026-Q3", 10), (2, "2026-Q3", 11)]
    assert lanes(apart) == {(1, "2026-Q3"): 0, (2, "2026-Q3"): 0}
    assert lanes([*apart, (2, "2026-Q3", 10)]) == {(1, "2026-Q3"): 0, (2, "2026-Q3"): 1}


def test_a_narrowed_matrix_keeps_only_what_was_asked_for() -> None:
    both = [late(1, HEADS[0]), accepted(1, HEADS[1], Q3), accepted(2, HEADS[1], Q3)]
    found = matrix(*both, kinds={2: "communes"})
    assert [g.kind for g in found.narrowed(kind="communes").groups] == ["communes"]
    third = found.narrowed(column=1)
    assert [h.period for h in third.heads] == ["2026-Q3"]
    assert (third.tally.due, third.tally.late) == (2, 0)
    missing = found.narrowed(looks=frozenset({Look.NEVER_SENT}))
    assert [row.unit for group in missing.groups for row in group.rows] == [1]


days = st.dates(date(2026, 6, 1), date(2026, 12, 31))
facts = st.builds(
    SlotFacts, opens_on=days, last_on_time=st.none() | days, asked=st.booleans(),
    before_tracking=st.booleans(), begun_on=st.none() | days, submitted_on=st.none() | days,
    returned_on=st.none() | days, first_sent_on=st.none() | days, accepted_on=st.none() | days,
    excused_on=st.none() | st.none() | days,
)  # fmt: skip


def of_facts(unit: int, place: int, known: SlotFacts) -> Cell:
    state = state_of(known, TODAY)
    days_of = {"last_on_time": known.last_on_time, "sent_on": known.sent_on, "returned_on": known.returned_on}
    return cell(unit, HEADS[place], state.paper, state.timing, **days_of)


drawn = st.builds(of_facts, st.integers(1, 6), st.integers(0, 2), facts)


@given(st.lists(drawn, max_size=30, unique_by=lambda c: (c.unit, c.period)))
def test_every_sum_is_the_sum_of_its_cells(cells: list[Cell]) -> None:
    found = matrix(*cells)
    one_by_one = [placed(c, TODAY, None) for c in cells]
    assert found.tally.owed == sum(one.tally.owed for one in one_by_one)
    assert summed(group.tally for group in found.groups) == found.tally
    assert summed(found.columns) == found.tally
    assert sum(len(group.rows) for group in found.groups) == len({c.unit for c in cells})
    for one in one_by_one:
        tally = tally_of(one.cell, one.look, TODAY)
        assert tally.on_time + tally.late <= tally.due <= tally.opened <= tally.owed <= 1
        assert tally.closed <= tally.due and tally.sent <= tally.opened
