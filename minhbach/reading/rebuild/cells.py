"""What it costs to read lines as a cell of a column: shape, words, grammar, page cuts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minhbach.reading.find.lexicon import LEVELS
from minhbach.reading.rebuild.grammar import (
    PRODUCT_HEADS,
    Fit,
    measure_fit,
    opens_time,
    opens_units,
    opens_value,
    time_fit,
    units_fit,
    value_fit,
)
from minhbach.reading.rebuild.language import Language
from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.metrics import SPACE, width
from minhbach.reading.rebuild.prices import PRICES, Prices
from minhbach.reading.rebuild.prose import joined
from minhbach.reading.rebuild.roles import UNIT_ROLES, WORDY, Column, Role

_STOP = re.compile(r"[.;:!?…]['\"”’)\]]*$")
_LABEL = re.compile(r"^(\d)\s?\.\s?(\d{1,2})\s?[.:]?\s*(?=[^\W\d_])")
_ITEM = re.compile(r"^(?:\d{1,2}\.\s?\d{1,2}[.:)]?\s|[-–•+]\s?\S)")
FUNCTION = re.compile(
    r"(?:,|\b(?:và|của|các|với|để|cho|tại|về|theo|trong|đến|những|là|thuộc|hoặc|bằng|từ|do|trên|khi|có|được|không|cấp))$"
)
BARE_HEAD = re.compile(
    r"(?:^|\s)(?:Văn phòng|Thanh tra|Sở|UBND|HĐND|Ban|Cục|Hội|Công an|Chi cục|Phòng|Bộ|Các|Ủy ban)$"
)
MOST_LINES = {
    Role.LEAD: 16,
    Role.COORDINATING: 18,
    Role.TIME: 7,
    Role.VALUE: 4,
    Role.MEASURE: 3,
    Role.BUDGET: 8,
}
PRUNE = 18.0
LOST = 50.0  # price of lines that fit no reading at all
HOPELESS = 4  # lines after which a string that fits no grammar is given up


@dataclass(frozen=True, slots=True)
class Fragment:
    """What stands in one column on one page: its printed lines."""

    column: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return cell_text(self.lines)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a row so far: its cost and its fragments, one tuple a page."""

    cost: float = 0.0
    pages: tuple[tuple[Fragment, ...], ...] = ()

    def lines_of(self, column: int) -> tuple[str, ...]:
        return tuple(line for page in self.pages for f in page if f.column == column for line in f.lines)


@dataclass(slots=True)
class Setting:
    """What the decoder knows of a table: columns, their widths (None = not yet), the language."""

    columns: Sequence[Column]
    language: Language
    widths: dict[int, float | None]
    slack: dict[int, float] = field(default_factory=dict)  # tolerance by column while widths are guesses
    grouped: bool = False
    recurring: frozenset[tuple[int, str]] = (
        frozenset()
    )  # (column, text) of cells read the same in several rows
    prices: Prices = PRICES

    @property
    def labels(self) -> dict[int, int]:
        return {c.label: c.index for c in self.columns if c.label is not None}


def cell_text(lines: Sequence[str]) -> str:
    """The lines of a cell joined; a name broken amid its letters ("TT&T" / "T") closes up."""
    text = ""
    for line in lines:
        text = add_line(text, line)
    return text


def add_line(text: str, line: str) -> str:
    if len(line) <= 2 and "&" in text[-6:] and re.search(r"[A-ZĐ]&[A-ZĐ]+$", text[-8:]) and line.isupper():
        return text + line
    return joined(text, line)


class CellPrices:
    """The prices of everything that one page of a row may be read as."""

    def __init__(
        self,
        setting: Setting,
        lines: list[Line],
        before: Reading,
        first: int,
        cut_after: bool,
        end_gaps: int = 0,
    ) -> None:
        self.s, self.lines, self.before, self.first, self.cut_after = setting, lines, before, first, cut_after
        self.p, self.end_gaps = setting.prices, end_gaps
        self.cut = bool(before.pages)
        self.words = [line.words for line in lines]
        self.open = {c.index: before.lines_of(c.index) for c in setting.columns} if self.cut else {}
        self.fill = self._fill()
        self.spots = [(i, o) for i in range(len(lines)) for o in [0, *self._splits(i)]]
        self.off = [self._left_off(c) for c in setting.columns] if self.cut else []
        self.at = {spot: n for n, spot in enumerate(self.spots)}
        self.at[(len(lines), 0)] = len(self.spots)

    def _fill(self) -> dict[int, int]:
        """How many lines each column had on the page before: only a full one can go on."""
        return {f.column: len(f.lines) for f in self.before.pages[-1]} if self.cut else {}

    def _splits(self, i: int) -> list[int]:
        """Where inside a line another cell may begin."""
        words, found = self.words[i], []
        for o in range(1, len(words)):
            rest = " ".join(words[o:])
            if self.cut and (len(words) <= 3 or (i < 2 and len(words) <= 12)):
                found.append(o)
            elif words[o - 1][-1] in ",(" or words[o - 1].lower() in ("và", "của", "các"):
                continue
            elif (
                ((words[o][0].isupper() or words[o] == "các")
                and opens_units(rest))
                or (opens_time(rest)
                and len(words) - o <= 4)
            ) or (self._has(Role.PRODUCT) and words[o][0].isupper() and words[o].lower() in PRODUCT_HEADS) or (  # noqa: E501
                (self._has(Role.VALUE) or self._has(Role.MEASURE))
                and (opens_value(rest) or "%" in (words[o], words[o - 1]))
                and len(words) - o <= 8
            ):
                found.append(o)
        return found

    def _has(self, role: Role) -> bool:
        return any(c.role is role for c in self.s.columns)

    def _may_start(self, i: int, o: int, column: Column) -> bool:
        if self.cut and not o:
            return True
        if column.role in UNIT_ROLES:
            return self.cut or opens_units(self._opening(i, o))
        if column.role is Role.TIME:
            return self.cut or opens_time(self._opening(i, o))
        return True

    def _opening(self, i: int, o: int) -> str:
        """The first words at a spot, with the next line where this one holds a word or two only."""
        words = self.words[i][o:]
        if len(words) < 3 and i + 1 < len(self.lines):
            words = words + self.words[i + 1]
        return " ".join(words)

    def _may_end(self, j: int) -> bool:
        """Whether the next line can open a cell; a small letter seldom does within a page."""
        if j + 1 >= len(self.lines) or self.cut or self.cut_after:
            return True
        following = self.lines[j + 1]
        text = following.text
        if not text[0].islower() or following.blank == 0 or following.gaps:
            return True
        return bool(_STOP.search(self.lines[j].text)) or opens_units(text) or opens_time(text)

    def _start(self, i: int, o: int, column: Column) -> float:
        text = " ".join(self.words[i][o:])
        price = 0.0
        if self.cut:
            price += self._across(column, text)
        elif text[0].islower() and column.role in WORDY:
            price += self.p.small_start
        elif text[0].islower() and column.role in UNIT_ROLES:
            level = self.words[i][o].strip(",;") in LEVELS
            price += self.p.small_start if level else self.p.small_units
        if o == 0 and i > 0 and self.s.language.pair(self.words[i - 1][-1], self.words[i][0]):
            price += self.p.pair_broken if text[0].islower() else self.p.pair_broken / 2
        if o == 0 and i > 0 and self.lines[i].blank == 0:
            price -= 0.5
        if o > 0 and self.s.language.pair(self.words[i][o - 1], self.words[i][o]) and text[0].islower():
            price += self.p.pair_broken
        return price + self._label(column, text)

    def _label(self, column: Column, text: str) -> float:
        m = _LABEL.match(text)
        if m and int(m[1]) in self.s.labels:
            return -self.p.label if self.s.labels[int(m[1])] == column.index else self.p.wrong_label
        if self.s.grouped and _ITEM.match(text) and not self.cut:
            return -self.p.label if column.role is Role.TASK else self.p.wrong_label
        return 0.0

    def _join(self, column: Column, left: str, j: int) -> float:
        """The price of line j standing under `left` in one cell."""
        line, p = self.lines[j], self.p
        price = self._language(left, line.text)
        if (
            column.role in WORDY
            and line.text[0].isupper()
            and opens_units(self._opening(j, 0))
            and not FUNCTION.search(left[-12:])
        ):
            price += p.units_inside
        if line.blank == 0 and not (line.text[0].isdigit() or line.text[0] == "%"):
            price += p.no_blank_between
        if line.gaps:
            price += p.gap_inside * min(2, len(line.gaps))
        m = _LABEL.match(line.text)
        if m and int(m[1]) in self.s.labels:
            price += p.unsplit_label
        return price

    def _wrap(self, column: Column, left: str, right: str) -> float:
        """The wrap law: a line breaks because the next word did not fit."""
        room = self.s.widths.get(column.index)
        if room is None:
            return 0.0
        free = room * (1 - self.p.tolerance - self.s.slack.get(column.index, 0.0))
        left_over = free - width(left) - SPACE - width(right.split()[0])
        if left_over <= 0:
            return 0.0
        price = min(self.p.early_most, self.p.early_break + self.p.early_slope * left_over / room)
        return price * self.p.soft_break if _STOP.search(left[-6:]) or right[0] in "-–+•" else price

    def _language(self, left: str, right: str) -> float:
        """What the words say against the two lines standing in one cell; the same in every round."""
        known = self.s.language.joins.get((left, right))
        if known is None:
            known = self.s.language.joins[(left, right)] = self._joining(left, right)
        return known

    def _joining(self, left: str, right: str) -> float:
        first, last = right.split()[0], left.split()[-1]
        price = 0.0
        if (
            _STOP.search(left[-6:])
            and first[0].islower()
            and left[-1] not in ";:…"
            and not left.endswith("...")
        ):
            price += self.p.stop_then_small
        if first[0].isupper() and last[-1] not in ".:;,!?…)-–/" and self.s.language.seldom_capital(first):
            price += self.p.capital_inside
        return price - (self.p.known_pair if self.s.language.pair(last, first) else 0.0)

    def _over(self, column: Column, piece: str) -> float:
        room = self.s.widths.get(column.index)
        if room is None:
            return 0.0
        beyond = width(piece) / room - 1 - self.p.tolerance - self.s.slack.get(column.index, 0.0)
        return (
            min(self.p.overflow_most, self.p.overflow + self.p.overflow_slope * beyond) if beyond > 0 else 0.0
        )

    def _glue(self, column: Column, j: int, s: int, centred: bool) -> float:
        price = self.p.glue + (self.p.glue_centred if centred else 0.0)
        room = self.s.widths.get(column.index)
        if room is not None and width(self.lines[j].text) <= room * (1 + self.p.tolerance):
            price += self.p.glue_fitting
        return price

    def _hopeless(self, column: Column, text: str) -> bool:
        """A string of several lines that is no list of bodies, no time, will not become one."""
        if column.role in UNIT_ROLES:
            return units_fit(text) is Fit.BAD
        return column.role is Role.TIME and time_fit(text) is Fit.BAD

    def _proved(self, column: Column, text: str) -> bool:
        """The words alone show that the cell is whole; its shape then matters less."""
        if column.role in UNIT_ROLES:
            return units_fit(text) is Fit.WHOLE
        return column.role is Role.TIME and time_fit(text) is Fit.WHOLE

    def _grammar(self, column: Column, text: str) -> float:
        """How badly the whole cell reads as what its column is for."""
        p, role = self.p, column.role
        if (column.index, text) in self.s.recurring:
            return -p.recurring
        if role in UNIT_ROLES:
            fit = units_fit(text)
            opened = p.units_prefix if self.cut_after else p.unfinished
            return {Fit.WHOLE: 0.0, Fit.OPEN: opened, Fit.TWO: p.two_unit_cells, Fit.BAD: p.bad_units}[fit]
        if role is Role.TIME:
            fit = time_fit(text)
            return {Fit.WHOLE: -1.0, Fit.OPEN: 0.5 if self.cut_after else p.half_time}.get(fit, p.bad_time)
        if role is Role.VALUE:
            fit = value_fit(text)
            return {Fit.WHOLE: -1.0, Fit.OPEN: 0.5 if self.cut_after else 3.0}.get(fit, p.bad_value)
        if role is Role.MEASURE:
            return 0.0 if measure_fit(text) is Fit.WHOLE else p.bad_measure
        return self._as_text(role, text)

    def _as_text(self, role: Role, text: str) -> float:
        p = self.p
        if len(text) > 130:
            return p.long_short_cell if role is Role.PRODUCT and len(text) > 250 else 0.0
        timely, units = time_fit(text) is Fit.WHOLE, units_fit(text) is Fit.WHOLE and len(text) < 90
        price = (p.time_as_text if timely else 0.0) + (p.units_as_text if units and len(text) > 5 else 0.0)
        if role is Role.BUDGET:
            money = re.match(
                r"^(?:theo|nguồn|ngân sách|nsnn|ns|kinh phí|lồng ghép|xã hội|không|[\d.,]+)", text, re.I
            )
            return price + (0.0 if money else 4.0)
        if role is Role.PRODUCT:
            named = text.strip("-– ").split()[0].lower() in PRODUCT_HEADS if text.strip("-– ") else False
            return price + (-1.0 if named else 0.0)
        return price

    # Page cuts

    def _across(self, column: Column, text: str) -> float:
        """The price of this column going on overleaf with `text`."""
        had = self.open.get(column.index, ())
        if not had:
            return self.p.new_after_cut
        price = self._wrap(column, had[-1], text) + self._language(had[-1], text)
        if self.s.language.pair(had[-1].split()[-1], text.split()[0]):
            price -= self.p.known_pair
        if self.fill.get(column.index, 0) < max(self.fill.values(), default=0) - 1:
            price += self.p.not_full
        if (
            column.role in UNIT_ROLES
            and units_fit(cell_text(had)) is Fit.WHOLE
            and not had[-1].endswith((";", ","))
        ):
            price += self.p.complete_goes_on
        return price

    def _skip(self, a: int, c: int, n: int) -> float:
        """The price of leaving the columns between a and c empty, before spot n."""
        if c - max(a, self.first - 1) <= 1:
            return 0.0
        between = self.s.columns[max(a + 1, self.first) : c]
        if self.cut:
            return sum(self.off[col.index] for col in between)
        price = sum(self.p.skips[col.role] for col in between)
        merged = sum(self.p.skips[col.role] for col in between if col.role in (*UNIT_ROLES, Role.TIME))
        if {Role.LEAD, Role.TIME} <= {col.role for col in between}:
            price += self.p.merged_all - merged
        return max(0.0, price - self.p.gap_seen * min(len(between), self._gap_signs(n)))

    def _left_off(self, column: Column) -> float:
        """The price of a column that gets nothing overleaf."""
        had = self.open.get(column.index, ())
        if not had:
            return self.p.skips[column.role] / 2 if not self.cut_after else 0.0
        text = cell_text(had)
        if column.role in UNIT_ROLES:
            return self.p.pending if units_fit(text) in (Fit.OPEN, Fit.BAD) else 0.0
        if column.role is Role.TIME:
            return self.p.pending if time_fit(text) is Fit.OPEN else 0.0
        full = self.fill.get(column.index, 0) >= max(self.fill.values(), default=0) - 1
        if FUNCTION.search(text[-12:]) or text.count("(") > text.count(")"):
            return self.p.pending
        if full and column.role in (Role.GROUP, Role.TASK) and not _STOP.search(text):
            return self.p.full_unfinished
        return 0.0

    def _gap_signs(self, n: int) -> int:
        """Signs of empty cells just before spot n: lines of blanks, blanks at a line's end."""
        i, o = self.spots[n] if n < len(self.spots) else (len(self.lines), 0)
        if o:
            return 0
        trailing = self.lines[i - 1].open_end if i else 0
        return trailing + (sum(self.lines[i].gaps) if i < len(self.lines) else self.end_gaps)
