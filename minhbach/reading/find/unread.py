"""What of the source went into no field: whole paragraphs and rows, and words of those that were read.

A rule that reads a paragraph or a row need not have read all of it. So every word of it is looked
for in the fields that came of it; words that stand in none are listed with the rest, and the field
they should have gone to is doubted.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from minhbach.reading.find.columns import Role, role_named
from minhbach.reading.find.findings import Unread, joined_place
from minhbach.reading.find.lexicon import NO_TASK_HEADINGS
from minhbach.reading.find.numbers import compared
from minhbach.reading.find.tables import Sheet
from minhbach.reading.find.words import fold, squash, unlabelled
from minhbach.reading.shapes import Merge, Paragraph, Row, Source, Table, Zone

_LISTS = ("tasks", "indicators", "reporting", "report_template")
_AIMS = ("target", "target_rank")
_APART = 2  # a word found between two that were left out may stand in the fields for another reason
_WORD = re.compile(r"[^\W_]+(?:[./,]\d+)*")
# Words that name a field and so go into none, and those that only join.
_LABELS = frozenset(_WORD.findall(
    "chủ trì phối hợp đầu mối thực hiện thời gian hạn tiến độ sản phẩm kết quả đơn vị cơ quan nội dung "
    "hoàn thành kinh phí dự kiến đầu ra giao và với các cho là về do của cùng nhiệm vụ hoạt động giải pháp "
    "mục tiêu chỉ tiêu tham mưu chịu trách trình phân công theo dõi đôn đốc giám sát kiểm tra hướng dẫn "
    "chỉ đạo phụ trách thường trực tham gia hỗ trợ thẩm định cq đv"
))  # fmt: skip
_ROLES = re.compile(
    r"\W*(?:(?:đơn vị|cơ quan)\s+)?(?:chủ trì|phối hợp|đầu mối|thực hiện|tham mưu|thời gian|thời hạn|tiến độ"
    r"|sản phẩm|kết quả|kinh phí)[^:.;]{0,30}:|\W*phân công(?:[^:.;]{0,30}:|\s+(?-i:[A-ZĐ]))",
    re.I,
)
# What a line of roles that no rule read may have said, by its words.
_MAY_SAY = {
    "lead": re.compile(r"chủ trì|phân công|thực hiện\s*:|đầu mối", re.I),
    "coordinating": re.compile(r"phối hợp", re.I),
    "time": re.compile(r"thời gian|thời hạn|tiến độ|hoàn thành", re.I),
}
# The field of the draft that a column fills; None: the row as a whole.
_FIELDS: dict[Role, str | None] = {
    Role.LEAD: "lead", Role.COORDINATING: "coordinating", Role.TIME: "time", Role.START: "time",
    Role.PRODUCT: "product", Role.TASK: None, Role.ACTIVITY: None,
}  # fmt: skip
# A number is the row's code; in what a thing is measured stands as `unit`, or bears a doubt of its own.
_MEASURES = (Role.NUMBER, Role.UNIT)


@dataclass(slots=True)
class Used:
    """What was read. rows: rows of each table (by block); sheets: the tables whose columns are known."""

    blocks: set[int] = field(default_factory=set)
    head: frozenset[int] = frozenset()
    rows: dict[int, set[int]] = field(default_factory=dict)
    sheets: dict[int, Sheet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that stand in no field, at the path of the value they are missing from."""

    path: str
    said: Unread


def unread_of(source: Source, used: Used, draft: Mapping[str, Any]) -> tuple[list[Unread], list[LeftOut]]:
    """Everything that went into no field, in reading order, and where in the draft it is missing."""
    account = _Account(draft)
    listed: list[Unread] = []
    missing: list[LeftOut] = []
    for at, block in enumerate(source.blocks):
        if isinstance(block, Table):
            found = account.of_table(at, block, used)
        else:
            found = account.of_paragraph(at, block, used)
        for said, paths in found:
            listed.append(said)
            missing += [LeftOut(path, said) for path in paths]
    return listed, missing


Found = Iterator[tuple[Unread, list[str]]]


class _Account:
    """The words of every finding, by the place it was read from."""

    def __init__(self, draft: Mapping[str, Any]) -> None:
        self.of_row: dict[tuple[int, int], list[str]] = defaultdict(list)
        self.of_block: dict[int, list[str]] = defaultdict(list)
        self.words: dict[str, frozenset[str]] = {}
        self.signs: dict[str, set[str]] = {}
        self.paths: list[str] = []
        for name in _LISTS:
            for n, row in enumerate(draft[name]):
                path, place = f"{name}[{n}]", row.get("place") or {}
                self.words[path] = frozenset(_words(" ".join(_said(row))))
                if name == "indicators":
                    self.signs[path] = {aim["op"] for key in _AIMS if (aim := row.get(key))}
                if place.get("table") is not None and place.get("row") is not None:
                    self.of_row[place["block"], place["row"]].append(path)
                if place.get("block") is not None:
                    self.of_block[place["block"]].append(path)
        self.indicators = list(self.signs)
        self.blocks = sorted(self.of_block)

    def of_paragraph(self, at: int, block: Paragraph, used: Used) -> Found:
        if block.zone is Zone.STAMP or not block.text.strip() or at in used.head:
            return
        if at not in used.blocks and _says_nothing(block.text):
            return
        if at not in used.blocks:
            yield Unread(squash(block.text), block.place), self._assigned_by(at, block.text)
            return
        own = self.of_block.get(at, [])
        if any(path.startswith("indicators") for path in own):
            return  # its figures became numbers
        near = own or self._beside(at)
        left = _left(block.text, self._all(near))
        if own or _ROLES.match(block.text):
            for words in left:
                yield Unread(words, block.place), [p for p in near if p.startswith("tasks")]
        elif 2 * sum(map(len, left)) > len(block.text):  # a heading or lead-in that went nowhere
            yield Unread(squash(block.text), block.place), []

    def _assigned_by(self, at: int, text: str) -> list[str]:
        """The fields of the works beside it that a line of roles would have filled."""
        if not _ROLES.match(text):
            return []
        near = [path for path in self._beside(at) if path.startswith("tasks")]
        return [f"{path}.{name}" for path in near for name, said in _MAY_SAY.items() if said.search(text)]

    def of_table(self, at: int, table: Table, used: Used) -> Found:
        done, sheet = used.rows.get(at, set()), used.sheets.get(at)
        roles = _roles(sheet) if sheet else {}
        for number, row in enumerate(table.rows):
            if number not in done:
                yield from _whole(row)
            elif sheet and number >= sheet.first:
                yield from self._of_row(at, number, row, sheet, roles)

    def _of_row(
        self, at: int, number: int, row: Row, sheet: Sheet, roles: Mapping[int, Role | None]
    ) -> Found:
        paths = self.of_row.get((at, number), [])
        if not paths:
            return
        said = self._all(paths)
        for column, cell in enumerate(row.cells):
            role = roles.get(column)
            if cell.merge is not Merge.OWN or role in _MEASURES or column in sheet.marked.columns:
                continue
            bearing = self.indicators if role is Role.INDICATOR else paths
            for words in _left(cell.text, said | self._as_aim(bearing, cell.text)):
                yield Unread(words, cell.place), _at_field(paths, role)

    def _as_aim(self, paths: Sequence[str], text: str) -> frozenset[str]:
        """What indicators bear of a cell: their own words, and a comparison as its sign. The goal of a task
        may stand among the indicators of another table."""
        bearing = [path for path in paths if path in self.signs]
        if not bearing:
            return frozenset()
        words, sign = compared(text)
        own = self._all(bearing)
        return own | frozenset(_words(words)) if any(sign in self.signs[path] for path in bearing) else own

    def _beside(self, at: int) -> list[str]:
        """The findings nearest before and behind a paragraph that bears none itself."""
        n = bisect_right(self.blocks, at)
        return list(itertools.chain(*(self.of_block[b] for b in self.blocks[max(0, n - 1) : n + 1])))

    def _all(self, paths: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(self.words[path] for path in paths))


def _roles(sheet: Sheet) -> dict[int, Role | None]:
    """What each column is for; one that another column of its kind left without a place bears the role that
    its header names."""
    named = {column: role_named(name) for column, name in enumerate(sheet.header) if name}
    return named | {column: role for role, column in sheet.columns.items()}


def _says_nothing(text: str) -> bool:
    """A numbered heading that only says what stands below it: "I. MỤC ĐÍCH, YÊU CẦU"."""
    label, words = unlabelled(text)
    parts = re.split(r",\s+|\s+và\s+", fold(words).strip(" .:"))
    return label is not None and all(part in NO_TASK_HEADINGS for part in parts)


def _at_field(paths: Sequence[str], role: Role | None) -> list[str]:
    if role not in _FIELDS:
        return []
    name = _FIELDS[role]
    return [f"{path}.{name}" if name else path for path in paths if path.startswith("tasks")]


def _whole(row: Row) -> Found:
    own = [c for c in row.cells if c.merge is Merge.OWN]
    words = " | ".join(squash(c.text) for c in own if c.text.strip())
    if words:
        yield Unread(words, joined_place(own or row.cells, words)), []


def _said(value: object) -> Iterator[str]:
    """Every text of a finding; its place only repeats the source."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            if key != "place":
                yield from _said(part)
    elif isinstance(value, list):
        for part in value:
            yield from _said(part)


def _words(text: str) -> list[str]:
    return [m[0] for m in _WORD.finditer(fold(text))]


def _left(text: str, said: frozenset[str]) -> list[str]:
    """The runs of words of `text` that are in no field, as they stand."""
    line = unlabelled(text)[1]
    runs: list[list[re.Match[str]]] = []
    found = 2 * _APART
    for m in _WORD.finditer(line):
        found += 1
        if fold(m[0]) in said:
            continue
        if found > _APART or not runs:
            runs.append([])
        runs[-1].append(m)
        found = 0
    return [line[run[0].start() : run[-1].end()] for run in runs if _tells(run)]


def _tells(run: Sequence[re.Match[str]]) -> bool:
    """Whether a run of words says something: a label, a number or a joining word alone does not."""
    return any(m[0].isalpha() and len(m[0]) > 1 and fold(m[0]) not in _LABELS for m in run)
