"""Every cell that may begin at one spot of a page in one kind of column, priced by its words.

Only what the widths of columns say changes from round to round. A trail is therefore kept, and
lengthened line by line where a later round looks further than the rounds before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from minhbach.reading.rebuild.cell_words import ending, grammar, hopeless, proved, settled
from minhbach.reading.rebuild.cells import add_line
from minhbach.reading.rebuild.metrics import width
from minhbach.reading.rebuild.pages import Page
from minhbach.reading.rebuild.roles import UNIT_ROLES, WORDY, Role

_HOPELESS = 4  # lines after which a string that fits no grammar is given up
_TAIL = 30  # characters at the end of a text that say how it goes on and how it ends
# Columns whose cells are read by the same words share their trails.
_LIKE = {
    Role.COORDINATING: Role.LEAD,
    Role.DECIDING: Role.LEAD,
    Role.GROUP: Role.TASK,
    Role.OTHER: Role.TASK,
    Role.NOTE: Role.TASK,
}
_RULED = (*UNIT_ROLES, Role.TIME)  # columns whose cells may recur word for word


@dataclass(slots=True)
class Closing:
    """A cell that may end at spot `stop`: the price of its words and what its width is judged by."""

    stop: int
    grammar: float
    ending: float
    proved: bool
    ruled: str | None  # the words of a unit or time cell
    width: int = 0  # of its last piece, where it ends amid a line


@dataclass(slots=True)
class Step:
    """One line more. need: the room its first word would have taken on the line above."""

    line: int
    join: float = 0.0
    need: int = 0
    soft: bool = False
    width: int = 0
    hopeless: bool = False
    amid: list[Closing] = field(default_factory=list)
    whole: Closing | None = None


# A long text goes on and ends by its last words and its open brackets alone, wherever it began: the steps
# of all such trails by line, role, last words and brackets.
Settled = dict[tuple[int, Role, str, int], Step]


class Trail:
    """The cells of a role that begin at one spot; `had` are the column's words on the pages before."""

    def __init__(self, page: Page, role: Role, n: int, had: str, settled: Settled) -> None:
        self.page, self.role = page, role
        self.i, self.o = page.spots[n]
        self._text, self._last = had, ""
        self._wordy, self._ruled = role in WORDY, role in _RULED
        self._settled, self._is_settled = settled, False
        self.steps: list[Step] = []

    def step(self, k: int) -> Step | None:
        """The k-th line of the cell; None behind the last line of the page."""
        if k == len(self.steps):
            j = self.i + k
            if j >= len(self.page.lines):
                return None
            self.steps.append(self._alike(j) if self._is_settled else self._next(j))
        return self.steps[k]

    def _alike(self, j: int) -> Step:
        """The step that another trail took from the same words."""
        text = self._text
        key = (j, self.role, text[-_TAIL:], text.count("(") - text.count(")"))
        step = self._settled.get(key)
        if step is None:
            step = self._settled[key] = self._next(j)
        else:
            self._text = add_line(text, self.page.lines[j].text)
        return step

    def _next(self, j: int) -> Step:
        page, role = self.page, self.role
        begin = self.o if j == self.i else 0
        step = Step(j)
        if j > self.i:
            whole = j - 1 > self.i or not self.o
            step.join, step.need, step.soft = page.seam(None if whole else self._last, j, self._wordy)
        for s, stop, piece, size in page.splits[j]:
            if s > begin:
                if begin:
                    piece = " ".join(page.words[j][begin:s])
                    size = width(piece)
                step.amid.append(self._closing(stop, add_line(self._text, piece), size))
        self._last = " ".join(page.words[j][begin:]) if begin else page.lines[j].text
        step.width = width(self._last)
        self._text = add_line(self._text, self._last)
        self._is_settled = (j > self.i or not begin) and settled(role, self._text)
        step.hopeless = j - self.i >= _HOPELESS and hopeless(role, self._text)
        if not step.hopeless and page.may_end(j):
            step.whole = self._closing(page.at[(j + 1, 0)], self._text)
        return step

    def _closing(self, stop: int, text: str, piece: int = 0) -> Closing:
        role, page = self.role, self.page
        return Closing(
            stop,
            grammar(page.p, role, text, page.cut_after),
            0.0 if page.cut_after else ending(page.p, role, text),
            self._ruled and proved(role, text),
            text if self._ruled else None,
            piece,
        )


class Trails:
    """The trails of one page, kept between rounds."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[tuple[int, Role, str], Trail] = {}
        self._settled: Settled = {}

    def of(self, n: int, role: Role, had: str) -> Trail:
        role = _LIKE.get(role, role)
        trail = self._known.get((n, role, had))
        if trail is None:
            trail = self._known[(n, role, had)] = Trail(self._page, role, n, had, self._settled)
        return trail
