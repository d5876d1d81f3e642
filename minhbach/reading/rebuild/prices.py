"""Every price of the table decoder in one table: what a sign against a reading costs.

One unit is about the evidence of one clear word. Set on generated tables (tests/pouring.py) and on
real plans; the sizes matter less than their order, so they are kept round.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from minhbach.reading.rebuild.roles import Role


@dataclass(frozen=True, slots=True)
class Prices:
    """Costs are added up along a row; the cheapest reading wins."""

    # Geometry
    overflow: float = 1.0  # a line wider than its column ...
    overflow_slope: float = 25.0  # ... and for every column width beyond the tolerance
    overflow_most: float = 3.5
    tolerance: float = 0.03  # share of a width within which glyph widths agree
    early_break: float = 1.0  # a line ended although the next word would have fitted ...
    early_slope: float = 12.0  # ... per column width of room left
    early_most: float = 4.0
    soft_break: float = 0.3  # share of it after ":" ";" "." and before a dash: hard breaks are normal there
    proved: float = 0.5  # share of the geometry that counts where grammar proves the cell
    # Joining two lines in one cell
    stop_then_small: float = 4.0  # a sentence ended, yet the next line opens small
    capital_inside: float = 2.0  # a word that is seldom capital opens a line amid a sentence
    units_inside: float = 2.0  # a body's name opens a line amid a text cell
    time_inside: float = 2.0  # a line of a text cell is a whole time
    no_blank_between: float = 2.0  # lines without a blank line between them stand in different cells
    gap_inside: float = 1.2  # an empty paragraph inside one cell
    known_pair: float = 0.5  # taken off where the two words stand side by side elsewhere
    # Opening and closing a cell
    group_opens: float = 0.8  # what groups rows is mostly merged over several: few rows begin with it
    group_nameless: float = 6.0  # the first row of a group without the words that group its rows
    small_start: float = 3.0
    small_units: float = 0.7
    pair_broken: float = 1.5  # a boundary between two words that belong together elsewhere
    unfinished: float = 5.0  # a cell that ends on a comma or a function word
    semicolon: float = 0.8  # a text cell that ends on a semicolon
    head_alone: float = 2.5  # a text cell that ends on the head of a body's name
    open_bracket: float = 3.0
    label: float = 3.0  # reward where a cell opens with its own column's label
    wrong_label: float = 6.0
    unsplit_label: float = 5.0  # a label of another column inside a cell
    # Glue: two cells on one line
    glue: float = 1.5
    glue_fitting: float = 1.5  # more where the line would fit the left column whole
    glue_centred: float = 3.0  # more where the left part is not its whole cell
    # Grammar
    bad_units: float = 8.0
    two_unit_cells: float = 6.0
    units_prefix: float = 0.5
    recurring: float = 2.0  # reward for a unit or time cell that other rows show word for word
    bad_time: float = 8.0
    half_time: float = 3.0
    bad_value: float = 7.0
    bad_measure: float = 6.0
    time_as_text: float = 3.0
    units_as_text: float = 4.0
    long_short_cell: float = 3.0
    # Page cuts
    new_after_cut: float = 4.0  # a cell that begins overleaf though its row began before
    not_full: float = 3.0  # going on although the cell did not reach the foot of the page
    full_unfinished: float = 2.0  # not going on although the cell reached it, in mid-sentence
    pending: float = 6.0  # a unit cell cut inside a name gets no continuation
    complete_goes_on: float = 1.5
    skips: dict[Role, float] = field(
        default_factory=lambda: {
            Role.NUMBER: 0.0,
            Role.GROUP: 0.0,
            Role.TASK: 7.0,
            Role.PRODUCT: 3.0,
            Role.LEAD: 4.0,
            Role.LEAD_TIME: 6.0,
            Role.COORDINATING: 2.0,
            Role.WATCHING: 0.7,
            Role.DECIDING: 2.5,
            Role.TIME: 4.0,
            Role.BUDGET: 0.2,
            Role.NOTE: 0.2,
            Role.VALUE: 4.0,
            Role.MEASURE: 4.0,
            Role.OTHER: 2.5,
        }
    )
    merged_all: float = 4.0  # lead, coordinating and time all missing: one merged block, not three losses
    gap_seen: float = 1.5  # taken off per empty-cell sign in the text


PRICES = Prices()
