"""The verbs of a unit's report: nothing typed is lost, sending twice is sending once, accepted is frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from minhbach.plans.models import Via
from minhbach.reporting import access
from minhbach.reporting.core.accepted import digest, said_in_snapshot
from minhbach.reporting.core.answers import Answer
from minhbach.reporting.core.course import ReportState
from minhbach.reporting.core.hints import HintKind
from minhbach.reporting.core.slot_state import Paper, Timing
from minhbach.reporting.models import Report, ReportEdit, ReportSlot, RequiredForm
from minhbach.reporting.queries import own_report_page, received_report_page
from minhbach.reporting.services import reports
from minhbach.reporting.services.reports.recording import SignedDocument
from minhbach.reporting.tests.report_scene import Scene, key_of, make_scene, reported, slot_of
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import NotAllowed, Refused
from tests.cast import TODAY

pytestmark = pytest.mark.django_db

DOCUMENT = SignedDocument("12/BC-STC", date(2026, 11, 12), signer="Trần Văn Bình", signed_as="deputy")


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def whole(scene: Scene) -> dict[str, Answer]:
    """Every field of finance answered so that nothing keeps it from being sent."""
    return {
        key_of(scene, "1.1"): Answer(
            text="Đã công khai 9/12 dự toán", why="Thiếu 3 mẫu biểu", expected_on="31/12/2026"
        ),
        key_of(scene, "6.3"): Answer(text="Đã trả lời 27/27 câu hỏi"),
        "q-shortcomings": Answer(text="Thiếu 02 cán bộ công nghệ thông tin"),
        "q-proposals": Answer(nothing=True),
    }


def save(scene: Scene, typed, version=0, actor=None):
    return reports.save_report(actor or scene.officer, scene.finance, typed, version, today=TODAY)


def sent(scene: Scene) -> Report:
    save(scene, whole(scene))
    reports.approve_report(scene.finance_head, scene.finance, today=TODAY)
    return reports.submit_report(scene.officer, scene.finance, today=TODAY)


def accepted(scene: Scene) -> Report:
    sent(scene)
    return reports.accept_report(scene.focal, scene.finance, today=TODAY)


def fresh(slot: ReportSlot) -> ReportSlot:
    return ReportSlot.objects.get(pk=slot.pk)


# --- Writing ---------------------------------------------------------------------------------------------


def test_the_form_opens_with_what_was_reported_and_writes_nothing_yet(scene: Scene) -> None:
    reported(scene, "6.3", "Đã trả lời 27 câu hỏi", numbers=("12/STC",))
    page = own_report_page(scene.officer, scene.finance.pk, TODAY)
    answer = page.answers[key_of(scene, "6.3")]
    assert (answer.text, answer.filled_from) == ("Đã trả lời 27 câu hỏi", TODAY.isoformat())
    duty = int(key_of(scene, "6.3")[1:])
    assert [proof.name for proof in page.sheet.lines[duty].proof] == ["12/STC"]
    assert not Report.objects.exists()


def test_a_draft_keeps_what_cannot_be_read_yet(scene: Scene) -> None:
    key = key_of(scene, "1.1")
    save(scene, {key: Answer(text="Đang làm", expected_on="giữa tháng sau")})
    assert (
        own_report_page(scene.officer, scene.finance.pk, TODAY).answers[key].expected_on == "giữa tháng sau"
    )


def test_the_slot_knows_that_its_report_was_begun(scene: Scene) -> None:
    save(scene, {"q-proposals": Answer(text="Cấp thêm 01 máy chủ")})
    assert fresh(scene.finance).state(TODAY).paper is Paper.WRITING


def test_two_people_who_change_different_fields_both_keep_theirs(scene: Scene) -> None:
    save(scene, {"q-proposals": Answer(text="Một")})
    save(scene, {"q-proposals": Answer(text="Một"), "q-shortcomings": Answer(text="Của người thứ hai")}, 1,
         scene.finance_second)  # fmt: skip
    done = save(scene, {"q-proposals": Answer(text="Hai"), "q-shortcomings": Answer()}, 1)
    assert done.clashes == ()
    typed = Report.objects.get().typed()
    assert (typed["q-proposals"].text, typed["q-shortcomings"].text) == ("Hai", "Của người thứ hai")


def test_a_second_editor_is_told_who_wrote_and_where_it_differs(scene: Scene) -> None:
    save(scene, {"q-proposals": Answer(text="Ban đầu")})
    save(scene, {"q-proposals": Answer(text="Của người thứ hai")}, 1, scene.finance_second)
    done = save(scene, {"q-proposals": Answer(text="Của tôi")}, 1)
    [clash] = done.clashes
    assert (clash.mine.text, clash.theirs.text, done.by) == ("Của tôi", "Của người thứ hai", "finance_second")
    assert Report.objects.get().typed()["q-proposals"].text == "Của người thứ hai"
    chosen = save(scene, {"q-proposals": Answer(text="Của tôi")}, done.report.version)
    assert chosen.clashes == () and Report.objects.get().typed()["q-proposals"].text == "Của tôi"


def test_saves_of_one_person_within_minutes_are_one_entry_of_the_record(scene: Scene) -> None:
    for version, text in enumerate(("Một", "Một hai", "Một hai ba")):
        save(scene, {"q-proposals": Answer(text=text)}, version)
    assert AuditEntry.objects.filter(verb="write report").count() == 1
    assert [(edit.since, edit.version) for edit in ReportEdit.objects.all()] == [(2, 3), (1, 2), (0, 1)]


def test_saving_what_is_there_already_makes_no_new_version(scene: Scene) -> None:
    save(scene, {"q-proposals": Answer(text="Một")})
    assert save(scene, {"q-proposals": Answer(text="Một")}, 1).report.version == 1


def test_nobody_outside_the_unit_writes_or_sees_a_draft(scene: Scene) -> None:
    save(scene, whole(scene))
    with pytest.raises(NotAllowed):
        save(scene, whole(scene), 1, scene.cast.health_officer)
    for actor in (scene.cast.health_officer, scene.focal, scene.cast.leader):
        assert not Report.objects.visible_to(actor).exists()


# --- Sending ---------------------------------------------------------------------------------------------


def test_a_report_with_blanks_that_nobody_explains_is_not_handed_up(scene: Scene) -> None:
    save(scene, {"q-proposals": Answer(text="Một")})
    with pytest.raises(Refused) as refused:
        reports.prepare_report(scene.officer, scene.finance, today=TODAY)
    fields = {problem.field for problem in refused.value.problems}
    late = key_of(scene, "1.1")
    assert fields == {f"{late}:text", f"{late}:why", f"{late}:expected_on", f"{key_of(scene, '6.3')}:text",
                      "q-shortcomings:text"}  # fmt: skip


@pytest.mark.parametrize(("who", "signed_as"), [("finance_head", "head"), ("finance_deputy", "deputy")])
def test_the_head_or_a_deputy_approves(scene: Scene, who: str, signed_as: str) -> None:
    save(scene, whole(scene))
    reports.prepare_report(scene.officer, scene.finance, today=TODAY)
    assert fresh(scene.finance).state(TODAY).paper is Paper.APPROVING
    reports.check_report(scene.finance_second, scene.finance, today=TODAY)
    report = reports.approve_report(getattr(scene, who), scene.finance, today=TODAY)
    assert (report.signed_as, report.signer, report.state) == (signed_as, who, ReportState.APPROVED)


def test_an_officer_does_not_approve_but_may_record_what_was_approved_elsewhere(scene: Scene) -> None:
    save(scene, whole(scene))
    with pytest.raises(NotAllowed):
        reports.approve_report(scene.officer, scene.finance, today=TODAY)
    with pytest.raises(Refused):
        reports.approve_outside(scene.officer, scene.finance, " ", "king", today=TODAY)
    report = reports.approve_outside(scene.officer, scene.finance, "Lê Thị Mai", "head", today=TODAY)
    assert (report.signer, report.approved_outside) == ("Lê Thị Mai", True)


def test_what_is_changed_after_it_was_handed_up_goes_back_to_the_desk(scene: Scene) -> None:
    save(scene, whole(scene))
    reports.prepare_report(scene.officer, scene.finance, today=TODAY)
    save(scene, {"q-shortcomings": Answer(text="Thiếu 03 cán bộ")}, 2)
    assert Report.objects.get().state is ReportState.DRAFT


def test_sending_twice_is_sending_once(scene: Scene) -> None:
    first = sent(scene)
    again = reports.submit_report(scene.officer, scene.finance, today=TODAY + timedelta(days=3))
    assert (again.version, again.submitted_on) == (first.version, TODAY)
    assert AuditEntry.objects.filter(verb="send report").count() == 1


def test_a_sent_report_is_on_time_by_the_day_it_was_sent(scene: Scene) -> None:
    sent(scene)
    state = fresh(scene.finance).state(date(2027, 1, 5))
    assert (state.paper, state.timing) == (Paper.SUBMITTED, Timing.ON_TIME)


def test_nothing_is_written_into_what_was_sent(scene: Scene) -> None:
    report = sent(scene)
    with pytest.raises(Refused):
        save(scene, {"q-proposals": Answer(text="Thêm")}, report.version)


def test_a_withdrawn_report_can_be_mended_and_keeps_its_first_day(scene: Scene) -> None:
    sent(scene)
    reports.withdraw_report(scene.officer, scene.finance, today=TODAY)
    slot = fresh(scene.finance)
    assert (slot.submitted_on, slot.first_sent_on) == (None, TODAY)
    save(scene, {"q-proposals": Answer(text="Thêm 01 máy chủ")}, Report.objects.get().version)
    reports.approve_report(scene.finance_head, scene.finance, today=date(2026, 12, 20))
    reports.submit_report(scene.officer, scene.finance, today=date(2026, 12, 20))
    assert fresh(scene.finance).state(date(2026, 12, 21)).timing is Timing.ON_TIME


# --- Receiving -------------------------------------------------------------------------------------------


def test_a_return_names_its_reason_at_the_field_and_the_unit_mends_it(scene: Scene) -> None:
    sent(scene)
    key = key_of(scene, "6.3")
    until = TODAY + timedelta(days=4)
    with pytest.raises(Refused):
        reports.return_report(scene.focal, scene.finance, {key: " "}, today=TODAY)
    reports.return_report(scene.focal, scene.finance, {key: "Chưa có con số"}, until=until, today=TODAY)
    page = own_report_page(scene.officer, scene.finance.pk, TODAY)
    assert (page.notes, page.returns[0].until, page.state) == (
        {key: "Chưa có con số"}, until, ReportState.RETURNED,
    )  # fmt: skip
    assert fresh(scene.finance).state(TODAY).paper is Paper.RETURNED
    save(scene, {key: Answer(text="Đã trả lời 30/30 câu hỏi")}, page.version)
    reports.approve_report(scene.finance_deputy, scene.finance, today=TODAY)
    again = reports.submit_report(scene.officer, scene.finance, today=TODAY)
    assert (again.revision, again.revision_sent, fresh(scene.finance).returned_on) == (2, 2, None)


def test_while_the_unit_mends_it_others_read_what_was_sent(scene: Scene) -> None:
    sent(scene)
    reports.return_report(scene.focal, scene.finance, {}, "Bổ sung số liệu", today=TODAY)
    save(scene, {"q-shortcomings": Answer(text="Đang viết dở")}, Report.objects.get().version)
    read = received_report_page(scene.focal, scene.finance.pk, TODAY)
    assert read.answers["q-shortcomings"].text == "Thiếu 02 cán bộ công nghệ thông tin"


def test_changes_since_the_last_sending_can_be_taken_back(scene: Scene) -> None:
    sent(scene)
    reports.return_report(scene.focal, scene.finance, {}, "Bổ sung", today=TODAY)
    save(scene, {"q-shortcomings": Answer(text="Sai")}, Report.objects.get().version)
    reports.restore_sent(scene.officer, scene.finance, today=TODAY)
    assert Report.objects.get().typed()["q-shortcomings"].text == "Thiếu 02 cán bộ công nghệ thông tin"


def test_an_accepted_report_is_frozen_with_its_hash(scene: Scene) -> None:
    report = accepted(scene)
    assert report.snapshot_sha256 == digest(Report.objects.get().snapshot)
    assert {said.field.key for said in said_in_snapshot(report.snapshot)} == set(whole(scene))
    assert reports.accept_report(scene.focal, scene.finance, today=TODAY).version == report.version
    for refused in (
        lambda: reports.withdraw_report(scene.officer, scene.finance, today=TODAY),
        lambda: reports.return_report(scene.focal, scene.finance, {}, "Sai", today=TODAY),
        lambda: save(scene, {"q-proposals": Answer(text="Thêm")}, report.version),
    ):
        with pytest.raises(Refused):
            refused()
    assert fresh(scene.finance).state(TODAY).paper is Paper.ACCEPTED


def test_a_correction_stands_beside_an_accepted_report(scene: Scene) -> None:
    report = accepted(scene)
    key = key_of(scene, "6.3")
    reports.correct_report(
        scene.officer, scene.finance, "Đúng là 28 câu", key=key, number="15/STC", today=TODAY
    )
    after = Report.objects.get()
    assert (after.snapshot_sha256, after.corrections.get().key) == (report.snapshot_sha256, key)


def test_only_the_receiver_returns_and_accepts(scene: Scene) -> None:
    sent(scene)
    for actor in (scene.officer, scene.finance_head, scene.cast.health_officer, scene.cast.leader):
        with pytest.raises(NotAllowed):
            reports.accept_report(actor, scene.finance, today=TODAY)
        with pytest.raises(NotAllowed):
            reports.return_report(actor, scene.finance, {}, "Sai", today=TODAY)
    assert access.can_receive_report(scene.focal, scene.finance)


# --- Another way, and signed -----------------------------------------------------------------------------


def test_a_report_that_came_on_paper_is_on_time_by_its_sending_date(scene: Scene) -> None:
    late = date(2026, 12, 20)
    document = replace(DOCUMENT, sent_on=date(2026, 12, 12))
    typed = {"q-proposals": Answer(text="Như văn bản")}
    reports.record_report(scene.focal, scene.finance, Via.PAPER, late, document, typed, today=late)
    slot = fresh(scene.finance)
    assert (slot.first_sent_on, slot.state(late).timing) == (date(2026, 12, 12), Timing.ON_TIME)
    with pytest.raises(Refused):
        reports.record_report(scene.focal, scene.finance, Via.PAPER, late, DOCUMENT, today=late)


def test_without_a_sending_date_the_day_of_receipt_decides(scene: Scene) -> None:
    late = date(2026, 12, 20)
    reports.record_report(
        scene.focal, scene.finance, Via.ZALO, date(2026, 12, 16), SignedDocument(signer="Bình"), today=late
    )
    state = fresh(scene.finance).state(late)
    assert (state.timing, state.days) == (Timing.SENT_LATE, 2)


def test_what_did_not_come_or_came_tomorrow_is_refused(scene: Scene) -> None:
    for via, day in (
        (Via.SYSTEM, TODAY),
        ("pigeon", TODAY),
        (Via.MAIL, None),
        (Via.MAIL, TODAY + timedelta(1)),
    ):
        with pytest.raises(Refused):
            reports.record_report(scene.focal, scene.finance, via, day, DOCUMENT, today=TODAY)
    with pytest.raises(NotAllowed):
        reports.record_report(scene.officer, scene.finance, Via.MAIL, TODAY, DOCUMENT, today=TODAY)


def test_a_report_that_must_be_signed_waits_for_its_number(scene: Scene) -> None:
    scene.regime.form_required = RequiredForm.SIGNED
    scene.regime.save()
    sent(scene)
    assert fresh(scene.finance).waits_for_signed
    reports.attach_signed(scene.officer, scene.finance, DOCUMENT, today=TODAY)
    slot = fresh(scene.finance)
    assert (slot.waits_for_signed, slot.first_sent_on) == (False, date(2026, 11, 12))


def test_the_signed_document_may_come_after_acceptance_and_changes_nothing_in_it(scene: Scene) -> None:
    report = accepted(scene)
    reports.attach_signed(scene.focal, scene.finance, DOCUMENT, today=TODAY)
    assert Report.objects.get().snapshot_sha256 == report.snapshot_sha256


# --- What stands beside ----------------------------------------------------------------------------------


def test_last_period_stands_beside_and_copied_text_is_noticed(scene: Scene) -> None:
    text = "Đã tiếp nhận và trả lời đầy đủ 27 câu hỏi của doanh nghiệp trên địa bàn tỉnh"
    typed = whole(scene) | {key_of(scene, "6.3"): Answer(text=text)}
    save(scene, typed)
    reports.approve_report(scene.finance_head, scene.finance, today=TODAY)
    reports.submit_report(scene.officer, scene.finance, today=TODAY)
    later = slot_of(
        scene.regime,
        scene.cast.finance,
        period="2026",
        window_from=date(2026, 12, 15),
        window_to=date(2026, 12, 31),
    )
    page = own_report_page(scene.officer, later.pk, TODAY)
    key = key_of(scene, "6.3")
    assert (page.last[key].title, page.last[key].answer.text) == ("Quý IV/2026", text)
    copied = page.with_answers({key: Answer(text=text)})
    assert copied.hints[key][0].kind is HintKind.COPIED_LAST


def test_a_unit_is_not_told_whose_text_its_own_is_like_and_the_receiver_is(scene: Scene) -> None:
    sent_text = "Đã tiếp nhận và trả lời đầy đủ các câu hỏi của doanh nghiệp trên địa bàn tỉnh"
    save(scene, whole(scene) | {key_of(scene, "6.3"): Answer(text=sent_text)})
    reports.approve_report(scene.finance_head, scene.finance, today=TODAY)
    reports.submit_report(scene.officer, scene.finance, today=TODAY)
    key = key_of(scene, "6.3", scene.cast.health)
    page = own_report_page(scene.cast.health_officer, scene.health.pk, TODAY)
    [hint, *_] = page.with_answers({key: Answer(text=sent_text)}).hints[key]
    assert (hint.kind, hint.words) == (HintKind.COPIED_OTHER, "")


def test_a_figure_given_to_another_plan_is_used_again_on_request(scene: Scene) -> None:
    other = make_other_regime(scene)
    save(scene, {"q-shortcomings": Answer(text="Thiếu 02 cán bộ")})
    page = own_report_page(scene.officer, other.pk, TODAY)
    assert page.offers["q-shortcomings"].given.answer.text == "Thiếu 02 cán bộ"
    reports.use_given(scene.officer, other, "q-shortcomings", 0, today=TODAY)
    assert Report.objects.get(slot=other).typed()["q-shortcomings"].text == "Thiếu 02 cán bộ"
    with pytest.raises(Refused):
        reports.use_given(scene.officer, other, "q-shortcomings", 1, today=TODAY)


def make_other_regime(scene: Scene) -> ReportSlot:
    regime = type(scene.regime).objects.create(
        title="Báo cáo cải cách", owner=scene.cast.focal, role="unit_report", cycle="quarterly"
    )
    return slot_of(regime, scene.cast.finance)


def test_the_pages_ask_a_fixed_number_of_queries(scene: Scene, django_assert_num_queries) -> None:
    sent(scene)
    with django_assert_num_queries(10):
        received_report_page(scene.focal, scene.finance.pk, TODAY)
