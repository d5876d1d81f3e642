"""Small documents, one a layout: each says why it is here, what it holds and what must be read from it."""

import json
from pathlib import Path

import pytest

from minhbach.reading.draft import draft_of
from minhbach.reading.open import open_document
from minhbach.reading.tests.renderings import FORMS
from minhbach.reading.tests.scoring import score

HERE = Path(__file__).resolve().parent / "documents"
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))}


@pytest.mark.parametrize(("name", "form"), [(n, form) for n, case in CASES.items() for form in case["forms"]])
def test_a_small_document_is_read_as_it_says(name, form):
    case = CASES[name]
    draft = draft_of(open_document(FORMS[form](case["document"])))
    found = score(case["expected"], draft)
    assert found.hit or not case["expected"].get("tasks", True), "nothing was compared"
    assert not found.wrong, f"{case['why']}\n{found.report()}"
    for path in case.get("doubts", {}).get(form, ()):
        assert path in {d["path"] for d in draft["doubts"]}, f"no doubt at {path}"


@pytest.mark.parametrize("name", CASES)
def test_a_small_document_says_why_it_is_here(name):
    assert len(CASES[name]["why"]) > 40
