"""After reading, every task is looked at again beside the others: what is odd says so.

A rule that misreads a cell does not know it; its neighbours show it. Each check gives the field and
the reason (`intake.queries.reasons` says them in words); none changes a value.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from minhbach.reading.find.bodies import head_at, tokens
from minhbach.reading.find.findings import FieldDoubt, Task
from minhbach.reading.find.lexicon import LEVELS
from minhbach.reading.find.name_ends import runs_on
from minhbach.reading.find.name_places import may_go_on, opening_words
from minhbach.reading.find.numbering import odd_numbers
from minhbach.reading.find.odd_rows import TIME_INSIDE, odd_values
from minhbach.reading.find.times import TimeKind
from minhbach.reading.find.words import CAPITAL, label_of
from minhbach.reading.syllables import broken_words

_DATED = re.compile(
    r"\b(?:trước|xong|hoàn thành|chậm nhất|muộn nhất|đến hết|hạn)\b[^.;:]{0,25}"
    r"\b(?:ngày|tháng|quý|năm)?\s*\d",
    re.I,
)
_ROLE = re.compile(
    r"\(?phân công[^:.;]{0,30}:"
    r"|(?:^|[\s;.(+-])(?:(?:cơ quan|đơn vị)\s+)?(?:chủ trì|phối hợp|đầu mối)(?: thực hiện)?\s*:"
    r"|(?:^|[\s;.+-])(?:thời gian|thời hạn|tiến độ)(?: thực hiện| hoàn thành)?\s*:",
    re.I,
)
_OPEN_END = re.compile(
    r"(?:,|\b(?:và|của|các|những|cho|với|từ|tại|theo|để|nhằm|thuộc|trong|về|trên|hoặc|do|bằng|được|là|giữa))\s*$",
    re.I,
)
_TOGETHER = re.compile(
    r"(?<=[a-zà-ỹ]) (?=(?:Sở|UBND|Phòng|Công an|Vụ|Cục|Chi cục|Trung tâm|Hội|Văn phòng|Các) )"
)
_NEXT_SENTENCE = re.compile(rf"(?:[^\W\d][.;]|\d[.])\s+(?:\d{{1,2}}\s+)?{CAPITAL}[^.]{{15}}")
_DASHES = ("-", "–", "•", "+")
_SELDOM = 5  # times as many rows begin with a capital
_FEW = 4  # fewer paragraphs than this show no habit


def looked_at_again(tasks: Sequence[Task]) -> list[Task]:
    """The tasks with what a second look finds doubtful."""
    look = _Look(tuple(tasks))
    found = ((task, look.doubts(at)) for at, task in enumerate(tasks))
    return [replace(task, doubts=(*task.doubts, *more)) if more else task for task, more in found]


@dataclass
class _Look:
    tasks: tuple[Task, ...]
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what `_shorter` answered

    def doubts(self, at: int) -> tuple[FieldDoubt, ...]:
        task = self.tasks[at]
        checks: tuple[Callable[[Task], Iterator[FieldDoubt]], ...] = (
            self._names, self._name_ends, self._works, _helpers, _time, _ends, _words, _together,
        )  # fmt: skip
        found = [doubt for check in checks for doubt in check(task)]
        found += self.numbers.get(at, [])
        found += self._passed_by(at)
        if task.place.table is not None:
            found += odd_values(task)
            found += [FieldDoubt("", "cell_unfinished")] if at in self.small else []
        said = {(d.field, d.reason) for d in task.doubts}
        once = {(d.field, d.reason): d for d in reversed(found)}  # the first of several that say the same
        return tuple(d for d in found if once[d.field, d.reason] is d and (d.field, d.reason) not in said)

    @cached_property
    def named(self) -> Counter[str]:
        """How often each body is named as a whole."""
        return Counter(n for t in self.tasks for units in (t.lead, t.coordinating) for n in units.names)

    def _names(self, task: Task) -> Iterator[FieldDoubt]:
        for role, units in (("lead", task.lead), ("coordinating", task.coordinating)):
            for name in (*units.names, *units.supervising):
                if name not in self._known:
                    self._known[name] = self._shorter(name)
                shorter = self._known[name]
                if TIME_INSIDE.search(name):
                    yield FieldDoubt(role, "cells_run_together", (name,))
                elif shorter or (self.named[name] < 2 and runs_on(name) and not _ends_its_cell(name, task)):
                    yield FieldDoubt(role, "name_runs_on", (name, *shorter))
                elif longer := self._longer(name, task):
                    yield FieldDoubt(role, "name_cut", (name, *longer))

    @cached_property
    def opening(self) -> frozenset[str]:
        return opening_words(task.text for task in self.tasks)

    def _name_ends(self, task: Task) -> Iterator[FieldDoubt]:
        """Names read from a sentence that may go on in the words behind them."""
        if task.place.table is not None:
            return
        lines = [" ".join(task.place.quote.split()), *(f"{above}:" for above in reversed(task.headings))]
        for role, units in (("lead", task.lead), ("coordinating", task.coordinating)):
            said = next((line for line in lines if units.raw and units.raw in line), "")
            if units.raw and (more := may_go_on(units.raw, said, self.opening)):
                yield FieldDoubt(role, "name_cut", (units.raw, more))

    @cached_property
    def one_sentence(self) -> bool:
        """Whether the paper says one thing a paragraph: then a paragraph of two may be two."""
        prose = [task for task in self.tasks if task.place.table is None]
        return len(prose) >= _FEW and 3 * sum(map(_is_many, prose)) <= len(prose)

    def _works(self, task: Task) -> Iterator[FieldDoubt]:
        loose = task.place.table is None and label_of(task.place.quote) is None
        if loose and _is_many(task) and self.one_sentence:
            yield FieldDoubt("text", "several_works")

    def _shorter(self, name: str) -> tuple[str, ...]:
        """Names that stand elsewhere as a whole and with which this one begins or ends."""
        if self.named[name] > 2:
            return ()
        return tuple(
            other
            for other, count in self.named.items()
            if other != name
            and count >= self.named[name]
            and any(word[:1].isupper() for word in other.split()[1:])
            and (
                (name.startswith(f"{other} ") and not _qualified(name[len(other) :]))
                or (name.endswith(f" {other}") and other[:1].isupper() and _is_body(name[: -len(other)]))
            )
        )

    def _longer(self, name: str, task: Task) -> tuple[str, ...]:
        """Names of the paper that go on behind this one and stand in the task's own sentence; in a table also
        those that other rows say with their level: "Ban Quản lý chợ | tỉnh"."""
        level = task.place.table is not None and self.named[name] == 1
        return tuple(
            other
            for other, count in self.named.items()
            if other.startswith((f"{name} ", f"{name},"))
            and (other in task.text or (level and count > 1 and other[len(name) + 1 :] in LEVELS))
        )

    def _passed_by(self, at: int) -> Iterator[FieldDoubt]:
        """A work that nobody leads, and behind it a line of roles that was itself taken for a work."""
        task, line = self.tasks[at], self.tasks[at + 1].text if at + 1 < len(self.tasks) else ""
        if task.place.table is None and not task.lead.names and _ROLE.match(line):
            yield FieldDoubt("coordinating", "words_left_out", (line,))
            yield FieldDoubt("time", "words_left_out", (line,))

    @cached_property
    def small(self) -> frozenset[int]:
        """Rows that begin in mid-sentence where others do not, and the rows before them: one row was cut."""
        rows = [at for at, task in enumerate(self.tasks) if task.place.table is not None]
        begun = [at for at in rows if self.tasks[at].text[:1].islower() and not self.tasks[at].code]
        if _SELDOM * len(begun) > len(rows):
            return frozenset()
        return frozenset(at - step for at in begun for step in (0, 1)) & frozenset(rows)

    @cached_property
    def numbers(self) -> dict[int, list[FieldDoubt]]:
        """Rows of one table without a number among numbered ones, and those on both sides of a gap."""
        tables: dict[int, list[int]] = defaultdict(list)
        for at, task in enumerate(self.tasks):
            if task.place.table is not None:
                tables[task.place.table].append(at)
        found: dict[int, list[FieldDoubt]] = defaultdict(list)
        for rows in tables.values():
            counted = [(at, self.tasks[at].code) for at in rows if not _is_dashed(self.tasks[at])]
            for at, doubt in odd_numbers(counted):
                found[at].append(doubt)
            for at in _odd_goals([(at, self.tasks[at].indicator) for at in rows]):
                found[at].append(FieldDoubt("indicator", "number_missing"))
        return found


def _is_dashed(task: Task) -> bool:
    """A row that stands behind a dash has no number to miss."""
    return task.code is None and task.place.quote.lstrip().startswith(_DASHES)


def _odd_goals(rows: Sequence[tuple[int, str | None]]) -> list[int]:
    """The rows whose goal is told by letters where the others tell it by its number."""
    said = [(at, goal) for at, goal in rows if goal]
    numbered = sum(goal.isdigit() for _, goal in said)
    odd = [at for at, goal in said if not goal.isdigit() and len(goal) <= 4]
    return odd if numbered >= _FEW and 4 * len(odd) <= numbered else []


def _ends_its_cell(name: str, task: Task) -> bool:
    """Whether a name goes to the end of a cell of bodies, behind which no sentence can go on."""
    said = {task.lead.raw, task.coordinating.raw}
    return task.place.table is not None and any(raw and raw.endswith(name) for raw in said)


def _is_many(task: Task) -> bool:
    """Whether the words of a work are several sentences; bodies parted by semicolons are none."""
    text = task.text
    for units in (task.lead, task.coordinating):
        text = text.replace(units.raw, "") if units.raw else text
    return _NEXT_SENTENCE.search(text) is not None


def _is_body(text: str) -> bool:
    words = tokens(text)
    return bool(words) and head_at(words, 0) > 0


def _qualified(rest: str) -> bool:
    """What goes on behind a name as part of it: "UBND các xã | có rừng", "Công an | tỉnh"."""
    first = rest.split()[0]
    return first.lower() in (
        "có",
        "thuộc",
        "tỉnh",
        "thành",
        "và",
        "xã",
        "huyện",
        "trên",
        "liên",
        "của",
        "-",
        "khu",
    )


def _helpers(task: Task) -> Iterator[FieldDoubt]:
    """Helpers named in the sentence, or in the lead-in above it, that went into no field."""
    if not task.coordinating.names and not task.coordinating.supervising:
        above = task.headings[-1] if task.headings and task.headings[-1].rstrip().endswith(":") else ""
        if re.search(
            r"\b[Pp]hối hợp (?:chặt chẽ )?(?:cùng )?(?:với )?[\"“(]?(?:các |[A-ZĐ])", f"{above} {task.text}"
        ):
            yield FieldDoubt("coordinating", "helpers_unread")


def _time(task: Task) -> Iterator[FieldDoubt]:
    if task.time.kind is TimeKind.NONE and not task.time.doubts and (m := _DATED.search(task.text)):
        yield FieldDoubt("time", "time_in_text", (m[0].strip(),))


def _ends(task: Task) -> Iterator[FieldDoubt]:
    """Words that end in mid-sentence, or that hold what belongs into another field."""
    for name, text in (("text", task.text), ("product", task.product)):
        if text and _OPEN_END.search(text[-12:]):
            yield FieldDoubt(name, "cell_unfinished")
    if _ROLE.search(task.text):
        yield FieldDoubt("", "roles_in_text")


def _words(task: Task) -> Iterator[FieldDoubt]:
    fields = {"text": task.text, "product": task.product, "lead": " ".join(task.lead.names),
              "coordinating": " ".join(task.coordinating.names), "time": task.time.raw}  # fmt: skip
    for name, text in fields.items():
        if text and (slips := broken_words(text)):
            yield FieldDoubt(name, "word_slip", slips[:3])


def _together(task: Task) -> Iterator[FieldDoubt]:
    """A body opens in the middle of a product: two cells were taken for one."""
    if task.product and _TOGETHER.search(task.product):
        for name in ("product", "coordinating"):
            yield FieldDoubt(name, "cells_run_together", (task.product,))
