"""Earlier plans are offered from the words of the document and from title and years, never chosen alone."""

from __future__ import annotations

from datetime import date

import pytest

from minhbach.indices.models import TargetPair
from minhbach.intake import services
from minhbach.intake.core import answers
from minhbach.intake.core.relations import KnownPlan, chosen, proposals
from minhbach.intake.core.rows import DraftError, with_keys
from minhbach.intake.models import Draft, DraftState
from tests.cast import adopted, lead, make_cast, task

OLD = KnownPlan(7, "118/KH-UBND", "Chăm sóc cây xanh năm 2025", "UBND tỉnh Lâm Sơn", 2025, 2025)
OTHER = KnownPlan(8, "42/KH-UBND", "Phòng cháy rừng năm 2025", "UBND tỉnh Lâm Sơn", 2025, 2025)
NEXT = {"title": "Chăm sóc cây xanh năm 2026", "year_from": "2026", "issuer": "UBND tỉnh Lâm Sơn"}


def said(kind: str, number: str) -> dict:
    return {"relations": [{"kind": kind, "number": number, "place": {"quote": f"thay thế {number}"}}]}


def test_the_words_of_the_document_lead_to_the_plan_with_that_number():
    (found,) = proposals(said("replaces", "0118 /KH-UBND"), {}, [OLD, OTHER])
    assert (found.relation, found.plan, found.words) == ("replaces", OLD, "thay thế 0118 /KH-UBND")


def test_a_plan_that_is_not_known_here_is_named_all_the_same():
    (found,) = proposals(said("amends", "9/KH-UBND"), {}, [OLD])
    assert (found.plan, found.number) == (None, "9/KH-UBND")


def test_the_plan_of_the_year_before_is_known_by_its_title():
    assert [(one.relation, one.plan) for one in proposals({}, NEXT, [OLD, OTHER])] == [("follows", OLD)]


@pytest.mark.parametrize("change", [{"year_from": "2027"}, {"issuer": "UBND tỉnh khác"}, {"title": "Cây"}])
def test_another_year_issuer_or_title_is_no_follower(change):
    assert proposals({}, NEXT | change, [OLD]) == []


def test_what_is_offered_is_not_chosen():
    data = {"document": {"title": "Cây"}, **said("replaces", "118/KH-UBND")}
    assert chosen(answers.proposed(data, {})) == {}
    assert chosen(answers.proposed(data, {"replaces": "7", "parent_plan": ""})) == {"replaces": 7}


def test_a_relation_is_to_a_plan_of_the_list():
    with pytest.raises(DraftError):
        answers.checked("amends", "118/KH-UBND", date(2026, 1, 1))


@pytest.mark.django_db
def test_an_amendment_may_change_targets_and_nothing_else_a_plan_needs_a_task():
    cast = make_cast()
    old = adopted(cast, task("Công khai dự toán", lead(cast.finance)))
    rows = [{"name": "Tỷ lệ hài lòng", "target": {"op": ">=", "value": 85, "year": 2026}, "unit": "percent"}]
    paper = {"kind": "Kế hoạch", "title": "Sửa đổi", "signer": "Trần A", "issued": "03/03/2026",
             "number": "71/KH-UBND", "focal_unit": str(cast.focal.pk)}  # fmt: skip
    draft = Draft.objects.create(
        unit_id=cast.focal.pk, name="sua-doi.docx", state=DraftState.REVIEW, answers=paper,
        data=with_keys({"indicators": rows}),
    )  # fmt: skip
    with pytest.raises(DraftError):
        services.adopt(cast.focal_officer, draft)
    draft.answers = paper | {"amends": str(old.pk)}
    draft.save()
    plan = services.adopt(cast.focal_officer, draft)
    assert TargetPair.objects.get(plan=plan).kind == "new"
