"""What is recorded or sent stays Vietnamese, also when the officer who makes it reads English."""

from __future__ import annotations

from datetime import date

from django.utils import translation

from minhbach.plans import queries, services
from minhbach.plans.models import ActionPair, DueDateChange, PlanNode, PlanRelation
from tests.cast import TODAY, TRACKED, Cast, adopted, lead, task, tracked

SAID = "Công khai dự toán của sở trên trang tin điện tử"


def _dated(words: str, cast: Cast, due: date, code: str = "1"):
    return task(words, lead(cast.finance), code=code, timing="deadline", due=due, time_raw=f"{due:%d/%m/%Y}")


def test_the_text_for_zalo_is_vietnamese_for_a_reader_of_english(cast: Cast) -> None:
    plan = tracked(cast, _dated(SAID, cast, date(2026, 11, 2)))
    with translation.override("en"):
        text = queries.text_for_zalo(cast.focal_officer, TODAY, unit=cast.finance, plan=plan)
    assert text.startswith("Kính gửi Sở Tài chính.")
    assert "quá hạn 16 ngày" in text


def test_the_ledger_names_an_amendment_in_vietnamese_whoever_takes_it_back(cast: Cast) -> None:
    old = tracked(cast, _dated(SAID, cast, date(2026, 12, 10)))
    with translation.override("en"):
        moved = _dated(f"Sửa đổi nhiệm vụ 1 như sau: “1. {SAID}”", cast, date(2026, 12, 28))
        plan = adopted(cast, moved, _dated("Mở lớp tập huấn", cast, date(2026, 12, 30), "9"), amends=old.pk)
        rows = ActionPair.objects.between(plan, PlanRelation.AMENDS).values_list("pk", flat=True)
        services.confirm_pairs(cast.focal_officer, plan, PlanRelation.AMENDS, rows)
        services.activate(cast.focal_officer, plan, TRACKED, today=TODAY)
        services.give_out(plan.pk, lambda done, total, text: None, today=TODAY)
        headings = set(PlanNode.objects.filter(plan=old).values_list("text", flat=True))
        services.undo_activation(cast.focal_officer, plan)
    bases = list(DueDateChange.objects.order_by("pk").values_list("basis", flat=True))
    assert any(text.startswith("Bổ sung theo ") for text in headings)
    assert " ngày " in bases[0] and bases[1].startswith("Hủy áp dụng ")
