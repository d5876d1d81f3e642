"""What an adopted draft teaches: applied, offered or nothing; replaced, taken back, withdrawn."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.intake import services
from minhbach.intake.core.assignment import Assigner, Standing, assign_all
from minhbach.intake.core.phrases import phrases
from minhbach.intake.core.rows import with_keys
from minhbach.intake.core.wordings import Kind, Memory, Remembered, Why, body_lessons, column_lessons, judged
from minhbach.intake.models import Draft, DraftState, Wording, WordingState
from minhbach.intake.queries.remembered import lines
from minhbach.intake.services.wordings import memory
from minhbach.organisation import queries as organisation
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.registry import GroupFacts, Registry, SuccessionFacts, UnitFacts
from minhbach.organisation.models import Unit
from minhbach.plans.models import ResponsibilityMember
from minhbach.shared.models import AuditEntry
from minhbach.shared.verbs import Refused

DAY = date(2026, 3, 3)
POLICE, HEALTH, OLD, NEW, FARMS = 1, 2, 3, 4, 9
REGISTRY = Registry(
    units=(
        UnitFacts(POLICE, "CAT", "Công an tỉnh Lâm Sơn", "police_army"),
        UnitFacts(HEALTH, "SYT", "Sở Y tế", "department"),
        UnitFacts(OLD, "BDT", "Ban Cây xanh", "agency", closed_on=date(2026, 2, 1)),
        UnitFacts(NEW, "BVH", "Ban Vườn hoa", "agency", opened_on=date(2026, 2, 1)),
    ),
    groups=(GroupFacts(FARMS, "XA", "Ủy ban nhân dân các xã", "fixed", member_ids=frozenset({HEALTH})),),
    successions=(SuccessionFacts(OLD, NEW, "renamed", date(2026, 2, 1)),),
)


def plan_of(*leads: str):
    rows = [{"text": f"Việc {n}", "lead": [lead], "code": str(n)} for n, lead in enumerate(leads)]
    return with_keys({"tasks": rows})


def plain(on: date = DAY) -> Assigner:
    return Assigner.of(REGISTRY, on, DAY)


def lesson(text: str, choice: str, *ids: int):
    found = phrases(plan_of(text))
    (one,) = body_lessons(found, {found[0].key: {"choice": choice, "ids": list(ids)}}, plain()) or [None]
    return one


def remembered(text: str, meaning, *, applies: bool = True, draft: int = 7) -> Remembered:
    return Remembered(1, Kind.BODY, text.casefold(), text, meaning, applies, DAY, "12/KH-UBND", draft)


def assigned(text: str, *memories: Remembered, on: date = DAY):
    registry = Memory.of(memories).added_to(REGISTRY)
    (one,) = assign_all(phrases(plan_of(text)), {}, Assigner.of(registry, on, DAY)).values()
    return one


def test_an_unknown_phrase_that_a_person_resolved_is_applied_next_time() -> None:
    taught = lesson("Mai Vàng", "unit", POLICE)
    assert (taught.meaning, taught.why) == ({"unit": POLICE}, "")
    assert assigned("Mai Vàng").standing is Standing.UNKNOWN
    known = remembered("Mai Vàng", taught.meaning)
    one = assigned("Mai Vàng", known)
    assert (one.standing, one.units) == (Standing.UNIT, (POLICE,))
    assert Memory.of([known]).behind(one) == known


def test_a_phrase_resolved_to_a_group_becomes_that_group_with_its_list_of_the_day() -> None:
    taught = lesson("Các địa phương", "group", FARMS)
    assert (taught.meaning, taught.why) == ({"group": FARMS}, "")
    assert assigned("các địa phương", remembered("Các địa phương", taught.meaning)).standing is Standing.GROUP


@pytest.mark.parametrize(
    ("text", "choice", "ids", "why"),
    [
        ("Các đơn vị", "group", (FARMS,), Why.CONTEXT),
        ("Đơn vị mình", "unit", (HEALTH,), Why.CONTEXT),
        ("Các địa phương nêu trên", "group", (FARMS,), Why.CONTEXT),
        ("Các địa phương", "picked", (POLICE, HEALTH), Why.SEVERAL),
        ("Sở Y tế", "unit", (POLICE,), Why.CERTAIN),
        ("Ban Cây xanh", "unit", (POLICE,), Why.CERTAIN),
    ],
)
def test_what_another_paper_may_mean_otherwise_is_offered_and_not_applied(text, choice, ids, why) -> None:
    assert lesson(text, choice, *ids).why == why


@pytest.mark.parametrize(("choice", "ids"), [("open", ()), ("found", ()), ("then", ()), ("picked", ())])
def test_words_left_open_or_taken_as_found_teach_nothing(choice, ids) -> None:
    assert lesson("Mai Vàng", choice, *ids) is None


def test_a_remembered_body_that_is_gone_is_carried_on_by_its_successor_and_asked_about() -> None:
    known = remembered("Mai Vàng", {"unit": OLD})
    now, before = assigned("Mai Vàng", known), assigned("Mai Vàng", known, on=date(2026, 1, 5))
    assert now.out_of_date
    assert now.is_question
    assert [(m.named, m.unit) for m in before.members] == [(OLD, NEW)]


def test_what_is_only_offered_changes_no_phrase() -> None:
    offered = remembered("Mai Vàng", {"unit": POLICE}, applies=False)
    one = assigned("Mai Vàng", offered)
    assert one == assigned("Mai Vàng")
    assert Memory.of([offered]).offered(one) == offered


def test_another_paper_that_means_something_else_leaves_both_in_doubt() -> None:
    taught, old = lesson("Mai Vàng", "unit", POLICE), remembered("Mai Vàng", {"unit": HEALTH}, draft=7)
    assert judged(taught, old, 8).why == Why.DIFFERS
    assert judged(taught, old, 7).why == ""
    assert judged(taught, remembered("Mai Vàng", {"unit": POLICE}), 8) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["Mai Vàng", "Sở Y tế", "CA tỉnh", "Ban Cây xanh, Sở Y tế"]), min_size=1),
    st.dictionaries(st.sampled_from(["Mai Vàng", "Sở Y tế", "Hoa Ban"]), st.sampled_from([1, 2, 3, 4])),
)
def test_remembering_and_forgetting_assigns_every_phrase_as_before(leads, said) -> None:
    found = phrases(plan_of(*leads))
    before = assign_all(found, {}, plain())
    kept = Memory.of(remembered(text, {"unit": pk}) for text, pk in said.items())
    assign_all(found, {}, Assigner.of(kept.added_to(REGISTRY), DAY, DAY))
    assert assign_all(found, {}, Assigner.of(Memory.of([]).added_to(REGISTRY), DAY, DAY)) == before


def test_headers_that_a_person_named_are_learnt_but_not_against_what_the_reader_knows() -> None:
    names = ["TT", "Đầu việc cụ thể", "Thời hạn", "Ghi chú thêm của phòng"]
    data = {"tables": {"4": {"header": 1, "names": names, "roles": ["number", "task", "lead", ""]}}}
    assert [(one.text, one.meaning["role"], one.why) for one in column_lessons(data)] == [
        ("Đầu việc cụ thể", "task", ""),
        ("Thời hạn", "lead", Why.CERTAIN),
    ]


# ---- kept in the database

pytestmark = pytest.mark.django_db
PAPER = {"kind": "Kế hoạch", "title": "Kiểm tra chợ", "signer": "Trần A", "issued": "03/03/2026"}


@pytest.fixture
def focal(province: None, db: None) -> Actor:
    unit = Unit.objects.filter(kind="office").first()
    assert unit is not None
    return Actor(user_id=None, unit_id=unit.pk, roles=frozenset({"focal"}), unit_ids=frozenset({unit.pk}))


def body(number: int) -> Unit:
    return Unit.objects.filter(kind="department", closed_on=None).order_by("pk")[number]


def draft_with(actor: Actor, number: str, *leads: str, **resolutions: int) -> Draft:
    answers = PAPER | {"number": number, "focal_unit": str(actor.unit_id)}
    chosen = {key: {"choice": "unit", "ids": [pk]} for key, pk in resolutions.items()}
    return Draft.objects.create(
        unit_id=actor.unit_id, name="ke-hoach.docx", state=DraftState.REVIEW, answers=answers,
        data=plan_of(*leads), resolutions=chosen,
    )  # fmt: skip


def adopted(actor: Actor, number: str, unit: Unit | None = None) -> Draft:
    draft = draft_with(actor, number, "Mai Vàng", **({"mai vàng": unit.pk} if unit else {}))
    services.adopt(actor, draft)
    return draft


def test_adopting_a_draft_remembers_its_choice_with_its_paper_and_the_next_plan_uses_it(focal: Actor) -> None:
    first = adopted(focal, "12/KH-UBND", body(0))
    row = Wording.objects.get()
    assert (row.text, row.meaning, row.state) == ("Mai Vàng", {"unit": body(0).pk}, WordingState.IN_USE)
    assert (row.source, row.draft, row.uses.count()) == ("12/KH-UBND", first, 0)
    assert AuditEntry.objects.filter(verb="wording.learn").count() == 1
    second = adopted(focal, "13/KH-UBND")
    second.refresh_from_db()
    members = ResponsibilityMember.objects.filter(responsibility__action__plan=second.plan)
    assert [member.unit for member in members] == [body(0)]
    assert row.uses.get().draft == second


def test_forgetting_changes_no_adopted_plan(focal: Actor) -> None:
    adopted(focal, "12/KH-UBND", body(0))
    adopted(focal, "13/KH-UBND")
    before = list(ResponsibilityMember.objects.order_by("pk").values())
    services.take_back(focal, Wording.objects.get().pk)
    assert list(ResponsibilityMember.objects.order_by("pk").values()) == before
    assert not memory().bodies


def test_a_contrary_choice_of_another_paper_takes_the_place_with_history_and_is_only_offered(
    focal: Actor,
) -> None:
    adopted(focal, "12/KH-UBND", body(0))
    adopted(focal, "13/KH-UBND", body(1))
    new, old = Wording.objects.all()
    assert (new.state, new.reason, new.replaces) == (WordingState.OFFERED, Why.DIFFERS, old)
    assert (old.state, old.meaning) == (WordingState.REPLACED, {"unit": body(0).pk})
    services.put_to_use(focal, new.pk)
    assert memory().bodies["mai vàng"].applies


def test_withdrawing_the_adoption_withdraws_what_it_taught(focal: Actor) -> None:
    adopted(focal, "12/KH-UBND", body(0))
    second = adopted(focal, "13/KH-UBND", body(1))
    services.undo_adoption(focal, second)
    assert memory().bodies["mai vàng"].meaning == {"unit": body(0).pk}
    assert memory().bodies["mai vàng"].applies


def test_a_withdrawn_plan_no_longer_counts_among_those_that_used_a_wording(focal: Actor) -> None:
    adopted(focal, "12/KH-UBND", body(0))
    second, third = adopted(focal, "13/KH-UBND"), adopted(focal, "14/KH-UBND")
    services.undo_adoption(focal, third)
    (line,) = lines(Wording.objects.all(), organisation.registry())
    last = Wording.objects.get().uses.get(draft=second).at
    assert (line.used, line.used_at) == (1, last)


def test_what_was_taken_back_or_set_right_comes_back_whole(focal: Actor) -> None:
    row = services.add_wording(focal, "body", " Mai   Vàng ", {"unit": body(0).pk})
    other = services.change_wording(focal, row.pk, {"unit": body(1).pk})
    services.take_back(focal, other.pk)
    assert memory().bodies == {}
    services.restore(focal, row.pk)
    assert memory().bodies["mai vàng"].meaning == {"unit": body(0).pk}
    services.restore(focal, other.pk)
    row.refresh_from_db()
    assert row.state == WordingState.REPLACED
    verbs = (
        AuditEntry.objects.filter(verb__startswith="wording.").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == [
        "wording.add", "wording.change", "wording.take_back", "wording.restore", "wording.restore",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "meaning"),
    [
        ("body", "- .", {"unit": 1}),
        ("body", "a" * 201, {"unit": 1}),
        ("body", "Mai Vàng", {"unit": 10**9}),
        ("column", "Thời hạn", {"role": "lead"}),
        ("column", "Ai lo", {"role": "emperor"}),
    ],
)
def test_what_cannot_be_remembered_is_refused_with_a_sentence(focal: Actor, kind, text, meaning) -> None:
    with pytest.raises(Refused):
        services.add_wording(focal, kind, text, meaning)
    assert not Wording.objects.exists()


def test_only_focal_officers_and_administrators_change_what_is_remembered(focal: Actor) -> None:
    row = services.add_wording(focal, "column", "Ai lo", {"role": "lead"})
    secretary = Actor(user_id=None, unit_id=focal.unit_id, roles=frozenset({"secretary"}))
    for work in (services.take_back, services.restore, services.put_to_use):
        with pytest.raises(PermissionDenied):
            work(secretary, row.pk)
    with pytest.raises(PermissionDenied):
        services.add_wording(secretary, "column", "Ai làm", {"role": "lead"})
