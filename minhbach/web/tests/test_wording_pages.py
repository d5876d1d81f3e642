"""Cách gọi đã ghi nhớ: what a review taught, seen, taken back, set right and added, by links and forms."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from minhbach.intake import services
from minhbach.intake.models import Draft, Wording, WordingState
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit, UnitGroup
from minhbach.web.tests.intake_scene import answers, signed_in, text_of, uploaded

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/cach-goi/"
QUERIES = 20


def health() -> Unit:
    return Unit.objects.get(name="Sở Y tế")


def kept(text: str = "Mai Vàng", **meaning: object) -> Wording:
    return services.add_wording(Actor.system(), "body", text, meaning or {"unit": health().pk})


def with_lead(draft: Draft, *names: str) -> None:
    tasks = [row | {"lead": [name]} for row, name in zip(draft.data["tasks"], names, strict=False)]
    rest = draft.data["tasks"][len(names) :]
    Draft.objects.filter(pk=draft.pk).update(data=draft.data | {"tasks": tasks + rest})
    draft.refresh_from_db()


def test_a_phrase_resolved_in_one_review_is_resolved_by_itself_in_the_next_and_says_since_when(
    focal: Client, draft: Draft
) -> None:
    with_lead(draft, "Mai Vàng")
    form = {"revision": draft.revision, "phrase": "mai vàng", "option": "pick", "unit": [health().pk]}
    focal.post(reverse("intake_units", args=[draft.pk]), form)
    draft.refresh_from_db()
    focal.post(reverse("intake_paper", args=[draft.pk]), answers(draft))
    focal.post(reverse("intake_adopt", args=[draft.pk]))
    listed = text_of(focal.get(LIST))
    assert "Mai Vàng" in listed
    assert "12/KH-UBND" in listed
    again = uploaded(focal)
    services.read(again.pk)
    again.refresh_from_db()
    with_lead(again, "Mai Vàng")
    page = text_of(focal.get(reverse("intake_units", args=[again.pk])))
    assert "theo lần xác nhận ngày" in page
    assert "văn bản 12/KH-UBND" in page
    assert "Chọn lại" in page
    focal.post(reverse("admin_wording_verb", args=[Wording.objects.get().pk, "thoi-nho"]))
    assert "theo lần xác nhận" not in text_of(focal.get(reverse("intake_units", args=[again.pk])))


def test_what_is_only_offered_stands_first_among_the_choices_and_is_not_ticked(
    focal: Client, draft: Draft
) -> None:
    row = kept()
    Wording.objects.filter(pk=row.pk).update(state=WordingState.OFFERED, reason="differs")
    with_lead(draft, "Mai Vàng")
    page = text_of(focal.get(reverse("intake_draft", args=[draft.pk])))
    offered = re.findall(r'name="option" value="([^"]*)"( checked)?', page)
    assert offered[0] == (f"unit:{health().pk}", "")
    assert "Như lần trước: Sở Y tế" in page


def test_taking_back_offers_the_way_back_at_once(focal: Client) -> None:
    row = kept()
    response = focal.post(reverse("admin_wording_verb", args=[row.pk, "thoi-nho"]), follow=True)
    assert "Đã thôi nhớ “Mai Vàng”" in text_of(response)
    assert reverse("admin_wording_verb", args=[row.pk, "nho-lai"]) in text_of(response)
    focal.post(reverse("admin_wording_verb", args=[row.pk, "nho-lai"]))
    row.refresh_from_db()
    assert row.state == WordingState.IN_USE


def test_another_meaning_is_set_by_hand_and_the_old_one_is_history(focal: Client) -> None:
    row = kept()
    group = UnitGroup.objects.first()
    page = focal.post(reverse("admin_wording", args=[row.pk]), {"group": group.pk}, follow=True)
    assert f"Nhóm: {group.name}" in text_of(page)
    assert "Đã thay" in text_of(page)
    now = Wording.objects.get(state=WordingState.IN_USE)
    wrong = focal.post(reverse("admin_wording", args=[now.pk]), {"group": group.pk, "units": [health().pk]})
    assert "đúng một đơn vị hoặc một nhóm" in text_of(wrong)


def test_a_wording_is_added_by_hand_or_refused_beside_its_field(focal: Client) -> None:
    add = reverse("admin_new_wording", args=["don-vi"])
    focal.post(add, {"text": "CA tỉnh nhà", "units": [health().pk]})
    assert Wording.objects.get().text == "CA tỉnh nhà"
    again = text_of(focal.post(add, {"text": "ca  tỉnh nhà", "units": [health().pk]}))
    assert "đã được ghi nhớ" in again
    column = reverse("admin_new_wording", args=["cot"])
    assert "đã hiểu tiêu đề này" in text_of(focal.post(column, {"text": "Thời hạn", "role": "lead"}))
    assert focal.post(column, {"text": "Ai lo", "role": "lead"}).status_code == 302


def test_the_list_is_searched_without_accents_filtered_counted_and_taken_as_excel(focal: Client) -> None:
    kept(), kept("Hoa Ban")
    services.add_wording(Actor.system(), "column", "Ai lo", {"role": "lead"})
    page = text_of(focal.get(LIST, {"q": "mai vang"}))
    assert ("Mai Vàng" in page, "Hoa Ban" in page, "1 cách gọi" in page) == (True, False, True)
    columns = text_of(focal.get(LIST, {"loai": "cot"}))
    assert ("Ai lo" in columns, "Hoa Ban" in columns) == (True, False)
    assert "Không cách gọi nào khớp" in text_of(focal.get(LIST, {"trang-thai": "taken_back"}))
    book = openpyxl.load_workbook(BytesIO(focal.get(LIST + "excel/", {"q": "hoa"}).content))
    words = [cell.value for row in book.active.iter_rows() for cell in row]
    assert ("Hoa Ban" in words, "Mai Vàng" in words) == (True, False)


def test_the_list_comes_a_page_at_a_time_with_as_many_queries_whatever_its_length(
    focal: Client, django_assert_num_queries: object
) -> None:
    pk = health().pk
    Wording.objects.bulk_create(
        Wording(kind="body", key=f"hoa {n}", text=f"Hoa {n:03}", folded=f"hoa {n:03}", meaning={"unit": pk})
        for n in range(130)
    )
    seen: list[str] = []
    address = ""
    for _page in range(3):
        with django_assert_num_queries(QUERIES):
            page = text_of(focal.get(LIST + address))
        seen += re.findall(r"Hoa (\d{3})</a>", page)
        following = re.search(r'href="(\?[^"]+)" rel="next"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == [f"{n:03}" for n in reversed(range(130))]
    assert address == ""


def test_only_who_brings_plans_in_sees_what_is_remembered(focal: Client) -> None:
    for login, answer in (("canbo.sxd", 403), ("lanhdao", 403), ("thuky", 200), ("quantri", 200)):
        assert signed_in(login).get(LIST).status_code == answer
    row = kept()
    secretary = signed_in("thuky")
    assert "Thôi nhớ" not in text_of(secretary.get(LIST))
    assert secretary.post(reverse("admin_wording_verb", args=[row.pk, "thoi-nho"])).status_code == 403


def test_the_list_that_goes_out_has_the_day_of_the_authority_s_clock(focal: Client) -> None:
    Wording.objects.filter(pk=kept().pk).update(made_at=datetime(2026, 3, 3, 20, 0, tzinfo=UTC))
    sheet = openpyxl.load_workbook(BytesIO(focal.get(LIST + "excel/").content)).active
    assert "04/03/2026" in [cell.value for row in sheet for cell in row]
