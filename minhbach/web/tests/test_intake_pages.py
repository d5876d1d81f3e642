"""Bringing a plan in through the pages: by links and forms alone, as without JavaScript."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minhbach.intake import services
from minhbach.intake.core.fields import shown_values
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.services import uploading
from minhbach.organisation.models import User
from minhbach.organisation.seeds import load_demo, load_reference
from minhbach.plans.models import Plan, SecrecyAlarm
from minhbach.reading.limits import DEFAULT
from minhbach.reading.refusals import too_slow
from minhbach.shared import delivery, worker
from minhbach.shared.models import Job, StoredFile

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "minh-bach-2026.docx"

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        load_demo("mat-khau-thu-nghiem")
        User.objects.update(must_change_password=False)
        yield
        transaction.set_rollback(True)


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.fixture
def focal(province: None, db: None) -> Client:
    return signed_in("daumoi")


def uploaded(client: Client, path: Path = SAMPLE) -> Draft:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    response = client.post(reverse("intake_upload"), {"file": file})
    draft = Draft.objects.latest("pk")
    assert response.status_code == 302
    assert response["Location"] == reverse("intake_progress", args=[draft.pk])
    return draft


@pytest.fixture
def draft(focal: Client) -> Draft:
    made = uploaded(focal)
    services.read(made.pk)
    made.refresh_from_db()
    assert made.state == DraftState.REVIEW, made.refusal
    return made


def text_of(response: object) -> str:
    return response.content.decode()


def step(client: Client, draft: Draft, **values: object) -> object:
    draft.refresh_from_db()
    return client.post(reverse("intake_step", args=[draft.pk]), {"revision": draft.revision, **values})


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
        ("anh.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50),
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
        focal.get(reverse("intake_draft", args=[draft.pk]))
    data = draft.data
    copies = [row | {"key": f"t{900 + n}"} for n, row in enumerate(data["tasks"] * 3)]
    Draft.objects.filter(pk=draft.pk).update(data=data | {"tasks": data["tasks"] + copies})
    with django_assert_max_num_queries(26):
        focal.get(reverse("intake_draft", args=[draft.pk]))


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


def typed_all(draft: Draft, number: int, **changed: str) -> dict[str, str]:
    """The whole form of a task as a browser sends it."""
    shown = shown_values("tasks", draft.data["tasks"][number])
    sent = {f"f.{name}": text for name, text in shown.items()}
    return {"verb": "edit", "row": draft.data["tasks"][number]["key"], "viec": "sua", **sent, **changed}


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


def test_a_draft_is_nobody_elses_matter(focal: Client, draft: Draft) -> None:
    stranger = signed_in("canbo.sxd")
    assert stranger.get(reverse("intake_draft", args=[draft.pk])).status_code == 403
    secretary = signed_in("thuky")
    assert secretary.get(reverse("intake_draft", args=[draft.pk])).status_code == 404
    assert Client().get(reverse("intake_draft", args=[draft.pk])).status_code == 302


def answers(draft: Draft) -> dict[str, str]:
    return {
        "title": draft.data["document"]["title"],
        "kind": "Kế hoạch",
        "number": "12/KH-UBND",
        "issued": "15/01/2026",
        "signer": "Hoàng Văn Lâm",
        "focal_unit": str(draft.unit_id),
        "revision": str(draft.revision),
    }


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


def with_one_word_changed(path: Path, words: str, other: str) -> bytes:
    document = docx.Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    runs = [run for part in [document, *cells] for paragraph in part.paragraphs for run in paragraph.runs]
    changed = [run for run in runs if words in run.text]
    changed[0].text = changed[0].text.replace(words, other)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_signed_file_is_compared_row_by_row(focal: Client, draft: Draft) -> None:
    row = next(row for row in draft.data["tasks"] if (row.get("place") or {}).get("table") is not None)
    words = " ".join(row["text"].split()[-3:])
    signed = with_one_word_changed(SAMPLE, words, "theo bản đã ký chính thức")
    focal.post(reverse("intake_signed", args=[draft.pk]), {"file": SimpleUploadedFile("ban-ky.docx", signed)})
    draft.refresh_from_db()
    assert draft.signed_comparison == {"state": "waiting"}
    services.compare_signed(draft.pk, draft.signed_id)
    draft.refresh_from_db()
    page = text_of(focal.get(reverse("intake_paper", args=[draft.pk])))
    assert "Bản ký có 1 chỗ khác dự thảo" in page
    assert f"Nhiệm vụ {row['code']}, nội dung: bản ký ghi" in page
    assert "theo bản đã ký chính thức" in page
    changed = " ".join([*row["text"].split()[:-3], "theo bản đã ký chính thức"])
    step(focal, draft, verb="edit", row=row["key"], **{"f.text": changed})
    mended = text_of(focal.get(reverse("intake_paper", args=[draft.pk])))
    assert "Bản ký khớp với dự thảo" in mended


def test_a_signed_file_that_names_another_unit_or_day_is_noticed(focal: Client, draft: Draft) -> None:
    row = next(row for row in draft.data["tasks"] if row["time"]["kind"] == "deadline" and row["lead"])
    post = {"file": SimpleUploadedFile("ban-ky.docx", SAMPLE.read_bytes())}
    focal.post(reverse("intake_signed", args=[draft.pk]), post)
    worker.drain()
    due = {"f.time.kind": "deadline", "f.time.due": "17/12/2026"}
    step(focal, draft, verb="edit", row=row["key"], **{"f.lead": "Sở Y tế; Sở Khác"}, **due)
    page = unescape(text_of(focal.get(reverse("intake_paper", args=[draft.pk]))))
    assert f"Nhiệm vụ {row['code']}, đơn vị chủ trì: bản ký ghi “{row['lead'][0]}" in page
    assert "dự thảo ghi “Sở Y tế; Sở Khác”" in page
    assert "dự thảo ghi “đến 17/12/2026”" in page
    focal.post(reverse("intake_paper", args=[draft.pk]), answers(draft) | {"revision": "1"})
    assert "Bản ký còn" in text_of(focal.get(reverse("intake_rehearsal", args=[draft.pk])))
