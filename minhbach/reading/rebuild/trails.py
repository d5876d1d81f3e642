"""Every cell that may begin at one spot of a page in one kind of column, priced by its words.

Only what the widths of columns say changes from round to round. A trail is therefore kept, and
lengthened line by line where a later round looks further than the rounds before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from minhbach.reading.rebuild.cell_words import ending, grammar, hopeless, proved, stops
from minhbach.reading.rebuild.cells import add_line
from minhbach.reading.rebuild.metrics import SPACE, width
from minhbach.reading.rebuild.pages import Page
from minhbach.reading.rebuild.roles import UNIT_ROLES, Role

_HOPELESS = 4  # lines after which a string that fits no grammar is given up
# Columns whose cells are read by the same words share their trails.
_LIKE = {
    Role.COORDINATING: Role.LEAD,
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


class Trail:
    """The cells of a role that begin at one spot; `had` are the column's words on the pages before."""

    def __init__(self, page: Page, role: Role, n: int, had: str) -> None:
        self.page, self.role = page, role
        self.i, self.o = page.spots[n]
        self._text, self._last = had, ""
        self._steps: list[Step] = []

    def step(self, k: int) -> Step | None:
        """The k-th line of the cell; None behind the last line of the page."""
        if k == len(self._steps):
            j = self.i + k
            if j >= len(self.page.lines):
                return None
            self._steps.append(self._next(j))
        return self._steps[k]

    def _next(self, j: int) -> Step:
        page, role = self.page, self.role
        begin = self.o if j == self.i else 0
        words = page.words[j]
        step = Step(j)
        if j > self.i:
            line = page.lines[j].text
            step.join = page.join(role, self._last, j)
            step.need = width(self._last) + SPACE + width(words[0])
            step.soft = stops(self._last) or line[0] in "-–+•"
        for s in page.splits[j]:
            if s > begin:
                piece = " ".join(words[begin:s])
                step.amid.append(self._closing(page.at[(j, s)], add_line(self._text, piece), width(piece)))
        self._last = " ".join(words[begin:]) if begin else page.lines[j].text
        step.width = width(self._last)
        self._text = add_line(self._text, self._last)
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
            proved(role, text),
            text if role in _RULED else None,
            piece,
        )


class Trails:
    """The trails of one page, kept between rounds."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[tuple[int, Role, str], Trail] = {}

    def of(self, n: int, role: Role, had: str) -> Trail:
        role = _LIKE.get(role, role)
        trail = self._known.get((n, role, had))
        if trail is None:
            trail = self._known[(n, role, had)] = Trail(self._page, role, n, had)
        return trail
