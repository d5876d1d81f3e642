"""A small dose of the own corpus; all of it is read by benchmarks/measure_corpus.py."""

import unicodedata
from collections import Counter

import pytest

from minhbach.reading.tests.corpus import figures, layouts, worth
from minhbach.reading.tests.corpus.catalogue import NO_FAULT, PICTURED, Form, documents
from minhbach.reading.tests.corpus.forms.flow import fonts_found
from minhbach.reading.tests.corpus.paper import Line
from minhbach.reading.tests.corpus.printing import all_printed, printed
from minhbach.reading.tests.corpus.reading import read_all

SEEN = [d for d in documents() if not d.held]


def dose(form):
    """Of every seen layout one document in this form, with a fault in every second."""
    chosen = {}
    for at, document in enumerate(d for d in SEEN if d.form is form):
        if document.layout not in chosen or (document.fault != NO_FAULT and at % 2):
            chosen[document.layout] = document
    return list(chosen.values())


def figures_of(form):
    chosen = dose(form)
    outcomes, refused = read_all(chosen, all_printed(chosen))
    assert not refused
    return figures.added(outcomes)


@pytest.mark.parametrize(
    ("form", "floors"),
    [
        (Form.WORD, {"f1": 0.96, "row_right": 0.88}),
        (Form.EXPORT, {"f1": 0.95, "row_right": 0.85}),
    ],
)
def test_the_own_corpus_is_read_as_its_labels_say(form, floors):
    if form is Form.EXPORT and not fonts_found():
        pytest.skip("the fonts of a paper are not installed")
    found = figures_of(form)
    for name, floor in floors.items():
        assert getattr(found, name) >= floor, (name, found.line())


def test_the_corpus_has_every_layout_form_and_fault():
    made = documents()
    assert len(made) >= 200
    assert len({d.name + str(d.held) for d in made}) == len(made)
    assert {d.layout for d in made} == {*layouts.SEEN, *layouts.HELD}
    assert {d.form for d in made} == set(Form)
    held = Counter(d.held for d in made)
    assert held[True] >= len(made) / 3


def test_a_layout_is_seen_or_held_out_and_shows_so_in_each_of_its_documents():
    assert not layouts.SEEN.keys() & layouts.HELD.keys()
    assert not {d.layout for d in SEEN} & layouts.HELD.keys()
    assert all(d.held for d in documents() if d.layout in layouts.HELD)
    for layout in layouts.HELD:
        forms = Counter(d.form for d in documents() if d.layout == layout and d.form not in PICTURED)
        assert forms.keys() == set(Form) - PICTURED
        assert sum(forms.values()) == 17


@pytest.mark.parametrize("layout", [*layouts.SEEN, *layouts.HELD])
def test_what_a_label_says_stands_on_its_paper(layout):
    for document in (d for d in documents() if d.layout == layout and d.form is Form.WORD):
        paper, label = document.case.paper, document.case.label
        said = " ".join(words_of([*paper.blocks, *paper.annexes]))
        said = unicodedata.normalize("NFC", said).replace("\N{SOFT HYPHEN}", "")
        said = " ".join(said.replace(" ,", ",").split())
        for task in label["tasks"]:
            assert task["text"] in said, (document.name, task["text"])
            assert all(body in said for body in task["lead"]), (document.name, task["lead"])


def words_of(blocks):
    """Every text of a paper; a number of its own counts as set by the program."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (box.text for row in block.rows for box in row if box)


def test_the_corpus_is_the_same_every_time():
    document = dose(Form.WORD)[0]
    again = next(d for d in documents() if d.name == document.name)
    assert printed(document) == printed(again)
    assert document.case.label == again.case.label


def test_another_edition_says_other_things_in_the_same_layouts():
    first, second = documents(), documents(1)
    assert {d.layout for d in second} == {d.layout for d in first}
    assert not {d.name for d in first} & {d.name for d in second}
    texts = [{t["text"] for d in some for t in d.case.label["tasks"]} for some in (first[:20], second[:20])]
    assert texts[0] != texts[1]


def test_a_wrong_value_that_nobody_doubted_says_how_it_went_wrong():
    from minhbach.reading.tests.scoring import Difference, Score

    wrong = [
        Difference("tasks[2].lead", ["Sở Y tế"], ["Sở Y tế tổ chức"], False),
        Difference("lost.tasks[1].text", "Dọn kênh", None, False),
        Difference("tasks[4].lead", ["Sở Y tế"], [], True),
    ]
    found = worth.silent_classes([figures.Outcome("x", {"form": "text"}, Score(wrong=wrong))])
    assert found == [("text", "tasks.lead", "too much", 1, 1), ("text", "tasks.text", "row lost", 1, 1)]


def test_wilsons_interval_is_wide_for_few_and_narrow_for_many():
    few, many = worth.wilson(9, 10), worth.wilson(900, 1000)
    assert few[0] < 0.6 < 0.87 < many[0] < 0.9 < many[1] < 0.92


def test_values_that_go_wrong_together_widen_the_interval():
    from minhbach.reading.tests.scoring import Difference, Score

    def one(name, doubted):
        return figures.Outcome(name, {}, Score(wrong=[Difference("tasks[0].text", 1, 2, doubted)] * 20))

    found = worth.wrong_with_a_doubt([one(n, True) for n in range(9)] + [one(9, False)])
    assert found.value == 0.9
    assert found.drawn[0] < found.wilson[0]
