"""How far a draft agrees with a label: values hit, missed and invented, whole rows, silent faults.

Only the keys that a label names are compared, so that a short label may leave out what it is not
about; rows count whole: a task that the label lacks is invented, one that the draft lacks is missed
with all its values.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Json = Mapping[str, Any]

_SAME_WORDS = 0.97  # two long texts count as the same words from here
_SAME_ROW = 0.8  # a drafted row is taken for the labelled one from here
_LONG_TEXTS = ("text", "objective", "task", "product", "title", "issuer", "name", "trigger", "due_raw")
_ROW_RIGHT = ("text", "lead", "coordinating", "time")
_OF_TASK = ("text", "code", "indicator", "objective", "task", "product", "lead", "coordinating",
            "supervising", "time", "budget_raw")  # fmt: skip
_OF_INDICATOR = ("name", "unit", "direction", "baseline", "target", "target_rank", "lead", "coordinating")
_OF_DUTY = ("role", "who", "to", "cycle", "due", "due_raw")
_OF_PAPER = ("kind", "number", "issuer", "issued", "title", "year_from", "year_to", "references")


@dataclass(frozen=True)
class Difference:
    """One value that differs. doubted: the draft itself says that it is unsure there."""

    path: str
    label: object
    draft: object
    doubted: bool


@dataclass
class Counts:
    """Values hit, missed and invented; rows: whether each labelled one is right."""

    hit: int = 0
    missed: int = 0
    invented: int = 0
    rows: list[bool] = field(default_factory=list)

    @property
    def f1(self) -> float:
        total = 2 * self.hit + self.missed + self.invented
        return 2 * self.hit / total if total else 1.0

    @property
    def row_right(self) -> float:
        return sum(self.rows) / len(self.rows) if self.rows else 1.0


@dataclass
class Score(Counts):
    """What a comparison counts; `wrong` lists every value that differs."""

    wrong: list[Difference] = field(default_factory=list)
    right: list[tuple[str, bool]] = field(default_factory=list)  # path of a value, whether it is doubted

    @property
    def silent_wrong(self) -> float:
        labelled = self.hit + self.missed
        return sum(not d.doubted for d in self.wrong) / labelled if labelled else 0.0

    def report(self) -> str:
        """The figures and every difference, for the message of a failing test."""
        head = f"F1 {self.f1:.4f} row_right {self.row_right:.4f} silent_wrong {self.silent_wrong:.4f}"
        lines = [f"{d.path}{' (doubted)' if d.doubted else ''}\n  label {d.label!r}\n  draft {d.draft!r}"
                 for d in self.wrong]  # fmt: skip
        return "\n".join([head, *lines])


def score(label: Json, draft: Json) -> Score:
    """Compare a draft with its label, part by part."""
    bench = _Bench({d["path"] for d in draft.get("doubts", ())})
    bench.values("document", _OF_PAPER, label.get("document", {}), draft["document"])
    for part, keys, name in (
        ("indicators", _OF_INDICATOR, "name"),
        ("tasks", _OF_TASK, "text"),
        ("reporting", _OF_DUTY, ""),
    ):
        if part in label:
            bench.rows(part, keys, name, label[part], draft[part])
    if "recipients" in label:
        bench.value("recipients", label["recipients"], draft["recipients"])
    if "signer" in label:
        bench.value("signer.name", label["signer"]["name"], draft["signer"]["name"])
    return bench.score


class _Bench:
    """One comparison; `doubts`: the paths the draft is unsure about."""

    def __init__(self, doubts: set[str]) -> None:
        self.doubts = doubts
        self.score = Score()

    def rows(
        self, part: str, keys: Sequence[str], name: str, label: Sequence[Json], draft: Sequence[Json]
    ) -> None:
        pairs = dict(_pairs(label, draft, name))
        for at, row in enumerate(label):
            if at not in pairs:
                self._differs(f"lost.{part}[{at}]", row.get(name) or row, None)
            other = draft[pairs[at]] if at in pairs else {}
            path = f"{part}[{pairs[at]}]" if at in pairs else f"lost.{part}[{at}]"
            wrong = self.values(path, keys, row, other)
            if part == "tasks":
                self.score.rows.append(at in pairs and not wrong & set(_ROW_RIGHT))
        for at, row in enumerate(draft):
            if at not in pairs.values():
                self._differs(f"{part}[{at}]", None, row.get(name) or dict(row))

    def values(self, path: str, keys: Sequence[str], label: Json, draft: Json) -> set[str]:
        """Compare the keys that the label names; the keys whose values differ."""
        return {
            key for key in keys
            if key in label and not self.value(f"{path}.{key}", label[key], draft.get(key))
        }  # fmt: skip

    def value(self, path: str, label: object, draft: object) -> bool:
        key = path.rsplit(".", 1)[-1]
        if isinstance(label, Mapping):
            other = draft if isinstance(draft, Mapping) else {}
            parts = [self.value(f"{path}.{k}", v, other.get(k)) for k, v in label.items()]
            return all(parts)
        if isinstance(label, (list, tuple)) and key == "issuer":  # any of these is right
            label = next((one for one in label if _same(key, one, draft)), label[0])
        if isinstance(label, (list, tuple)):
            return self._members(path, label, draft if isinstance(draft, list) else [])
        nothing = (None, "", "none")
        if label in nothing and draft in nothing:
            return True
        if _same(key, label, draft):
            self.score.hit += 1
            self.score.right.append((path, self._doubted(path)))
            return True
        self._differs(path, label if label not in nothing else None, draft if draft not in nothing else None)
        return False

    def _members(self, path: str, label: Sequence[object], draft: Sequence[object]) -> bool:
        ours, theirs = Counter(map(_solid, label)), Counter(map(_solid, draft))
        self.score.hit += sum((ours & theirs).values())
        if ours == theirs:
            if ours:
                self.score.right.append((path, self._doubted(path)))
            return True
        self.score.missed += sum((ours - theirs).values())
        self.score.invented += sum((theirs - ours).values())
        self.score.wrong.append(Difference(path, list(label), list(draft), self._doubted(path)))
        return False

    def _differs(self, path: str, label: object, draft: object) -> None:
        self.score.missed += label is not None
        self.score.invented += draft is not None
        self.score.wrong.append(Difference(path, label, draft, self._doubted(path)))

    def _doubted(self, path: str) -> bool:
        return any(points(doubt, path) for doubt in self.doubts)


def points(doubt: str, path: str) -> bool:
    """Whether a doubt points at a value: at its row, at the value, or at a part of it."""
    row = path[: path.index("]") + 1] if "]" in path else path
    return doubt in (row, path) or path.startswith(f"{doubt}.") or doubt.startswith(f"{path}.")


def _same(key: str, label: object, draft: object) -> bool:
    if key in _LONG_TEXTS and label and draft:
        return _alike(str(label), str(draft)) >= _SAME_WORDS
    if isinstance(label, (int, float)) and isinstance(draft, (int, float)):
        return float(label) == float(draft)
    return _solid(label) == _solid(draft)


def _plain(value: object) -> str:
    text = unicodedata.normalize("NFC", str(value)).lower()
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    return " ".join(re.sub(r"[“”„\"'’‘]", "", text).split()).strip(" .,;:-*+()")


def _solid(value: object) -> str:
    return _plain(value).replace(" ", "")


def _alike(one: str, other: str) -> float:
    a, b = _plain(one), _plain(other)
    return 1.0 if a == b else SequenceMatcher(None, a, b, autojunk=False).ratio()


def _share_words(one: str, other: str) -> bool:
    """Whether two texts may be alike at all: asked first, as comparing letter by letter is dear."""
    a, b = Counter(_plain(one)), Counter(_plain(other))
    return 2 * (a & b).total() >= _SAME_ROW * (a.total() + b.total())


def _pairs(label: Sequence[Json], draft: Sequence[Json], name: str) -> Iterator[tuple[int, int]]:
    """Rows one to one, the likest first; between equals the order of the document."""
    ranked = sorted(
        (-likeness, abs(i - j), i, j)
        for i, row in enumerate(label)
        for j, other in enumerate(draft)
        if (likeness := _likeness(row, other, name)) >= _SAME_ROW
    )
    left: set[int] = set()
    right: set[int] = set()
    for _, _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j


def _likeness(row: Json, other: Json, name: str) -> float:
    """By the words of a row; duties have none and are told apart by role, cycle and day."""
    if name and not _share_words(str(row[name]), str(other.get(name) or "")):
        return 0.0
    if name:
        code = f"{row['code']} " if row.get("code") and name == "name" else ""
        mine = f"{other.get('code')} " if code else ""
        return _alike(code + str(row[name]), mine + str(other.get(name) or ""))
    return float(all(row.get(k) == other.get(k) for k in ("role", "cycle"))) - 0.1 * (
        row.get("due") != other.get("due")
    )
