"""Công văn đôn đốc: from the late list, once, frozen, numbered later, logged at what it names."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from minhbach.messaging.models import Notification
from minhbach.plans import services as plans
from minhbach.plans.core.report import Report
from minhbach.reporting.writers.paper import paper_docx
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import NotAllowed, Refused
from minhbach.supervision import queries, services
from minhbach.supervision.core import letter as rules
from minhbach.supervision.models import Letter
from minhbach.supervision.services.letters import Issued
from tests.cast import TODAY, Cast, lead, task, tracked

DUE = TODAY - timedelta(days=12)


@pytest.fixture
def plan(cast: Cast, slot):
    """Two units late with a task each, one of them with a report too, a third silent."""
    found = tracked(
        cast,
        task("Công khai dự toán", lead(cast.finance, cast.health), timing="deadline", due=DUE),
        task("Trực đường dây nóng", lead(cast.an_ha), timing="ongoing"),
        issuer="UBND tỉnh Sông Mẫu",
    )  # fmt: skip
    slot(found, cast.health, TODAY - timedelta(days=3))
    return found


@pytest.fixture
def letter(cast: Cast, plan) -> Letter:
    return make(cast)


def make(cast: Cast, **values: object) -> Letter:
    units = [cast.finance.pk, cast.health.pk]
    return services.make_letter(cast.focal_officer, units, today=TODAY, **values)


def words_of(letter: Letter, cast: Cast) -> str:
    paper = queries.letter_paper(letter, queries.letter_items(cast.focal_officer, letter))
    document = Document(BytesIO(paper_docx(rules.paper(paper))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    return " ".join(said.split())


def test_the_late_list_names_units_with_their_longest_day_and_what_was_sent(cast: Cast, plan):
    services.remind(TODAY - timedelta(days=2), lambda *_: None)
    rows = queries.late_units(cast.focal_officer, TODAY)
    assert [(row.unit, row.duties, row.reports, row.days(TODAY)) for row in rows] == [
        (cast.health, 1, 1, 12), (cast.finance, 1, 0, 12),
    ]  # fmt: skip
    assert rows[0].has_people


def test_a_unit_sees_no_late_list_of_a_plan_that_others_steer(cast: Cast, plan):
    assert queries.late_units(cast.finance_officer, TODAY) == []


def test_the_late_list_asks_as_often_for_many_units_as_for_one(cast: Cast, django_assert_num_queries):
    every = [cast.finance, cast.health, cast.an_ha, cast.binh_an]
    tracked(cast, task("Một", lead(cast.finance), timing="deadline", due=DUE))
    with django_assert_num_queries(6):
        queries.late_units(cast.focal_officer, TODAY)
    tracked(cast, *(task(f"Việc {n}", lead(*every), timing="deadline", due=DUE) for n in range(5)))
    with django_assert_num_queries(6):
        assert len(queries.late_units(cast.focal_officer, TODAY)) == 4


def test_a_letter_keeps_what_was_late_on_its_day(cast: Cast, plan, letter):
    assert letter.plan == plan
    assert letter.reply_by == date(2026, 11, 25)  # no holiday is recorded here: five working days
    texts = {(item.unit, item.text, item.late_days) for item in letter.items.select_related("unit")}
    assert texts == {
        (cast.finance, "Công khai dự toán", 12),
        (cast.health, "Công khai dự toán", 12),
        (cast.health, "Báo cáo quý III/2026, Kế hoạch 15/KH-UBND", 3),
    }
    done = Report("Đã công khai.", result="reported_done", done_on=TODAY, numbers=("12/BC",))
    duty = plan.duties.get(unit=cast.finance)
    plans.report_progress(cast.finance_officer, duty, done, today=TODAY)
    assert letter.items.count() == 3


def test_the_button_pressed_twice_is_one_letter(cast: Cast, letter):
    assert make(cast) == letter
    assert Letter.objects.count() == 1
    assert AuditEntry.objects.filter(verb="make letter").count() == 1


def test_a_dropped_draft_may_be_made_again(cast: Cast, letter):
    services.drop_letter(cast.focal_officer, letter, today=TODAY)
    assert make(cast) != letter


def test_a_letter_about_nothing_overdue_is_refused(cast: Cast, plan):
    with pytest.raises(Refused, match="không còn nội dung quá hạn"):
        services.make_letter(cast.focal_officer, [cast.an_ha.pk], today=TODAY)


def test_what_was_not_updated_is_named_where_asked_for_and_never_called_late(cast: Cast, plan):
    new_year = date(2027, 1, 5)
    services.make_letter(cast.focal_officer, [cast.an_ha.pk], with_silent=True, today=new_year)
    item = Letter.objects.get().items.get()
    assert (item.standing, item.late_days) == ("chưa cập nhật Quý IV/2026", 0)


def test_only_a_focal_officer_writes_letters(cast: Cast, plan):
    with pytest.raises(NotAllowed):
        services.make_letter(cast.finance_officer, [cast.health.pk], today=TODAY)


def test_another_focal_unit_does_not_number_it(cast: Cast, letter):
    stranger = cast.finance_officer
    with pytest.raises(NotAllowed):
        services.record_letter(stranger, letter, Issued("1/CV", TODAY), today=TODAY)


def test_the_draft_has_blank_number_and_says_what_is_asked(cast: Cast, letter):
    said = words_of(letter, cast)
    assert "Số: / " in said
    assert "V/v đôn đốc thực hiện nhiệm vụ quá hạn" in said
    assert "Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2026 của UBND tỉnh Sông Mẫu" in said
    assert "còn 2 cơ quan, đơn vị có 3 nội dung quá hạn" in said
    assert "Sở Khoa học và Công nghệ đề nghị các cơ quan, đơn vị" in said
    assert "trước ngày 25/11/2026" in said
    assert "GIÁM ĐỐC" in said
    assert "Sở Y tế (2 nội dung)" in said
    assert "quá hạn 12 ngày" in said


def test_by_order_of_the_chairman_the_committee_speaks(cast: Cast, letter):
    services.change_letter(cast.focal_officer, letter, "chairman", None)
    letter.refresh_from_db()
    said = words_of(letter, cast)
    assert "TL. CHỦ TỊCH" in said
    assert "GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ" in said
    assert "Chủ tịch UBND tỉnh Sông Mẫu yêu cầu thủ trưởng" in said
    assert "trước ngày" not in said


def test_a_recorded_letter_stands_at_everything_it_names_and_its_units_are_told_once(cast: Cast, letter):
    issued = Issued("123/SKHCN-VP", TODAY)
    services.record_letter(cast.focal_officer, letter, issued, today=TODAY)
    services.record_letter(cast.focal_officer, letter, Issued("124/SKHCN-VP", TODAY), today=TODAY)
    letter.refresh_from_db()
    assert (letter.number, letter.sent_on) == ("124/SKHCN-VP", TODAY)
    duty = letter.items.exclude(duty=None).first().duty_id
    assert queries.letters_at(duty_ids=[duty]) == {duty: [letter]}
    told = Notification.objects.filter(rule="letter")
    assert sorted(row.person.username for row in told) == ["finance_officer", "health_officer"]
    [item, *_] = queries.late_items(cast.focal_officer, [cast.finance.pk], TODAY)
    assert "công văn 124/SKHCN-VP ngày 18/11/2026" in item.told


def test_a_draft_stands_nowhere_but_in_its_list(cast: Cast, letter):
    duty = letter.items.exclude(duty=None).first().duty_id
    assert queries.letters_at(duty_ids=[duty]) == {}
    assert list(Letter.objects.visible_to(cast.finance_officer)) == []


def test_a_unit_that_was_addressed_sees_the_letter_and_its_own_items(cast: Cast, letter):
    services.record_letter(cast.focal_officer, letter, Issued("1/CV", TODAY), today=TODAY)
    [seen] = Letter.objects.visible_to(cast.finance_officer)
    assert [item.unit for item in queries.letter_items(cast.finance_officer, seen)] == [cast.finance]
    assert list(Letter.objects.visible_to(cast.commune_clerk)) == []


@pytest.mark.parametrize(
    ("number", "dated", "sent"),
    [("", TODAY, None), ("1/CV", TODAY + timedelta(days=1), None), ("1/CV", TODAY - timedelta(days=1), None),
     ("1/CV", TODAY, TODAY - timedelta(days=1))],
)  # fmt: skip
def test_a_number_without_a_day_that_can_be_is_refused(cast: Cast, letter, number, dated, sent):
    with pytest.raises(Refused):
        services.record_letter(cast.focal_officer, letter, Issued(number, dated, sent), today=TODAY)


def test_a_numbered_letter_is_neither_changed_nor_dropped(cast: Cast, letter):
    services.record_letter(cast.focal_officer, letter, Issued("1/CV", TODAY), today=TODAY)
    with pytest.raises(Refused):
        services.change_letter(cast.focal_officer, letter, "chairman", None)
    with pytest.raises(Refused):
        services.drop_letter(cast.focal_officer, letter, today=TODAY)


def test_bodies_that_are_asked_are_not_ordered_in_a_letter_of_the_chairman():
    asked = rules.Item("Thuế tỉnh", (1, ""), "Cung cấp số liệu", "20/11/2026", 0, "chưa gửi", asked=True)
    said = rules.sentences(
        rules.Letter(
            rules.Form.CHAIRMAN, "Sở A", "UBND tỉnh B", "B", "", TODAY, (asked,),
        )
    )  # fmt: skip
    assert not any("yêu cầu" in sentence for sentence in said)
    assert any(sentence.startswith("Đề nghị các cơ quan ngành dọc") for sentence in said)
