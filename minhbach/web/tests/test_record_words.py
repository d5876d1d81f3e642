"""The audit log is read by people: every verb that a service writes has words, and so has every job."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from minhbach.intake.core.review import Verb
from minhbach.plans.models.duties import DecisionKind
from minhbach.shared import jobs
from minhbach.web.desk.admin.record_words import VERBS
from minhbach.web.desk.admin.system import JOB_WORDS

PRODUCT = Path(__file__).resolve().parents[2]
BY_HAND = {DecisionKind.TRIGGERED, DecisionKind.ASSIGNED}  # written with verbs of their own


def written() -> Iterator[str]:
    """Words in quotes that stand second in a call of `record`."""
    for path in PRODUCT.glob("*/services*/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "record":
                for part in ast.walk(node.args[1]) if len(node.args) > 1 else ():
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def test_every_verb_of_the_audit_log_has_words() -> None:
    verbs = {verb for verb in written() if verb.strip() not in ("draft", "duty", "")}
    verbs |= {f"draft {verb.value}" for verb in Verb}
    verbs |= {f"duty {kind.value}" for kind in DecisionKind if kind not in BY_HAND}
    assert len(verbs) > 60
    assert not sorted(verbs - set(VERBS)), "add words to record_words.VERBS"


def test_every_job_of_the_product_has_words() -> None:
    jobs.discover()
    ours = {name for name, handler in jobs._handlers.items() if "tests" not in handler.__module__}
    assert len(ours) > 4
    assert not sorted(ours - set(JOB_WORDS)), "add words to system.JOB_WORDS"
