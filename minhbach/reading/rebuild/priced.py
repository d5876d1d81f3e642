"""The cells that may stand at a spot, priced by their words and by the widths of one round."""

from __future__ import annotations

from collections.abc import Iterator

from minhbach.reading.rebuild.ahead import reward
from minhbach.reading.rebuild.cells import Setting
from minhbach.reading.rebuild.metrics import width
from minhbach.reading.rebuild.pages import Page
from minhbach.reading.rebuild.roles import Column, Role
from minhbach.reading.rebuild.shape import Shape
from minhbach.reading.rebuild.trails import Closing, Step, Trail, Trails

_MOST_LINES = {
    Role.LEAD: 16,
    Role.LEAD_TIME: 18,
    Role.COORDINATING: 18,
    Role.WATCHING: 8,
    Role.DECIDING: 8,
    Role.TIME: 7,
    Role.VALUE: 4,
    Role.MEASURE: 3,
    Role.BUDGET: 8,
}
_FAR = 1_000_000  # wider than any line
_PRUNE = 18.0  # a cell that costs more than this is followed no further


class Cells:
    """The cells of a column that begin at one spot, followed line by line as far as they are asked for.

    found: where each ends and its price but for its opening. least: no cell yet to come costs less, but for
    what the joins of the lines behind spot `at` take off.
    """

    def __init__(self, priced: PricedCells, trail: Trail, column: Column, n: int) -> None:
        self.found: list[tuple[int, float]] = []
        self.at, self.ended = n, False
        self.least = self._most_off = -priced.rewards[column.index]
        self._lines = priced.along(self, trail, column)

    def go_on(self) -> None:
        """One line more."""
        spent = next(self._lines, None)
        if spent is None:
            self.ended = True
        else:
            self.least = spent + self._most_off


class PricedCells:
    """The cells of one page in one round, shared by all readings of the pages before."""

    def __init__(self, setting: Setting, page: Page, trails: Trails) -> None:
        self.p, self.page, self.trails = setting.prices, page, trails
        self.rewards = [reward(setting, c) for c in setting.columns]
        self.recurring = setting.recurring
        self.shapes = [
            Shape(self.p, setting.widths.get(c.index), setting.slack.get(c.index, 0.0))
            for c in setting.columns
        ]
        self._known: dict[tuple[int, int, str], Cells] = {}

    def at(self, n: int, column: Column, had: str) -> Cells:
        """The cells of a column that begin at spot n. had: its words on the pages before."""
        key = (n, column.index, had)
        known = self._known.get(key)
        if known is None:
            trail = self.trails.of(n, column.role, had)
            known = self._known[key] = Cells(self, trail, column, n)
        return known

    def along(self, cells: Cells, trail: Trail, column: Column) -> Iterator[float]:
        """Adds the cells that end on each line, and yields what one that goes on has cost at least."""
        shape, c, add = self.shapes[column.index], column.index, cells.found.append
        cost, bent = 0.0, 0.0  # words' price, geometry's price
        need, widest, alone = _FAR, 0, 0.0  # the least room that a break had, the widest line, what both say
        for k in range(_MOST_LINES.get(column.role, 200)):
            step = trail.step(k)
            if step is None:
                return
            if k:
                cost += step.join
                bent += shape.wrap(step.need, step.soft)
                need = need if step.soft else min(need, step.need)
            if step.amid:
                glued = cost + self._glue(shape, step, centred=k > 0)
                for closing in step.amid:
                    add((closing.stop, self._closed(c, closing, glued, bent + shape.over(closing.width))))
            widest = max(widest, step.width)
            bent, alone = bent + shape.over(step.width) - alone, shape.alone(need, widest)
            bent += alone
            if cost + bent > _PRUNE or step.hopeless:
                return
            if step.whole:
                add((step.whole.stop, self._closed(c, step.whole, cost, bent)))
            cells.at = self.page.at[(step.line, 0)]
            yield cost + bent * self.p.proved

    def _closed(self, c: int, closing: Closing, cost: float, bent: float) -> float:
        recurs = closing.ruled is not None and (c, closing.ruled) in self.recurring
        said = -self.p.recurring if recurs else closing.grammar
        return cost + said + bent * (self.p.proved if closing.proved else 1.0) + closing.ending

    def _glue(self, shape: Shape, step: Step, centred: bool) -> float:
        price = self.p.glue + (self.p.glue_centred if centred else 0.0)
        fits = shape.holds(width(self.page.lines[step.line].text))
        return price + (self.p.glue_fitting if fits else 0.0)
