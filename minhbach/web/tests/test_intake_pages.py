"""Bringing a plan in through the pages: by links and forms alone, as without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minhbach.intake import services
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.queries import file_forms
from minhbach.intake.queries.questions import phrase_id
from minhbach.intake.services import uploading
from minhbach.plans.models import Plan, SecrecyAlarm
from minhbach.reading.limits import DEFAULT
from minhbach.reading.refusals import too_slow
from minhbach.shared import delivery, worker
from minhbach.shared.models import Job, StoredFile
from minhbach.web.tests.intake_scene import (
    answers,
    signed_in,
    step,
    text_of,
    uploaded,
)

pytestmark = pytest.mark.django_db


def test_a_file_is_read_by_a_job_and_the_page_tells_how_far(focal: Client) -> None:
    draft = uploaded(focal)
    job = Job.objects.get(key=f"read:{draft.pk}")
    page = text_of(focal.get(reverse("intake_progress", args=[draft.pk])))
    assert "Dừng" in page
    assert 'hx-trigger="every 1s"' in page
    services.read(draft.pk)
    services.read(draft.pk)  # delivered twice
    done = focal.get(reverse("intake_progress", args=[draft.pk]))
    assert done["Location"] == reverse("intake_draft", args=[draft.pk])
    assert job.args == {"draft_id": draft.pk}


def test_the_place_for_a_file_says_what_this_machine_reads(
    focal: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for installed, said, ending in (
        (False, "PDF có lớp chữ", '.docx,.xlsx,.pdf,.txt,.md"'),
        (True, "kể cả bản quét", ".rtf,.png"),
    ):
        monkeypatch.setattr(file_forms, "reads_old_forms", lambda found=installed: found)
        monkeypatch.setattr(file_forms, "reads_pictures", lambda found=installed: found)
        page = text_of(focal.get(reverse("intake")))
        assert said in page
        assert ending in page


def test_a_reading_cut_by_a_kill_of_the_worker_is_done_by_the_next_one(focal: Client) -> None:
    draft = uploaded(focal)
    taken = delivery.claim("worker that is killed", timezone.now())
    assert taken is not None
    assert worker.drain() == 0  # its lease still runs
    Job.objects.filter(pk=taken.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    page = text_of(focal.get(reverse("intake_progress", args=[draft.pk])))
    assert "Đang đọc văn bản" in page
    assert worker.drain() == 1
    draft.refresh_from_db()
    assert (draft.state, Draft.objects.count()) == (DraftState.REVIEW, 1)


def test_an_opening_that_holds_no_task_is_looked_at_as_one(focal: Client, draft: Draft) -> None:
    here = reverse("intake_draft", args=[draft.pk])
    page = text_of(focal.get(here, {"xem": "chua-doc"}))
    stretch = re.search(r'value="(stretch:[u\d ]+)"', page)
    assert stretch, "the sample begins with several paragraphs that are no task"
    keys = stretch[1].removeprefix("stretch:").split()
    step(focal, draft, unread=keys[0], option=stretch[1], xem="chua-doc")
    draft.refresh_from_db()
    assert {item["key"] for item in draft.data["unread"] if item.get("settled")} == set(keys)


def test_a_draft_is_found_again_by_another_browser_with_every_step(focal: Client, draft: Draft) -> None:
    key = draft.data["tasks"][0]["key"]
    step(focal, draft, verb="edit", row=key, **{"f.product": "Sổ theo dõi riêng"})
    again = signed_in("daumoi")
    listed = text_of(again.get(reverse("intake")))
    assert reverse("intake_draft", args=[draft.pk]) in listed
    opened = again.get(
        reverse("intake_draft", args=[draft.pk]), {"xem": "nhiem-vu", "dong": key, "viec": "sua"}
    )
    assert "Sổ theo dõi riêng" in text_of(opened)
    draft.refresh_from_db()
    again.post(reverse("intake_undo", args=[draft.pk]), {"revision": draft.revision})
    draft.refresh_from_db()
    assert draft.data["tasks"][0]["product"] != "Sổ theo dõi riêng"


def test_a_file_that_cannot_be_read_later_lets_its_bytes_go(
    focal: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The door saw nothing wrong, the reading did: the sentence stays, the bytes do not."""
    draft = uploaded(focal)
    sha = draft.stored.sha256

    def slow(*_args: object, **_values: object) -> None:
        raise too_slow(DEFAULT)

    monkeypatch.setattr(uploading, "read_plan", slow)
    worker.drain()
    page = text_of(focal.get(reverse("intake_progress", args=[draft.pk])))
    assert "quá 60 giây" in page
    assert not StoredFile.objects.filter(sha256=sha).exists()


def test_unread_text_becomes_a_row_of_the_list_that_one_chooses(focal: Client, draft: Draft) -> None:
    unread = [{"key": "u1", "text": "Tỷ lệ hồ sơ trực tuyến", "place": None}]
    Draft.objects.filter(pk=draft.pk).update(data=draft.data | {"unread": unread})
    page = text_of(focal.get(reverse("intake_draft", args=[draft.pk]), {"xem": "chua-doc"}))
    assert "Thành chỉ tiêu" in page
    before = len(draft.data["indicators"])
    step(focal, draft, verb="take_unread", unread="u1", list="indicators")
    draft.refresh_from_db()
    assert len(draft.data["indicators"]) == before + 1
    assert draft.data["unread"] == []


def test_stopping_leaves_no_draft_and_no_bytes(focal: Client) -> None:
    draft = uploaded(focal)
    sha = draft.stored.sha256
    focal.post(reverse("intake_stop", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == DraftState.DROPPED
    assert not StoredFile.objects.filter(sha256=sha).exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rong.docx", b""),
        ("anh.pdf", b"GIF89a" + b"0" * 50),
        ("gia.docx", b"PK\x03\x04 not a zip"),
    ],
)
def test_a_bad_file_is_refused_with_one_sentence_and_nothing_is_kept(
    focal: Client, name: str, content: bytes
) -> None:
    before = StoredFile.objects.count()
    response = focal.post(reverse("intake_upload"), {"file": SimpleUploadedFile(name, content)})
    assert f"Chưa nhận {name}" in text_of(response)
    assert StoredFile.objects.count() == before
    assert not Draft.objects.filter(name=name).exists()


def test_a_secret_file_is_refused_and_leaves_only_an_alarm(focal: Client) -> None:
    words = "MẬT\nỦY BAN NHÂN DÂN TỈNH\nKẾ HOẠCH\nRà soát thủ tục\n".encode()
    response = focal.post(reverse("intake_upload"), {"file": SimpleUploadedFile("mat.txt", words)})
    assert "độ mật" in text_of(response)
    assert SecrecyAlarm.objects.count() == 1
    assert not Draft.objects.filter(name="mat.txt").exists()


def test_the_review_shows_the_source_beside_the_draft_with_findings_marked(
    focal: Client, draft: Draft
) -> None:
    page = text_of(focal.get(reverse("intake_draft", args=[draft.pk])))
    assert 'class="paper-sheet doc"' in page
    assert 'class="hl unit' in page
    assert 'class="hl time' in page
    first = draft.data["tasks"][0]["text"]
    tasks = text_of(focal.get(reverse("intake_draft", args=[draft.pk]), {"xem": "nhiem-vu"}))
    assert first[:40] in tasks
    assert not re.search(r"\sstyle=|<script>|\son[a-z]+=", page)


def test_the_review_asks_as_many_questions_of_the_database_whatever_the_document(
    focal: Client, draft: Draft, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(26):
        assert focal.get(reverse("intake_draft", args=[draft.pk])).status_code == 200
    data = draft.data
    copies = [row | {"key": f"t{900 + n}"} for n, row in enumerate(data["tasks"] * 3)]
    Draft.objects.filter(pk=draft.pk).update(data=data | {"tasks": data["tasks"] + copies})
    with django_assert_max_num_queries(26):
        assert focal.get(reverse("intake_draft", args=[draft.pk])).status_code == 200


def test_an_edit_is_kept_and_taken_back_exactly(focal: Client, draft: Draft) -> None:
    before = draft.data
    key = before["tasks"][0]["key"]
    step(focal, draft, verb="edit", row=key, **{"f.product": "Báo cáo rà soát"})
    draft.refresh_from_db()
    assert draft.data["tasks"][0]["product"] == "Báo cáo rà soát"
    focal.post(reverse("intake_undo", args=[draft.pk]), {"revision": 1})
    draft.refresh_from_db()
    assert draft.data == before
    assert draft.revision == 2


def test_a_wrong_value_stands_beside_its_field_and_what_was_typed_is_kept(
    focal: Client, draft: Draft
) -> None:
    key = draft.data["tasks"][0]["key"]
    typed = {"f.time.kind": "deadline", "f.time.due": "31/02/2026", "f.product": "Sổ theo dõi riêng"}
    response = step(focal, draft, verb="edit", row=key, dong=key, viec="sua", xem="nhiem-vu", **typed)
    page = text_of(response)
    assert "không phải một ngày" in page
    assert "31/02/2026" in page
    assert "Sổ theo dõi riêng" in page
    draft.refresh_from_db()
    assert draft.revision == 0


def test_a_draft_is_nobody_elses_matter(focal: Client, draft: Draft) -> None:
    stranger = signed_in("canbo.sxd")
    assert stranger.get(reverse("intake_draft", args=[draft.pk])).status_code == 403
    secretary = signed_in("thuky")
    assert secretary.get(reverse("intake_draft", args=[draft.pk])).status_code == 404
    assert Client().get(reverse("intake_draft", args=[draft.pk])).status_code == 302


def test_missing_answers_are_named_beside_their_fields(focal: Client, draft: Draft) -> None:
    wrong = answers(draft) | {"number": "", "issued": "15/13/2026"}
    page = text_of(focal.post(reverse("intake_paper", args=[draft.pk]), wrong))
    assert "2 chỗ phải sửa" in page
    assert "Ô này không để trống" in page
    assert "15/13/2026" in page
    assert "Chưa xác nhận đủ" in text_of(focal.get(reverse("intake_rehearsal", args=[draft.pk])))


def test_a_draft_becomes_a_plan_and_the_adoption_can_be_taken_back(focal: Client, draft: Draft) -> None:
    assert focal.post(reverse("intake_paper", args=[draft.pk]), answers(draft)).status_code == 302
    rehearsal = text_of(focal.get(reverse("intake_rehearsal", args=[draft.pk])))
    assert "Lập kế hoạch từ bản dự thảo" in rehearsal
    focal.post(reverse("intake_adopt", args=[draft.pk]))
    draft.refresh_from_db()
    plan = Plan.objects.get(pk=draft.plan_id)
    assert plan.number == "12/KH-UBND"
    assert plan.actions.count() == len(draft.data["tasks"])
    assert plan.duties.count() == 0
    assert "Rút lại" in text_of(focal.get(reverse("intake_progress", args=[draft.pk])))
    focal.post(reverse("intake_undo_adoption", args=[draft.pk]))
    draft.refresh_from_db()
    assert (draft.state, draft.plan_id) == (DraftState.REVIEW, None)
    assert not Plan.objects.filter(pk=plan.pk).exists()


def test_the_same_plan_is_not_taken_in_twice(focal: Client, draft: Draft) -> None:
    focal.post(reverse("intake_paper", args=[draft.pk]), answers(draft))
    focal.post(reverse("intake_adopt", args=[draft.pk]))
    again = uploaded(focal)
    services.read(again.pk)
    again.refresh_from_db()
    focal.post(reverse("intake_paper", args=[again.pk]), answers(again))
    assert "đã có trong hệ thống" in text_of(focal.post(reverse("intake_adopt", args=[again.pk])))


def test_a_phrase_is_picked_by_hand_and_shown_with_its_list(focal: Client, draft: Draft) -> None:
    phrase = draft.data["tasks"][0]["lead"][0]
    units = focal.get(reverse("intake_unit_search", args=[draft.pk]), {"q": "so tai chinh"})
    pk = re.search(r'value="(\d+)"', text_of(units)).group(1)
    form = {"revision": draft.revision, "phrase": phrase.casefold(), "option": "pick", "unit": [pk]}
    assert focal.post(reverse("intake_units", args=[draft.pk]), form).status_code == 302
    draft.refresh_from_db()
    assert draft.resolutions == {phrase.casefold(): {"choice": "picked", "ids": [int(pk)]}}
    assert "đã chọn" in text_of(focal.get(reverse("intake_units", args=[draft.pk])))


def test_units_ticked_in_the_search_are_a_choice_by_themselves(focal: Client, draft: Draft) -> None:
    phrase = draft.data["tasks"][0]["lead"][0].casefold()
    form = {"revision": draft.revision, "phrase": phrase, "unit": [str(draft.unit_id)]}
    assert focal.post(reverse("intake_units", args=[draft.pk]), form).status_code == 302
    draft.refresh_from_db()
    assert draft.resolutions == {phrase: {"choice": "picked", "ids": [draft.unit_id]}}


def test_a_step_without_a_choice_is_refused_and_nothing_is_resolved(focal: Client, draft: Draft) -> None:
    phrase = draft.data["tasks"][0]["lead"][0].casefold()
    said = text_of(step(focal, draft, phrase=phrase, question="p1", xem="can-xem"))
    form = {"revision": draft.revision, "phrase": phrase}
    assert "Hãy chọn một dòng" in said
    assert "Hãy chọn một dòng" in text_of(focal.post(reverse("intake_units", args=[draft.pk]), form))
    draft.refresh_from_db()
    assert draft.resolutions == {}


def test_a_phrase_that_no_list_knows_stands_with_nothing_ticked(focal: Client, draft: Draft) -> None:
    tasks = [draft.data["tasks"][0] | {"lead": ["Ban Cây xanh"]}, *draft.data["tasks"][1:]]
    Draft.objects.filter(pk=draft.pk).update(data=draft.data | {"tasks": tasks})
    asked = phrase_id("ban cây xanh")
    for page in (
        reverse("intake_draft", args=[draft.pk]) + f"?cho={asked}",
        reverse("intake_units", args=[draft.pk]) + f"?mo={asked}",
    ):
        shown = text_of(focal.get(page))
        offered = re.findall(r'name="option" value="([^"]*)"( checked)?', shown)
        assert offered == [("pick", ""), ("open", "")]


def test_a_phrase_that_is_the_name_of_its_unit_is_not_said_twice(focal: Client, draft: Draft) -> None:
    page = text_of(focal.get(reverse("intake_units", args=[draft.pk]) + "?loc=tat-ca"))
    said = re.findall(r'<p class="doc">([^<]+)</p>.*?<div class="stands"><span[^>]*>([^<]+)', page, re.DOTALL)
    assert "đúng tên trong danh mục" in [words for _text, words in said]
    assert not [text for text, words in said if text.casefold() == words.casefold()]
