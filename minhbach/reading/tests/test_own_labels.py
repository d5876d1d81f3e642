"""Plans 003 and 004, labelled by hand from their papers: codes, bodies, dates and hashes of the words.

No sentence of the papers is kept: a text counts as the labelled one where the letters and figures
of both are the same (their hash). What the papers leave open is not labelled.
"""

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import pytest

from minhbach.reading.tests import plans
from minhbach.reading.tests.plans import SHARED

LABELS = Path(__file__).resolve().parent / "labels"
pytestmark = pytest.mark.skipif(not (SHARED / "samples").is_dir(), reason="no plans beside this checkout")

PLANS = {plan: json.loads((LABELS / f"{plan}.json").read_text(encoding="utf-8")) for plan in ("003", "004")}
FORMS = ("docx", "pdf", "txt")


def drafted(plan, form):
    path = (
        SHARED / "samples" / f"{plan}.{form}" if form != "txt" else next((SHARED / "seeds").glob(f"{plan}_*"))
    )
    return plans.drafted(path)


def words_hash(text):
    """Ten letters for the words of a text, whatever its case, spaces, hyphens and stops."""
    letters = re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text).lower())
    return hashlib.sha256(letters.encode()).hexdigest()[:10]


def task_values(task):
    """What the label keeps of a task, and so what is compared."""
    time = task["time"]
    return {
        "code": task["code"],
        "words": words_hash(task["text"]),
        "objective": words_hash(task["objective"]) if task["objective"] else None,
        "task": words_hash(task["task"]) if task["task"] else None,
        "product": words_hash(task["product"]) if task["product"] else None,
        "lead": task["lead"],
        "coordinating": task["coordinating"],
        "supervising": task["supervising"],
        "time": [time["kind"], time["start"], time["due"], time["recurrence"], time["trigger"]],
    }


def indicator_values(one):
    goal = one["target"] or one["target_rank"]
    return [one["unit"], goal["op"], goal["value"]]


def duty_values(duty):
    return [duty["role"], duty["who"], duty["to"], duty["cycle"], duty["due"]]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("plan", PLANS)
def test_every_task_of_a_plan_is_read_as_its_paper_says(plan, form):
    label, draft = PLANS[plan]["tasks"], drafted(plan, form)
    read = [task_values(task) for task in draft["tasks"]]
    doubted = {d["path"].split(".")[0] for d in draft["doubts"]}
    wrong = [
        (at, key, said[key], read[at][key], f"tasks[{at}]" in doubted)
        for at, said in enumerate(label)
        for key in said
        if read[at][key] != said[key]
    ]
    assert len(read) == len(label)
    assert not wrong


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("plan", PLANS)
def test_head_targets_and_report_duties_of_a_plan_are_read_as_its_paper_says(plan, form):
    label, draft = PLANS[plan], drafted(plan, form)
    head = {**draft["document"], "title": words_hash(draft["document"]["title"])}
    assert {key: head[key] for key in label["document"]} == label["document"]
    assert [indicator_values(one) for one in draft["indicators"]] == label["indicators"]
    assert [duty_values(duty) for duty in draft["reporting"]] == label["reporting"]
    assert [words_hash(item["item"]) for item in draft["report_template"]] == label["report_template"]
    assert draft["recipients"] == label["recipients"]
    assert draft["signer"]["name"] == label["signer"]
