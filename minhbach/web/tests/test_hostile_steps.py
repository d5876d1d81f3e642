"""Whatever a form of the review sends, the step is taken or refused with a sentence: nothing breaks, and
nothing is kept that is no part of the draft."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from minhbach.intake.models import Draft
from minhbach.web.tests.intake_scene import answers, step, text_of, typed_all

pytestmark = pytest.mark.django_db
VALUES = ("1" * 5000 + "\x00",)  # what int() refuses with what PostgreSQL does not keep
# verb -> what a form sends with it; each is then spoilt. t2: a row that the draft has.
FORMS: dict[str, dict[str, str]] = {
    "edit": {
        "row": "t2", "f.text": "Việc khác", "f.lead": "Sở Y tế", "f.time.due": "", "f.code": "1",
        "f.time.kind": "none", "f.__class__": "", "f.time.x": "",
    },
    "add": {"list": "tasks", "row": "t2", "f.text": "Việc thêm", "f.lead": "Sở Y tế"},
    "split": {"row": "t2", "parts": "một\nhai"},
    "merge": {"row": "t9"},
    "remove": {"row": "t9"},
    "move": {"row": "t3", "step": "1"},
    "accept_row": {"row": "t3", "\x00": "x"},
    "reopen_row": {"row": "t3"},
    "accept_doubt": {"doubt": "0", "choice": "x"},
    "take_unread": {"unread": "u1", "list": "tasks"},
    "join_unread": {"unread": "u2", "row": "t3"},
    "leave_unread": {"unread": "u3"},
    "settle_slip": {"slip": "0", "choice": "fix"},
    "answer": {"title": "Tên", "parent_plan": "1"},
    "resolve_found": {"phrases": "sở y tế"},
    "accept_sure": {"rows": "t3"},
    "nothing": {"row": "t3"},
    "": {"toggle": "t3", "option": "keep:", "doubt": "0", "phrase": "sở y tế", "slip": "0", "unread": "u1"},
    "resolve": {"option": "unit:1", "phrase": "sở y tế"},
}  # fmt: skip


def spoilt(name: str) -> list[str]:
    heads = ("unit:", "group:", "take:", "") if name == "option" else ("",)
    return [head + value for head in heads for value in VALUES]


def test_no_value_of_a_step_breaks_the_page(focal: Client, draft: Draft) -> None:
    focal.raise_request_exception = False
    broken = []
    for verb, form in FORMS.items():
        for name, value in ((name, value) for name in form for value in spoilt(name)):
            sent = form | {name: value} | ({"verb": verb} if verb else {})
            if step(focal, draft, **sent).status_code >= 500:
                broken.append(f"{verb} {name}={value[:12]!r}")
    for page in ("intake_draft", "intake_units", "intake_paper", "intake_rehearsal"):
        if focal.get(reverse(page, args=[draft.pk])).status_code >= 500:
            broken.append(page)
    assert not broken, "\n".join(broken)


def test_a_number_that_nobody_can_mean_is_refused_on_an_old_page_too(focal: Client, draft: Draft) -> None:
    old = draft.revision
    step(focal, draft, verb="accept_row", row="t3")
    for verb, name in (("accept_doubt", "doubt"), ("settle_slip", "slip")):
        sent = {"verb": verb, name: "1" * 5000, "choice": "leave", "revision": old}
        assert focal.post(reverse("intake_step", args=[draft.pk]), sent).status_code == 200


def test_a_unit_that_is_not_in_the_directory_is_not_chosen(focal: Client, draft: Draft) -> None:
    address = reverse("intake_units", args=[draft.pk])
    phrase = next(iter(focal.get(address).context["lines"])).key
    for option in ("unit:" + "9" * 18, "group:" + "9" * 18):
        step(focal, draft, phrase=phrase, option=option)
        draft.refresh_from_db()
        assert draft.resolutions == {}
    Draft.objects.filter(pk=draft.pk).update(resolutions={phrase: {"choice": "unit", "ids": [10**17]}})
    assert focal.get(address).status_code == 200  # it went since: asked about again


def test_only_phrases_of_the_draft_are_resolved(focal: Client, draft: Draft) -> None:
    step(focal, draft, phrase="không có trong dự thảo", option="open")
    step(focal, draft, verb="resolve_found", phrases="cũng không có\nvà cụm này")
    draft.refresh_from_db()
    assert draft.resolutions == {}


def test_words_of_a_step_are_shown_as_words(focal: Client, draft: Draft) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    step(focal, draft, **typed_all(draft, 0, **{"f.text": evil, "f.lead": evil, "f.product": evil}))
    for page in ("intake_draft", "intake_units", "intake_rehearsal"):
        shown = text_of(focal.get(reverse(page, args=[draft.pk]) + "?xem=nhiem-vu"))
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


@pytest.mark.parametrize("field", ["f.code", "f.section", "f.task", "f.objective", "f.lead", "f.time_raw"])
def test_a_field_as_long_as_a_step_takes_it_can_be_adopted(focal: Client, draft: Draft, field: str) -> None:
    step(focal, draft, **typed_all(draft, 0, **{field: "Sở " + "ă" * 15_000}))
    draft.refresh_from_db()
    focal.post(reverse("intake_paper", args=[draft.pk]), answers(draft))
    draft.refresh_from_db()
    focal.raise_request_exception = False
    assert focal.post(reverse("intake_adopt", args=[draft.pk])).status_code < 500


def test_a_dropped_draft_keeps_no_words_of_its_paper(focal: Client, draft: Draft) -> None:
    words = draft.data["tasks"][0]["text"]
    Draft.objects.filter(pk=draft.pk).update(
        rereading={"state": "read", "part": {"tasks": [{"text": words}]}}
    )
    focal.post(reverse("intake_drop", args=[draft.pk]))
    gone = Draft.objects.filter(pk=draft.pk).values().get()
    assert words not in json.dumps(gone, default=str, ensure_ascii=False)


def test_table_forms_take_whatever_comes(focal: Client, draft: Draft) -> None:
    focal.raise_request_exception = False
    at = next(n for n, block in enumerate(draft.blocks) if block["kind"] == "table")
    for value in VALUES:
        address = reverse("intake_table", args=[draft.pk, at])
        assert focal.post(address, {"header": value, "cot-0": value}).status_code < 500
        for name in ("intake_undo", "intake_redo", "intake_relate"):
            sent = {"revision": value, "choose": f"amends:{value}", "relation": value, "plan": value}
            assert focal.post(reverse(name, args=[draft.pk]), sent).status_code < 500, (name, value[:9])
        take = reverse("intake_table_take", args=[draft.pk, at])
        assert focal.post(take, {"revision": value}).status_code < 500
