"""A small press for the tests: paragraphs and tables set on pages of a PDF, rows cut where a page ends.

Every letter is half its size wide, so that what fits on a line is known. Cells are strings or lists of
paragraphs; "^" is merged with the cell above, "<" with the one at its left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from minhbach.reading.tests.papers import Sheet, pdf

_TALL, _WIDE = 842.0, 595.0
_MARGIN = 56.0
_PADDING = 4.0


def wrapped(said: Any, letters: int) -> list[str]:
    """The printed lines of a cell or paragraph."""
    paragraphs = [said] if isinstance(said, str) else said
    return [line for text in paragraphs for line in wrap(text, max(letters, 3), break_on_hyphens=False)]


def owners(rows: list[list[Any]]) -> list[list[tuple[int, int]]]:
    """For every place of a table the row and column of the cell that covers it."""
    found: list[list[tuple[int, int]]] = []
    for at, row in enumerate(rows):
        found.append([])
        for column, said in enumerate(row):
            home = (at, column)
            if said == "^":
                home = found[at - 1][column]
            elif said == "<":
                home = found[at][column - 1]
            found[at].append(home)
    return found


@dataclass
class Press:
    """Sets blocks from the top of the first page on. turned: degrees by which wide pages are turned."""

    size: float = 12
    cell_size: float = 10
    bottom: float = 60
    turned: int = 0
    ruled: bool = True
    wide: bool = False
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0

    def turn(self, wide: bool) -> None:
        """The next page is wide, or upright again."""
        self.wide = wide
        self.page()

    def page(self) -> None:
        """Begin a page and number it, as offices do, in the middle of the upper margin."""
        across, down = (_TALL, _WIDE) if self.wide else (_WIDE, _TALL)
        self.sheets.append(Sheet(across, down, self.turned if self.wide else 0))
        self.y = _MARGIN
        if len(self.sheets) > 1:
            self.sheet.text(across / 2, 40, str(len(self.sheets)))

    @property
    def sheet(self) -> Sheet:
        if not self.sheets:
            self.page()
        return self.sheets[-1]

    @property
    def room(self) -> float:
        """Points down to the lower margin."""
        return self.sheet.height - self.bottom - self.y

    def text(self, words: str, bold: bool = False) -> None:
        """One paragraph; a bold one stands in the middle."""
        across = self.sheet.width - 2 * _MARGIN
        for line in wrapped(words, int(across / self.size * 2)):
            if self.room < self.size * 1.3:
                self.page()
            self.y += self.size * 1.3
            gap = (across - len(line) * self.size / 2) / 2 if bold else 0
            self.sheet.text(_MARGIN + gap, self.y, line, self.size, bold)
        self.y += self.size * 0.7

    def table(self, rows: list[list[Any]], widths: list[float], header: int = 1) -> None:
        """One table. widths: shares of the line. header: rows printed again on every page."""
        _Table(self, rows, widths, header).set()

    def printed(self) -> bytes:
        """The finished PDF."""
        return pdf(*self.sheets)


class _Table:
    def __init__(self, press: Press, rows: list[list[Any]], widths: list[float], header: int) -> None:
        self.press, self.rows, self.header = press, rows, header
        across = press.sheet.width - 2 * _MARGIN
        self.xs = [_MARGIN + across * sum(widths[:at]) / sum(widths) for at in range(len(widths) + 1)]
        self.step = press.cell_size * 1.25
        self.owners = owners(rows)
        self.lines = {home: self._wrapped(home) for row in self.owners for home in row}
        self.heights = self._heights()

    def _wrapped(self, home: tuple[int, int]) -> list[str]:
        columns = [c for row in self.owners for c, owner in enumerate(row) if owner == home]
        across = self.xs[max(columns) + 1] - self.xs[min(columns)] - 2 * _PADDING
        return wrapped(self.rows[home[0]][home[1]], int(across / self.press.cell_size * 2))

    def _heights(self) -> list[int]:
        """Lines of every row; a merged cell that needs more room stretches the last row it covers."""
        last = {home: at for at, row in enumerate(self.owners) for home in row}
        heights = [1] * len(self.rows)
        for home, at in sorted(last.items(), key=lambda item: item[1]):
            above = sum(heights[home[0] : at])
            heights[at] = max(heights[at], len(self.lines[home]) - above)
        return heights

    def set(self) -> None:
        at, top = 0, True
        left = {home: list(lines) for home, lines in self.lines.items()}
        while at < len(self.rows):
            high = self.heights[at]
            fits = int((self.press.room - 2 * _PADDING) / self.step)
            if fits < min(high, 2):
                self._close(at)
                self._again(at)
                top = True
                continue
            self._row(at, min(high, fits), left, top)
            top = high > fits
            if high > fits:
                self.heights[at] = high - fits
                self._close(at)
                self._again(at)
            else:
                at += 1
        self._close(at)
        self.press.y += 12

    def _again(self, at: int) -> None:
        """A new page, with the header on it where rows below the header go on."""
        self.press.page()
        if at >= self.header:
            fresh = {home: list(lines) for home, lines in self.lines.items()}
            for row in range(self.header):
                self._row(row, max(len(self.lines[h]) for h in self.owners[row]), fresh, row == 0)

    def _row(self, at: int, lines: int, left: dict[tuple[int, int], list[str]], top: bool) -> None:
        sheet, y = self.press.sheet, self.press.y
        down = lines * self.step + 2 * _PADDING
        for column, home in enumerate(self.owners[at]):
            x0, x1 = self.xs[column], self.xs[column + 1]
            spanned = column > 0 and self.owners[at][column - 1] == home
            if self.press.ruled:
                if top or at == 0 or self.owners[at - 1][column] != home:
                    sheet.rule(x0, y, x1, y)
                if not spanned:
                    sheet.rule(x0, y, x0, y + down)
            if not spanned:
                for n, line in enumerate(left[home][:lines]):
                    sheet.text(x0 + _PADDING, y + (n + 0.9) * self.step, line, self.press.cell_size)
                left[home] = left[home][lines:]
        if self.press.ruled:
            sheet.rule(self.xs[-1], y, self.xs[-1], y + down)
        self.press.y += down

    def _close(self, at: int) -> None:
        if at and self.press.ruled:
            self.press.sheet.rule(self.xs[0], self.press.y, self.xs[-1], self.press.y)
