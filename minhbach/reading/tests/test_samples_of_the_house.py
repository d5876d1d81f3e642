"""The repository's own sample plans: read as their labels say, and built from the data beside them."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from minhbach.reading.tests import plans
from minhbach.reading.tests.scoring import score
from samples import build, business, programme, transparency

HERE = Path(build.__file__).resolve().parent
PLANS = (transparency.PLAN, business.PLAN, programme.PLAN)

each_plan = pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)


def drafted(name, form):
    return plans.drafted(HERE / f"{name}.{form}")


def labelled(name):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["docx", "pdf"])
@each_plan
def test_a_sample_plan_is_read_as_its_label_says(plan, form):
    found = score(labelled(plan.name), drafted(plan.name, form))
    assert found.hit > 50
    assert found.f1 >= 0.97, found.report()
    assert found.row_right >= 0.95, found.report()
    assert found.silent_wrong <= 0.02, found.report()


@each_plan
def test_a_draft_without_its_third_task_scores_less(plan):
    """The scorer itself: a lost row, a wrong day and an invented task all cost."""
    draft = drafted(plan.name, "docx")
    whole = score(labelled(plan.name), draft)
    lost = score(labelled(plan.name), {**draft, "tasks": draft["tasks"][:2] + draft["tasks"][3:]})
    assert lost.missed > whole.missed and lost.row_right < whole.row_right
    moved = [{**t, "time": {**t["time"], "due": "1999-01-01"}} for t in draft["tasks"]]
    wrong = score(labelled(plan.name), {**draft, "tasks": moved})
    assert wrong.silent_wrong > whole.silent_wrong and wrong.f1 < whole.f1
    doubted = [{"path": f"tasks[{at}].time"} for at in range(len(moved))]
    assert score(labelled(plan.name), {**draft, "tasks": moved, "doubts": doubted}).silent_wrong == 0
    more = [*draft["tasks"], {"text": "Mở thêm một chợ phiên ở cửa khẩu."}]
    assert score(labelled(plan.name), {**draft, "tasks": more}).invented > whole.invented


@each_plan
def test_the_word_file_is_what_its_data_builds(plan, tmp_path):
    fresh = build.write_word(plan, tmp_path)
    assert _parts(fresh) == _parts(HERE / fresh.name)
    label = json.dumps(plan.labels(), ensure_ascii=False, indent=1) + "\n"
    assert (HERE / f"{plan.name}.json").read_text(encoding="utf-8") == label


def _parts(path):
    """The parts of a Word file by name: the archive itself also keeps the hour of writing."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@each_plan
def test_the_pdf_is_what_libreoffice_makes_of_the_word_file(plan, tmp_path):
    fresh = build.print_pdf(build.write_word(plan, tmp_path), tmp_path)
    assert _tasks(fresh) == _tasks(HERE / fresh.name)


def _tasks(path):
    return [(t["code"], t["text"], t["lead"], t["time"]) for t in plans.drafted(path)["tasks"]]
