"""What reading gives, added up over documents: agreement with the labels. What doubts are worth: worth.py."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from minhbach.reading.tests.scoring import Counts, Difference, Score, points, score

FIELDS = ("time.kind", "time.due", "lead", "coordinating")


@dataclass(frozen=True)
class Outcome:
    """One document read and compared. listed: the paths of lost rows whose words stand
    in the list of unread text or in a row that bears a doubt, where the official is sent to."""

    name: str
    groups: Mapping[str, str]  # form, layout, fault ...
    score: Score
    listed: frozenset[str] = frozenset()
    caught_by: Counter[str] = field(default_factory=Counter)  # wrong values by the reason of their doubt
    flagged_by: Counter[str] = field(default_factory=Counter)  # right ones

    @property
    def cluster(self) -> str:
        """What goes wrong together: a document of the corpus; all forms of one labelled plan."""
        return self.groups.get("plan") or self.name

    @property
    def wrong(self) -> int:
        return len(self.score.wrong)

    @property
    def caught(self) -> int:
        return sum(d.doubted or d.path in self.listed for d in self.score.wrong)

    @property
    def right(self) -> int:
        return len(self.score.right)

    @property
    def flagged(self) -> int:
        return sum(doubted for _, doubted in self.score.right)


def outcome(
    name: str, groups: Mapping[str, str], label: Mapping[str, Any], draft: Mapping[str, Any]
) -> Outcome:
    """Compare one draft with its label."""
    found = score(label, draft)
    shown = _shown(draft)
    listed = frozenset(d.path for d in found.wrong if _listed(d, label, shown))
    made = Outcome(name, groups, found, listed)
    for doubt in draft["doubts"]:
        made.caught_by[doubt["reason"]] += sum(points(doubt["path"], d.path) for d in found.wrong)
        made.flagged_by[doubt["reason"]] += sum(points(doubt["path"], path) for path, _ in found.right)
    return made


_SAID = ("text", "product", "lead_raw", "coordinating_raw", "time_raw")


def _fields(row: Mapping[str, Any]) -> list[str]:
    return [row[name] for name in _SAID if row.get(name)]


def _shown(draft: Mapping[str, Any]) -> str:
    """The words that the official is asked to look at: the unread ones and those of doubted rows."""
    rows = {m[0] for d in draft["doubts"] if (m := re.match(r"\w+\[\d+\]", d["path"]))}
    doubted = [
        " ".join([row["place"].get("quote") or "", *row.get("headings", ()), *_fields(row)])
        for part in ("indicators", "tasks", "reporting")
        for at, row in enumerate(draft[part])
        if f"{part}[{at}]" in rows and row.get("place")
    ]
    return _solid(" ".join([*(one["text"] for one in draft["unread"]), *doubted]))


def _solid(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _listed(one: Difference, label: Mapping[str, Any], shown: str) -> bool:
    lost = re.match(r"lost\.(\w+)\[(\d+)\]", one.path)
    if not lost or one.doubted:
        return False
    row = label[lost[1]][int(lost[2])]
    said = _solid(row.get("text") or row.get("name") or "")
    return bool(said) and said in shown


@dataclass
class Figures(Counts):
    """The figures of quality.md over some documents."""

    documents: int = 0
    silent: int = 0
    right_of: Counter[str] = field(default_factory=Counter)
    wrong_of: Counter[str] = field(default_factory=Counter)

    def add(self, score: Score) -> None:
        self.documents += 1
        self.hit += score.hit
        self.missed += score.missed
        self.invented += score.invented
        self.rows += score.rows
        self.silent += sum(not d.doubted for d in score.wrong)
        self.right_of.update(_field(path) for path, _ in score.right)
        self.wrong_of.update(_field(d.path) for d in score.wrong)

    @property
    def silent_wrong(self) -> float:
        return self.silent / max(1, self.hit + self.missed)

    def share(self, name: str) -> float:
        """Of the values of this field, those that are right."""
        right, wrong = self.right_of[name], self.wrong_of[name]
        return right / (right + wrong) if right + wrong else 1.0

    def line(self) -> list[str]:
        shares = [self.f1, self.row_right, self.silent_wrong, *(self.share(f) for f in FIELDS)]
        return [str(self.documents), *(f"{value:.3f}" for value in shares)]


def _field(path: str) -> str:
    """The field of a task that a path names: "time.due" of tasks[3].time.due."""
    task = re.fullmatch(r"(?:lost\.)?tasks\[\d+\]\.(.+)", path)
    return task[1] if task else path


HEADS = ("documents", "F1", "row_right", "silent", *FIELDS)


def added(outcomes: Iterable[Outcome]) -> Figures:
    figures = Figures()
    for one in outcomes:
        figures.add(one.score)
    return figures


def grouped(outcomes: Sequence[Outcome], key: str) -> dict[str, Figures]:
    """The figures of each form, layout or fault."""
    names = dict.fromkeys(one.groups[key] for one in outcomes)
    return {name: added(o for o in outcomes if o.groups[key] == name) for name in names}
