"""A paper that came back from Word as the blocks that papers are written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minhbach.reading.papers import ReadBlock, ReadHeading, ReadParagraph, ReadTable
from minhbach.reading.papers import RowKind as ReadRowKind
from minhbach.reporting.core.papers import (
    Block,
    Column,
    Heading,
    Holds,
    Level,
    Row,
    RowKind,
    Table,
    bullet,
    paragraph,
)
from minhbach.shared.dates import parse_vn_date
from minhbach.shared.numbers import parse_vn_number

_KINDS = {ReadRowKind.PLAIN: RowKind.PLAIN, ReadRowKind.GROUP: RowKind.GROUP, ReadRowKind.SUM: RowKind.SUM}
_NARROWEST, _WIDEST = 5, 40  # letters of a column, for its share of the width
_NOTHING = frozenset({"", "–", "-"})


def blocks_of(read: Iterable[ReadBlock]) -> tuple[Block, ...]:
    """The blocks of a body or an annex; letters in bold or italics inside a paragraph come back plain."""
    return tuple(_block(block) for block in read)


def _block(block: ReadBlock) -> Block:
    match block:
        case ReadHeading():
            return Heading(block.words, Level(block.level), block.label, block.key)
        case ReadParagraph():
            if not block.sign:
                return paragraph(block.text, block.key)
            return bullet(block.text, deeper=block.sign == "+", key=block.key)
        case ReadTable():
            return _table(block)


def _table(table: ReadTable) -> Table:
    width = max([len(table.heads), *(len(row.cells) for row in table.rows)], default=0)
    columns = tuple(_column(table, at) for at in range(width))
    rows = tuple(Row(row.cells, _KINDS[row.kind]) for row in table.rows)
    return Table(columns, rows, table.caption, table.key)


def _column(table: ReadTable, at: int) -> Column:
    cells = [row.cells[at] for row in table.rows if row.kind is ReadRowKind.PLAIN and at < len(row.cells)]
    longest = max((len(line) for cell in cells for line in cell.split("\n")), default=0)
    return Column(
        table.heads[at] if at < len(table.heads) else "",
        min(max(longest, _NARROWEST), _WIDEST),
        _holds(cells),
        table.groups[at] if at < len(table.groups) else "",
    )


def _holds(cells: Sequence[str]) -> Holds:
    said = [cell for cell in cells if cell not in _NOTHING]
    if said and all(map(_is_number, said)):
        return Holds.NUMBERS
    return Holds.MARKS if said and all(map(_is_date, said)) else Holds.WORDS


def _is_number(cell: str) -> bool:
    try:
        parse_vn_number(cell)
    except ValueError:
        return False
    return True


def _is_date(cell: str) -> bool:
    try:
        parse_vn_date(cell)
    except ValueError:
        return False
    return True
