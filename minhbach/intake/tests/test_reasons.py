"""Every doubt of the reader has words for the official, and stands in docs/doubts.md."""

import re
from pathlib import Path

from minhbach.intake.core.opening import ASKED_BY_THE_DIRECTORY
from minhbach.intake.queries.reasons import REASONS

ROOT = Path(__file__).resolve().parents[3]
_MADE = re.compile(
    r"(?:Doubt\(\s*[^()]*?|doubts=\([^()]*?|doubts\.add\(|found\.add\(|\"reason\": )\"([a-z]+(?:_[a-z]+)+)\""
)


def table():
    text = (ROOT / "docs" / "doubts.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(\w+)` \|", text, re.M))


def made_by_the_reader():
    folder = ROOT / "minhbach" / "reading"
    sources = (p for p in folder.rglob("*.py") if "tests" not in p.parts)
    return {code for path in sources for code in _MADE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_of_the_table_has_words_for_the_official():
    assert table() - ASKED_BY_THE_DIRECTORY == set(REASONS)


def test_the_reader_makes_no_doubt_that_the_table_does_not_explain():
    made = made_by_the_reader()
    assert {"two_dates", "lead_missing", "name_runs_on", "geometry_weak", "not_found"} <= made
    assert made <= table()
