"""The reader against hand labels of real plans, where they are at hand beside the checkout."""

import re

import pytest

from minhbach.reading.tests.plans import SCORER, SHARED, drafted, scored

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="no labelled plans beside this checkout")

LABELLED = ["000", "001", "002"]
FORMS = ["docx", "pdf"]
FLOORS = {
    "ALL": 0.97,
    "row_right": 0.9,
    "task.lead": 0.95,
    "task.coordinating": 0.95,
    "task.time.due": 0.95,
    "task.time.kind": 0.95,
}


def text_of(plan):
    """The text of a plan that lost its tables."""
    return next((SHARED / "seeds").glob(f"{plan}_*.txt"))


def judged(plan, path, folder, floors):
    """Whether every figure of a draft is above its floor, and the report."""
    fields = [part for name, floor in floors.items() for part in ("--field", f"{name}={floor}")]
    label = SHARED / "gold" / f"{plan}.json"
    return scored(label, drafted(path), folder, ["--silent-max", "0.02", "--show", "20", *fields])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("plan", LABELLED)
def test_a_labelled_plan_is_read_as_its_label_says(plan, form, tmp_path):
    holds, report = judged(plan, SHARED / "samples" / f"{plan}.{form}", tmp_path, FLOORS)
    assert holds, report


@pytest.mark.parametrize("plan", LABELLED)
def test_the_text_of_a_labelled_plan_is_read_without_its_geometry(plan, tmp_path):
    floors = {"ALL": 0.95, "row_right": 0.85, "task.lead": 0.95, "task.time.due": 0.9}
    holds, report = judged(plan, text_of(plan), tmp_path, floors)
    assert holds, report


@pytest.mark.parametrize(("plan", "rows"), [("003", 73), ("004", 29)])
def test_the_text_of_a_plan_without_a_label_loses_no_row(plan, rows):
    tasks = drafted(text_of(plan))["tasks"]
    assert len(tasks) == rows
    assert all(t["lead"] for t in tasks)


@pytest.mark.parametrize("form", FORMS)
def test_no_activity_of_the_long_table_is_lost(form):
    made = drafted(SHARED / "samples" / f"003.{form}")
    assert [t["code"] for t in made["tasks"]] == [str(n) for n in range(1, 74)]
    assert all(t["lead"] and t["time"]["kind"] != "none" for t in made["tasks"])
    assert len([i for i in made["indicators"] if i["source"] == "prose"]) == 35


@pytest.mark.parametrize("form", FORMS)
def test_every_bullet_of_the_plan_in_prose_is_a_task(form):
    """29 by hand count of the text: 11 + 4 + 4 + 2 + 1 + 5 below the six bodies, 2 at the end."""
    made = drafted(SHARED / "samples" / f"004.{form}")
    assert len(made["tasks"]) == 29
    assert all(t["lead"] for t in made["tasks"])
    assert len(made["report_template"]) == 9


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("lc-kh-ct11-khoang-san.docx", 14),
        ("nq12-2023-phuluc.txt", 19),
        ("btnmt-kh-09-2024-phuluc.txt", 9),
        ("nq03-2025.md", 140),
    ],
)
def test_the_task_tables_of_other_authorities_are_found_whole(name, rows):
    tasks = [t for t in drafted(SHARED / "real" / name)["tasks"] if t["place"].get("table") is not None]
    assert len(tasks) == rows


def test_a_scoring_guide_yields_no_task():
    assert drafted(SHARED / "real" / "bnv-12094-phuluc.pdf")["tasks"] == []


@pytest.mark.parametrize("plan", [*LABELLED, "003", "004"])
def test_word_and_pdf_of_a_plan_give_the_same_tasks(plan):
    def tasks(form):
        made = drafted(SHARED / "samples" / f"{plan}.{form}")
        return [(t["code"], re.sub(r"\W+", "", t["text"]), t["lead"], t["time"]) for t in made["tasks"]]

    assert tasks("docx") == tasks("pdf")
