"""The hand labels of real plans, where the plans stand beside the checkout, read in every form.

Some labels stand beside the plans, those of `tests/labels` in the project: these keep no words of a
paper, only hashes of them, so the drafts' words are hashed as well before they are compared.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from minhbach.reading.draft import draft_of
from minhbach.reading.open import open_document
from minhbach.reading.shapes import Refusal
from minhbach.reading.tests.corpus.figures import Outcome, outcome

SHARED = Path(__file__).resolve().parents[5] / "shared"
OWN = Path(__file__).resolve().parents[1] / "labels"
_TIME = ("kind", "start", "due", "recurrence", "trigger")


def labelled_outcomes() -> list[Outcome]:
    """Every labelled plan as Word, PDF, scan and text; none where the plans are not at hand."""
    found: list[Outcome] = []
    for plan, label, hashed in _labels():
        papers = [*(SHARED / "samples").glob(f"{plan}*.*"), *(SHARED / "seeds").glob(f"{plan}_*.txt")]
        for paper in sorted(papers):
            try:
                draft = draft_of(open_document(paper.read_bytes()))
            except Refusal:
                continue
            groups = {"form": paper.suffix[1:], "side": "labelled plans", "layout": plan, "plan": plan,
                      "fault": "none"}  # fmt: skip
            found.append(outcome(paper.name, groups, label, _hashed(draft) if hashed else draft))
    return found


def _labels() -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    for gold in sorted((SHARED / "gold").glob("*.json")):
        yield gold.stem, json.loads(gold.read_text(encoding="utf-8")), False
    for own in sorted(OWN.glob("*.json")):
        said = json.loads(own.read_text(encoding="utf-8"))
        tasks = [
            {**task, "text": task["words"], "time": dict(zip(_TIME, task["time"], strict=True))}
            for task in said["tasks"]
        ]
        yield own.stem, {"tasks": tasks}, True


def _hashed(draft: Mapping[str, Any]) -> dict[str, Any]:
    tasks = [
        {**task, **{key: _hash(task[key]) for key in ("text", "objective", "task", "product")}}
        for task in draft["tasks"]
    ]
    return {**draft, "tasks": tasks}


def _hash(text: str | None) -> str | None:
    """Ten letters for the words of a text, whatever its case, spaces, hyphens and stops."""
    letters = re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text or "").lower())
    return hashlib.sha256(letters.encode()).hexdigest()[:10] if text else None
