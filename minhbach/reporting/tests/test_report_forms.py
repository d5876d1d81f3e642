"""Forms of the authority's own: built step by step; what a regime uses keeps its edition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.reporting.core.answers import Answer
from minhbach.reporting.core.building import (
    FormFault,
    NewQuestion,
    moved,
    question_faults,
    section_moved,
    with_question,
    with_section,
    without_question,
    without_section,
)
from minhbach.reporting.core.forms import Form, PartKind, standard_form
from minhbach.reporting.models import ReportTemplate, RoutinePhrase
from minhbach.reporting.queries import form_of, own_report_page, routine_phrases
from minhbach.reporting.services import reports, templates
from minhbach.reporting.tests.report_scene import Scene, make_scene
from minhbach.shared.verbs import NotAllowed, Refused
from tests.cast import TODAY

NUMBER = NewQuestion(PartKind.NUMBER, "Số văn bản đã đăng", unit="văn bản")
steps = st.lists(
    st.tuples(st.sampled_from(["section", "add", "up", "down", "drop", "turn"]), st.integers(0, 9))
)


@given(steps)
def test_no_step_makes_two_questions_of_one_key(done: list[tuple[str, int]]) -> None:
    form = with_section(Form("Mẫu", ()), "Phần một")
    for verb, at in done:
        keys = [one.key for one in form.questions]
        key = keys[at % len(keys)] if keys else ""
        form = {
            "section": lambda form=form: with_section(form, "Phần"),
            "add": lambda form=form, at=at: with_question(form, at % len(form.sections), NUMBER),
            "up": lambda form=form, key=key: moved(form, key, -1),
            "down": lambda form=form, key=key: moved(form, key, 1),
            "drop": lambda form=form, key=key: without_question(form, key),
            "turn": lambda form=form, at=at: section_moved(form, at % len(form.sections), 1),
        }[verb]()
    keys = [one.key for one in form.questions]
    assert len(keys) == len(set(keys))


def test_a_moved_question_changes_its_place_and_nothing_else() -> None:
    form = with_question(with_question(with_section(Form("Mẫu", ()), "Phần"), 0, NUMBER), 0, NUMBER)
    assert [one.key for one in moved(form, "p2", -1).questions] == ["p2", "p1"]
    assert moved(form, "p1", -1) == form
    assert without_section(form, 0).questions == ()


def test_a_part_without_what_it_needs_is_named() -> None:
    form = standard_form()
    found = dict(question_faults(form, 0, NewQuestion(PartKind.CHOICE, " ")))
    assert found == {"label": FormFault.NO_LABEL, "options": FormFault.NO_LIST}
    assert dict(question_faults(form, 9, NewQuestion(PartKind.DUTIES, "Nhiệm vụ"))) == {
        "section": FormFault.NO_SECTION, "kind": FormFault.TWICE,
    }  # fmt: skip


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def test_a_form_that_a_regime_uses_keeps_its_edition(scene: Scene) -> None:
    form = templates.make_template(scene.focal, "Mẫu của Sở")
    form = templates.add_question(scene.focal, form, 1, NUMBER, form.version)
    assert form.edition == 1
    templates.use_template(scene.focal, scene.regime, form)
    after = templates.add_question(scene.focal, form, 1, NUMBER, form.version)
    assert (after.edition, after.follows_id) == (2, form.pk)
    assert len(form_of(scene.finance).questions) == len(
        ReportTemplate.objects.get(pk=form.pk).as_form().questions
    )


def test_a_report_under_way_takes_the_new_form_and_loses_no_word(scene: Scene) -> None:
    reports.save_report(
        scene.officer, scene.finance, {"q-proposals": Answer(text="Cấp máy chủ")}, 0, today=TODAY
    )
    form = templates.make_template(scene.focal, "Mẫu ngắn", blank=True)
    form = templates.change_template(
        scene.focal, form, lambda now: with_section(now, "Số liệu"), form.version
    )
    form = templates.add_question(scene.focal, form, 0, NUMBER, form.version)
    templates.use_template(scene.focal, scene.regime, form)
    page = own_report_page(scene.officer, scene.finance.pk, TODAY)
    assert [(one.key, one.is_gone) for one in page.sheet.fields][-1] == ("q-proposals", True)
    assert page.sheet.named("q-p1") is not None
    assert page.answers["q-proposals"].text == "Cấp máy chủ"


def test_two_who_change_one_form_do_not_overwrite_each_other(scene: Scene) -> None:
    form = templates.make_template(scene.focal, "Mẫu")
    templates.add_question(scene.focal, form, 0, NUMBER, form.version)
    with pytest.raises(Refused):
        templates.add_question(scene.focal, form, 0, NUMBER, form.version)


def test_an_empty_form_is_not_asked_of_anybody_and_a_unit_designs_none(scene: Scene) -> None:
    form = templates.make_template(scene.focal, "Mẫu trống", blank=True)
    with pytest.raises(Refused):
        templates.use_template(scene.focal, scene.regime, form)
    with pytest.raises(NotAllowed):
        templates.make_template(scene.officer, "Mẫu của tôi")


def test_the_list_of_routine_phrases_can_be_replaced_and_given_back(scene: Scene) -> None:
    assert templates.set_routine_phrases(scene.focal, "rất cố gắng\n\n rất  cố gắng \nphấn đấu") == 2
    assert set(routine_phrases()) == {"rất cố gắng", "phấn đấu"}
    templates.set_routine_phrases(scene.focal, "")
    assert not RoutinePhrase.objects.exists() and "đúng quy định" in routine_phrases()


def test_the_nine_items_of_a_plan_are_the_form_of_its_regime(scene: Scene) -> None:
    scene.regime.template_items = [
        {"no": n, "item": f"Nội dung {n}", "note": "Nếu có" if n == 4 else None} for n in range(1, 10)
    ]
    scene.regime.save()
    page = own_report_page(scene.officer, scene.finance.pk, TODAY)
    assert [one.code for one in page.sheet.in_section(0)] == [str(n) for n in range(1, 10)]
    assert page.sheet.named("q-item-4").help == "Nếu có"
