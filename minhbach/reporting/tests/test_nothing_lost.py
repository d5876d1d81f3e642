"""Nothing that a unit wrote or attached is lost: to the sweep, to a record on behalf, to a second editor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from minhbach.plans.models import Via
from minhbach.reporting.core.answers import Answer
from minhbach.reporting.models import Report
from minhbach.reporting.services import reports
from minhbach.reporting.services.reports.recording import SignedDocument
from minhbach.reporting.tests.report_scene import Scene, key_of, make_scene
from minhbach.shared import files
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Refused
from tests.cast import TODAY

pytestmark = pytest.mark.django_db

DOCUMENT = SignedDocument("12/BC-STC", date(2026, 11, 12), signer="Trần Văn Bình", signed_as="deputy")
NEED, WANT = "q-proposals", "q-shortcomings"


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def save(scene: Scene, typed: dict[str, Answer], version: int = 0, actor: object = None) -> reports.Saved:
    return reports.save_report(actor or scene.officer, scene.finance, typed, version, today=TODAY)


def typed_now() -> dict[str, Answer]:
    return Report.objects.get().typed()


def test_the_sweep_leaves_files_that_an_answer_named(scene: Scene, settings, tmp_path) -> None:
    settings.FILES_DIR = tmp_path
    first, proof, signed, _lost = (files.keep(name.encode(), name=name) for name in ("1", "2", "3", "4"))
    late = Answer(text="Đã công khai 9/12", why="Thiếu 3 mẫu biểu", expected_on="31/12/2026")
    told = {key_of(scene, "1.1"): late, key_of(scene, "6.3"): Answer(text="27/27")}
    save(scene, told | {NEED: Answer(nothing=True), WANT: Answer(text="Có", files=((first.pk, "1"),))})
    save(scene, {WANT: Answer(text="Có", files=((proof.pk, "2"),))}, 1)
    reports.approve_report(scene.finance_head, scene.finance, today=TODAY)
    reports.submit_report(scene.officer, scene.finance, today=TODAY)
    reports.attach_signed(scene.focal, scene.finance, replace(DOCUMENT, stored=signed), today=TODAY)
    reports.accept_report(scene.focal, scene.finance, today=TODAY)
    StoredFile.objects.update(kept_at=timezone.now() - timedelta(days=2))
    assert files.sweep() == 1
    assert set(StoredFile.objects.all()) == {first, proof, signed}


def test_an_unsent_draft_is_not_published_with_what_is_recorded_on_behalf(scene: Scene) -> None:
    save(scene, {NEED: Answer(text="Chưa chắc, hỏi lại giám đốc"), WANT: Answer(text="Thiếu 02 cán bộ")})
    came = {NEED: Answer(text="Như văn bản")}
    report = reports.record_report(scene.focal, scene.finance, Via.PAPER, TODAY, DOCUMENT, came, today=TODAY)
    assert (report.sent_typed()[NEED].text, WANT in report.sent_typed()) == ("Như văn bản", False)


def test_the_unit_takes_back_what_it_had_written_before_a_record_on_behalf(scene: Scene) -> None:
    save(scene, {NEED: Answer(text="Cấp thêm 01 máy chủ"), WANT: Answer(text="Thiếu 02 cán bộ")})
    came = {NEED: Answer(text="Như văn bản"), WANT: Answer()}
    reports.record_report(scene.focal, scene.finance, Via.PAPER, TODAY, DOCUMENT, came, today=TODAY)
    edit = Report.objects.get().edits.first()
    assert (edit.before[NEED]["text"], edit.after[NEED]["text"]) == ("Cấp thêm 01 máy chủ", "Như văn bản")
    reports.withdraw_report(scene.officer, scene.finance, today=TODAY)
    reports.restore_draft(scene.officer, scene.finance, today=TODAY)
    assert (typed_now()[NEED].text, typed_now()[WANT].text) == ("Cấp thêm 01 máy chủ", "Thiếu 02 cán bộ")
    reports.restore_sent(scene.officer, scene.finance, today=TODAY)
    assert typed_now()[NEED].text == "Như văn bản"


def test_without_a_draft_there_is_nothing_to_take_back(scene: Scene) -> None:
    reports.record_report(scene.focal, scene.finance, Via.PAPER, TODAY, DOCUMENT, today=TODAY)
    reports.withdraw_report(scene.officer, scene.finance, today=TODAY)
    with pytest.raises(Refused):
        reports.restore_draft(scene.officer, scene.finance, today=TODAY)


def test_what_one_took_back_stays_gone_when_another_saves_a_page_opened_before(scene: Scene) -> None:
    save(scene, {NEED: Answer(text="Sai")})
    save(scene, {NEED: Answer()}, 1)
    other = save(scene, {NEED: Answer(text="Sai"), WANT: Answer(text="Thiếu")}, 1, scene.finance_second)
    assert (other.clashes, NEED in typed_now(), typed_now()[WANT].text) == ((), False, "Thiếu")


def test_what_another_clears_is_cleared_though_the_first_went_on_elsewhere(scene: Scene) -> None:
    save(scene, {NEED: Answer(text="Sai")})
    save(scene, {WANT: Answer(text="Thiếu")}, 1)
    other = save(scene, {NEED: Answer(), WANT: Answer()}, 1, scene.finance_second)
    assert (other.clashes, NEED in typed_now(), typed_now()[WANT].text) == ((), False, "Thiếu")
