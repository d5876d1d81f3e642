"""Small documents, one a layout: each says why it is here, what it holds and what must be read from it."""

import json
from pathlib import Path

import pytest

from minhbach.reading.draft import draft_of
from minhbach.reading.open import open_document
from minhbach.reading.tests.papers import cell, para, row, run, table, word
from minhbach.reading.tests.scoring import score

HERE = Path(__file__).resolve().parent / "documents"
CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.json"))}


def as_word(document):
    """A Word file: strings are paragraphs; in a table "^" is merged with above, "<" with the left."""
    return word(*(_block(block) for block in document))


def _block(block):
    if isinstance(block, str):
        return para(block)
    if "bold" in block:
        return para(run(block["bold"], bold=True), props='<w:jc w:val="center"/>')
    return table(*(row(*_cells(block["table"], at)) for at in range(len(block["table"]))))


def _cells(rows, at):
    for column, said in enumerate(rows[at]):
        if said == "<":
            continue
        behind = rows[at][column + 1 :]
        span = 1 + next((n for n, other in enumerate(behind) if other != "<"), len(behind))
        goes_on = at + 1 < len(rows) and rows[at + 1][column] == "^"
        merge = "<w:vMerge/>" if said == "^" else '<w:vMerge w:val="restart"/>' if goes_on else ""
        props = (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "") + merge
        lines = [""] if said == "^" else [said] if isinstance(said, str) else said
        yield cell("".join(map(para, lines)), props)


def as_text(document):
    """Plain text, one paragraph a line."""
    return "\n\n".join(b if isinstance(b, str) else b["bold"] for b in document).encode()


FORMS = {"docx": as_word, "txt": as_text}


@pytest.mark.parametrize(("name", "form"), [(n, form) for n, case in CASES.items() for form in case["forms"]])
def test_a_small_document_is_read_as_it_says(name, form):
    case = CASES[name]
    draft = draft_of(open_document(FORMS[form](case["document"])))
    found = score(case["expected"], draft)
    assert found.hit, "nothing was compared"
    assert not found.wrong, f"{case['why']}\n{found.report()}"


@pytest.mark.parametrize("name", CASES)
def test_a_small_document_says_why_it_is_here(name):
    assert len(CASES[name]["why"]) > 40
