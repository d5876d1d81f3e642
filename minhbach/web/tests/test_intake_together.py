"""Two officers at one draft: nothing that one of them typed is lost without a word."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.intake.models import Draft, DraftState
from minhbach.organisation.actor import Actor
from minhbach.plans import services as plans
from minhbach.plans.core.new_plan import NewPlan
from minhbach.plans.models import Plan
from minhbach.web.tests.intake_scene import (
    SAMPLE,
    answers,
    signed_in,
    step,
    text_of,
    typed_all,
)

pytestmark = pytest.mark.django_db


def test_two_who_change_the_same_field_lose_nothing_silently(focal: Client, draft: Draft) -> None:
    key = draft.data["tasks"][0]["key"]
    step(focal, draft, verb="edit", row=key, **{"f.product": "Của người trước"})
    form = {
        "verb": "edit",
        "row": key,
        "dong": key,
        "viec": "sua",
        "xem": "nhiem-vu",
        "f.product": "Của người sau",
    }
    response = focal.post(reverse("intake_step", args=[draft.pk]), {"revision": 0, **form})
    page = text_of(response)
    assert "vừa sửa đúng chỗ này lúc" in page
    assert "Của người sau" in page
    assert "Đang lưu: “Của người trước”" in page
    draft.refresh_from_db()
    assert draft.data["tasks"][0]["product"] == "Của người trước"


def test_two_who_change_different_fields_or_rows_both_have_their_way(focal: Client, draft: Draft) -> None:
    first = typed_all(draft, 0, **{"f.product": "Báo cáo rà soát"})
    second = typed_all(draft, 0, **{"f.lead": "Sở Y tế"})
    other = typed_all(draft, 1, **{"f.product": "Danh mục"})
    for form in (first, second, other):  # three pages that were opened together
        answer = focal.post(reverse("intake_step", args=[draft.pk]), {"revision": 0, **form})
        assert answer.status_code == 302
    draft.refresh_from_db()
    row, next_row = draft.data["tasks"][:2]
    assert (row["product"], row["lead"], next_row["product"]) == ("Báo cáo rà soát", ["Sở Y tế"], "Danh mục")
    assert draft.revision == 3


def test_an_edit_of_a_row_that_somebody_removed_keeps_its_words_on_the_page(
    focal: Client, draft: Draft
) -> None:
    form = typed_all(draft, 0, **{"f.product": "Sản phẩm của người sau"})
    step(focal, draft, verb="remove", row=form["row"])
    page = text_of(focal.post(reverse("intake_step", args=[draft.pk]), {"revision": 0, **form}))
    assert "không còn trong dự thảo" in page
    assert "Sản phẩm của người sau" in page
    assert 'value="add"' in page


def test_a_step_that_one_has_not_seen_is_not_taken_back(focal: Client, draft: Draft) -> None:
    step(focal, draft, verb="edit", row=draft.data["tasks"][0]["key"], **{"f.product": "Của người trước"})
    page = text_of(focal.post(reverse("intake_undo", args=[draft.pk]), {"revision": 0}, follow=True))
    assert "vừa sửa đúng chỗ này" in page
    draft.refresh_from_db()
    assert draft.data["tasks"][0]["product"] == "Của người trước"
    page = text_of(focal.post(reverse("intake_undo", args=[draft.pk]), {"revision": 1}, follow=True))
    assert "Đã hoàn tác “Sửa dòng” của" in page


def test_answers_about_the_paper_are_not_written_over(focal: Client, draft: Draft) -> None:
    first = answers(draft) | {"number": "12/KH-UBND"}
    second = answers(draft) | {"number": "13/KH-UBND", "signer": "Hoàng Văn Lâm"}
    assert focal.post(reverse("intake_paper", args=[draft.pk]), first).status_code == 302
    page = text_of(focal.post(reverse("intake_paper", args=[draft.pk]), second))
    assert "Đang lưu: “12/KH-UBND”" in page
    assert "13/KH-UBND" in page
    draft.refresh_from_db()
    assert draft.answers["number"] == "12/KH-UBND"


def test_two_who_adopt_the_same_paper_at_once_make_one_plan(
    focal: Client, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other's plan is written between our look and our own writing."""
    focal.post(reverse("intake_paper", args=[draft.pk]), answers(draft))
    create = plans.create_plan

    def second(actor: Actor, new: NewPlan) -> Plan:
        create(actor, new)
        return create(actor, new)

    monkeypatch.setattr(plans, "create_plan", second)
    assert "đã có trong hệ thống" in text_of(focal.post(reverse("intake_adopt", args=[draft.pk])))
    monkeypatch.undo()
    focal.post(reverse("intake_adopt", args=[draft.pk]))
    draft.refresh_from_db()
    assert Plan.objects.filter(number="12/KH-UBND").count() == 1 and draft.plan_id


def test_a_file_sent_twice_by_the_same_person_makes_one_draft(focal: Client, draft: Draft) -> None:
    file = SimpleUploadedFile("ten khac.docx", SAMPLE.read_bytes())
    answer = focal.post(reverse("intake_upload"), {"file": file}, follow=True)
    assert Draft.objects.count() == 1
    assert answer.redirect_chain[0][0] == reverse("intake_progress", args=[draft.pk])
    assert "Bạn đã tải tệp này lên" in text_of(answer)


def test_a_file_of_a_dropped_draft_or_of_somebody_else_is_read_again(focal: Client, draft: Draft) -> None:
    sha = draft.stored.sha256
    signed_in("thuky").post(reverse("intake_upload"), {"file": SimpleUploadedFile("a", SAMPLE.read_bytes())})
    assert Draft.objects.filter(stored__sha256=sha).count() == 2
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.DROPPED)
    focal.post(reverse("intake_upload"), {"file": SimpleUploadedFile("b", SAMPLE.read_bytes())})
    assert Draft.objects.filter(stored__sha256=sha, state=DraftState.READING).count() == 2
