"""The consolidated report: assembled from the record, edited, assembled again, made final, signed, sent."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from minhbach.plans import services as plans
from minhbach.plans.core.report import Report as Progress
from minhbach.reporting.core.consolidating.checking import Doubt
from minhbach.reporting.core.consolidating.passing import Where
from minhbach.reporting.models import Consolidation, ReportSlot
from minhbach.reporting.queries import consolidation as queries
from minhbach.reporting.services import consolidating, finishing
from minhbach.reporting.tests.consolidation_scene import DUE, TODAY, accept, scene
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import Refused
from tests.cast import make_cast, only_duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def here(cast):
    return scene(cast)


def started(here, **values):
    return consolidating.start(here.cast.focal_officer, here.consolidated, TODAY, today=TODAY, **values)


def words(consolidation):
    return {p.key: p.words for _s, p in consolidation.under_hand().passages() if not p.removed}


def passage(consolidation, key):
    return Consolidation.objects.get(pk=consolidation.pk).under_hand().passage(key)


def edit(here, consolidation, key, new):
    seen = passage(consolidation, key).seen
    return consolidating.edit_passage(here.cast.focal_officer, consolidation, key, new, seen)


def test_the_text_gives_counts_and_names_only_the_exceptions(here):
    accept(here.slots["finance"], shortcomings="Thiếu biên chế", proposals="Bổ sung kinh phí.")
    accept(here.slots["health"], date(2026, 11, 18), proposals="bổ sung kinh phí")
    said = words(started(here))
    assert said["general.tasks"].startswith("Kế hoạch có 4 nhiệm vụ, giao 3 đơn vị chủ trì với 3 phần việc")
    assert said["general.came"] == (
        "Đến ngày 18/11/2026, 2/3 đơn vị đã gửi báo cáo, trong đó 1 đơn vị gửi đúng hạn, 1 đơn vị gửi chậm; "
        "1 đơn vị chưa gửi, đã quá hạn."
    )
    assert said["behind.missing"] == "1 đơn vị chưa gửi báo cáo, đã quá hạn: UBND xã An Hạ."
    assert said["behind.late"] == "1 đơn vị gửi báo cáo chậm: Sở Y tế (2 ngày)."
    assert "Nhiệm vụ 1.1 (Công bố danh mục quy hoạch): Sở Tài chính quá hạn 8 ngày." in said.values()
    assert "Bổ sung kinh phí (Sở Tài chính, Sở Y tế)." in said.values()
    assert "Thiếu biên chế (Sở Tài chính)." in said.values()


def test_bodies_that_are_only_asked_are_never_late(here):
    said = " ".join(words(started(here)).values())
    assert "0/1 cơ quan được đề nghị báo cáo đã gửi" in said
    assert "Thuế" not in said


def test_starting_twice_gives_the_same_report(here):
    assert started(here) == started(here)
    assert Consolidation.objects.count() == 1
    here.consolidated.refresh_from_db()
    assert here.consolidated.begun_on == TODAY


def test_only_the_focal_officer_assembles_and_leaders_read(here, cast):
    with pytest.raises(PermissionDenied):
        consolidating.start(cast.finance_officer, here.consolidated, today=TODAY)
    made = started(here)
    with pytest.raises(PermissionDenied):
        consolidating.add_passage(cast.leader, made, "general", "", "x")
    visible = Consolidation.objects.visible_to
    assert made in visible(cast.leader) and made in visible(cast.focal_officer)
    assert made not in visible(cast.finance_officer) and made not in visible(cast.tax_officer)


def test_one_more_unit_submits_and_the_edit_is_still_there(here, cast):
    made = started(here)
    edit(here, made, "general.tasks", "Kế hoạch đang được triển khai khẩn trương.")
    accept(here.slots["an_ha"])
    again = consolidating.assemble_again(cast.focal_officer, made, today=TODAY)
    said = words(again)
    assert said["general.tasks"] == "Kế hoạch đang được triển khai khẩn trương."
    assert said["general.came"].startswith("Đến ngày 18/11/2026, 1/3 đơn vị đã gửi báo cáo, tất cả đúng hạn")
    assert again.snapshots.count() == 2


def test_an_edit_over_figures_that_changed_waits_for_a_choice(here, cast):
    made = started(here)
    edit(here, made, "general.came", "Chưa đơn vị nào gửi báo cáo (0/3).")
    accept(here.slots["finance"])
    again = consolidating.assemble_again(cast.focal_officer, made, today=TODAY)
    with pytest.raises(Refused, match="chờ chọn"):
        finishing.finalise(cast.focal_officer, again, again.version, today=TODAY)
    [(_section, conflict)] = again.under_hand().conflicts
    assert conflict.words == "Chưa đơn vị nào gửi báo cáo (0/3)."
    done = consolidating.follow_record(cast.focal_officer, again, conflict.key, conflict.seen)
    assert words(done)["general.came"].startswith("Đến ngày 18/11/2026, 1/3 đơn vị")


def test_what_is_taken_out_stays_out_and_what_is_added_stays(here, cast):
    made = started(here)
    seen = passage(made, "general.tasks").seen
    consolidating.remove_passage(cast.focal_officer, made, "general.tasks", seen)
    consolidating.add_passage(cast.focal_officer, made, "proposals", "", "Đề nghị UBND tỉnh đôn đốc.")
    again = consolidating.assemble_again(cast.focal_officer, made, today=TODAY)
    assert "general.tasks" not in words(again)
    assert "Đề nghị UBND tỉnh đôn đốc." in words(again).values()
    back = consolidating.restore_passage(cast.focal_officer, again, "general.tasks")
    assert "general.tasks" in words(back)


def test_two_editors_of_one_passage_do_not_write_over_each_other(here, cast):
    made = started(here)
    seen = passage(made, "general.tasks").seen
    consolidating.edit_passage(cast.focal_officer, made, "general.tasks", "của người thứ nhất", seen)
    with pytest.raises(Refused, match="Người khác vừa sửa"):
        consolidating.edit_passage(cast.focal_officer, made, "general.tasks", "của người thứ hai", seen)
    assert passage(made, "general.tasks").words == "của người thứ nhất"


def test_two_editors_of_two_passages_both_stay(here, cast):
    made = started(here)
    first, second = (passage(made, key).seen for key in ("general.tasks", "general.came"))
    consolidating.edit_passage(cast.focal_officer, made, "general.tasks", "một", first)
    consolidating.edit_passage(cast.focal_officer, made, "general.came", "hai", second)
    assert (passage(made, "general.tasks").words, passage(made, "general.came").words) == ("một", "hai")


def test_the_check_names_what_changed_and_what_was_typed_by_hand(here, cast):
    made = started(here)
    assert queries.findings(cast.focal_officer, made, TODAY) == []
    edit(here, made, "behind.overdue", "Có 9 đơn vị chậm.")
    accept(here.slots["finance"])
    duty = only_duty(here.plan, cast.finance)
    done = Progress("Đã công bố", result="reported_done", done_on=TODAY, numbers=("1/TB",))
    plans.report_progress(cast.finance_officer, duty, done, today=TODAY)
    made.refresh_from_db()
    found = queries.findings(cast.focal_officer, made, TODAY)
    by_kind = {(f.doubt, f.key, f.name): (f.old, f.new) for f in found}
    assert by_kind[Doubt.CHANGED, "general.came", "đơn vị đã gửi"] == ("0", "1")
    assert by_kind[Doubt.UNSOURCED, "behind.overdue", ""] == ("9", "")
    assert (Doubt.WITHDRAWN, "behind.overdue", "") in by_kind


def test_work_after_the_cut_off_day_does_not_count(here, cast):
    duty = only_duty(here.plan, cast.finance)
    done = Progress("Đã công bố", result="reported_done", done_on=TODAY, numbers=("1/TB",))
    plans.report_progress(cast.finance_officer, duty, done, today=TODAY)
    made = consolidating.start(cast.focal_officer, here.consolidated, today=TODAY)
    assert made.as_of == date(2026, 11, 15)
    assert "behind.overdue" in words(made)
    again = consolidating.assemble_again(cast.focal_officer, made, TODAY, today=TODAY)
    assert "behind.overdue" not in words(again)


def test_a_cut_off_day_in_the_future_is_refused(here, cast):
    with pytest.raises(Refused, match="không sau ngày hôm nay"):
        consolidating.start(cast.focal_officer, here.consolidated, date(2026, 11, 30), today=TODAY)


def test_a_final_report_is_not_edited_until_it_is_opened_again(here, cast):
    made = started(here)
    final = finishing.finalise(cast.focal_officer, made, made.version, today=TODAY)
    assert final.where is Where.FINAL and len(final.digest) == 64
    with pytest.raises(Refused, match="đã chốt nội dung"):
        consolidating.add_passage(cast.focal_officer, made, "general", "", "x")
    assert finishing.reopen(cast.focal_officer, final).where is Where.DRAFT


def test_what_was_not_looked_at_is_not_made_final(here, cast):
    made = started(here)
    old = made.version
    consolidating.add_passage(cast.focal_officer, made, "general", "", "Thêm sau khi xem.")
    with pytest.raises(Refused, match="đã thay đổi"):
        finishing.finalise(cast.focal_officer, made, old, today=TODAY)


def signed(here, made):
    final = finishing.finalise(here.cast.focal_officer, made, made.version, today=TODAY)
    return finishing.record_signed(
        here.cast.focal_officer,
        final,
        number="118/BC-SKHCN",
        dated=TODAY,
        signer_name="Trần Văn A",
        today=TODAY,
    )


def test_the_signed_report_is_sent_once_and_closes_its_slot(here, cast):
    made = signed(here, started(here))
    sent = finishing.send(cast.focal_officer, made, TODAY, today=TODAY)
    assert sent.where is Where.SENT
    slot = ReportSlot.objects.get(pk=here.consolidated.pk)
    assert (slot.first_sent_on, slot.submitted_on, slot.accepted_on) == (TODAY, TODAY, TODAY)
    with pytest.raises(Refused):
        finishing.send(cast.focal_officer, sent, TODAY, today=TODAY)
    assert [p.kind for p in sent.passings.all()] == ["sent"]
    assert AuditEntry.objects.filter(verb="send consolidation").count() == 1


def test_what_has_no_number_is_not_sent(here, cast):
    made = started(here)
    final = finishing.finalise(cast.focal_officer, made, made.version, today=TODAY)
    with pytest.raises(Refused, match="số và ngày ký"):
        finishing.send(cast.focal_officer, final, TODAY, today=TODAY)


def test_a_report_that_passes_through_another_unit_is_returned_mended_and_forwarded(cast):
    here = scene(cast, through_unit=cast.finance)
    made = started(here)
    assert made not in Consolidation.objects.visible_to(cast.finance_officer)
    sent = finishing.send(cast.focal_officer, signed(here, made), TODAY, today=TODAY)
    assert sent.where is Where.PASSING
    assert made in Consolidation.objects.visible_to(cast.finance_officer)
    with pytest.raises(PermissionDenied):
        finishing.forward(cast.health_officer, sent, TODAY, today=TODAY)
    back = finishing.give_back(cast.finance_officer, sent, TODAY, "Thiếu số liệu chỉ tiêu.", today=TODAY)
    assert back.where is Where.RETURNED
    consolidating.add_passage(cast.focal_officer, back, "indicators", "", "Đã bổ sung.")
    back.refresh_from_db()
    again = finishing.send(cast.focal_officer, signed(here, back), TODAY, today=TODAY)
    done = finishing.forward(cast.finance_officer, again, TODAY, "77/TTr-STC", today=TODAY)
    assert done.where is Where.SENT
    assert [p.kind for p in done.passings.all()] == ["sent", "returned", "sent", "forwarded"]
    assert ReportSlot.objects.get(pk=here.consolidated.pk).accepted_on == TODAY


def test_every_figure_of_an_assembled_text_has_a_source(here):
    accept(here.slots["finance"], shortcomings="Thiếu 3 biên chế")
    made = started(here)
    for _section, one in made.under_hand().passages():
        assert all(fact.value for fact in one.facts)
    assert made.under_hand().passage("general.came").facts[1].refs[0].id == here.slots["finance"].pk
    assert DUE < TODAY
