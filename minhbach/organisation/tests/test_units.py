from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from minhbach.organisation import queries, services
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import GroupKind, SuccessionKind, Unit, UnitGroup, UnitKind
from minhbach.organisation.services import GroupDraft, UnitDraft
from minhbach.shared.models import AuditEntry

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def draft(code: str = "SXD", name: str = "Sở Xây dựng", **more: object) -> UnitDraft:
    return UnitDraft(code=code, name=name, kind=UnitKind.DEPARTMENT, **more)  # type: ignore[arg-type]


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))


def test_a_unit_is_made_with_its_writings_searchable_and_on_record(administrator: Actor) -> None:
    unit = services.create_unit(administrator, draft(name="Sở  Xây dư\u0323ng", aliases=("Sở XD",)))
    assert unit.name == "Sở Xây dựng"
    assert [found.pk for found in queries.find_units("so XAY dung")] == [unit.pk]
    assert [found.pk for found in queries.find_units("xd")] == [unit.pk]
    assert verbs() == ["unit.create"]


def test_an_officer_changes_nothing_of_the_organisation(officer: Actor, administrator: Actor) -> None:
    unit = services.create_unit(administrator, draft())
    for verb in (
        lambda: services.create_unit(officer, draft("X", "Sở X")),
        lambda: services.change_unit(officer, unit.pk, draft(name="Sở Khác")),
        lambda: services.add_alias(officer, unit.pk, "Sở XD"),
        lambda: services.dissolve(officer, unit.pk, on=DAY),
        lambda: services.create_group(officer, GroupDraft("G", "Nhóm", GroupKind.OPEN)),
        lambda: services.save_units(officer, [draft("X", "Sở X")]),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert Unit.objects.get().name == "Sở Xây dựng" and verbs() == ["unit.create"]


def test_a_second_unit_with_the_same_code_is_refused_beside_its_field(administrator: Actor) -> None:
    services.create_unit(administrator, draft())
    with pytest.raises(ValidationError) as refused:
        services.create_unit(administrator, draft(name="Sở Khác"))
    assert "code" in refused.value.message_dict
    assert Unit.objects.count() == 1


def test_a_change_records_only_what_changed(administrator: Actor) -> None:
    unit = services.create_unit(administrator, draft())
    services.change_unit(administrator, unit.pk, draft(phone="0912", address="Số 1"))
    entry = AuditEntry.objects.get(verb="unit.change")
    assert set(entry.after or {}) == {"phone", "address"}
    assert "0912" not in str(entry.after), "personal values are kept as hashes"


def test_no_unit_stands_above_itself(administrator: Actor) -> None:
    top = services.create_unit(administrator, draft("A", "Sở A"))
    part = services.create_unit(administrator, draft("B", "Phòng B", parent_id=top.pk))
    with pytest.raises(ValidationError):
        services.change_unit(administrator, top.pk, draft("A", "Sở A", parent_id=part.pk))
    assert Unit.objects.get(pk=top.pk).parent is None


def test_another_way_of_writing_is_kept_once(administrator: Actor) -> None:
    unit = services.create_unit(administrator, draft())
    services.add_alias(administrator, unit.pk, "Sở  XD và GT")
    services.add_alias(administrator, unit.pk, "sở xd và gt")
    assert unit.aliases.get().text == "Sở XD và GT"
    assert verbs().count("unit.add_alias") == 1
    with pytest.raises(ValidationError):
        services.add_alias(administrator, unit.pk, " - ")


def test_save_units_saves_all_or_nothing(administrator: Actor) -> None:
    services.create_unit(administrator, draft("A", "Sở A"))
    with pytest.raises(ValidationError) as refused:
        services.save_units(administrator, [draft("A", "Sở A1"), draft("B", "")])
    assert set(refused.value.message_dict) == {"B"}
    assert list(Unit.objects.values_list("name", flat=True)) == ["Sở A"]
    services.save_units(administrator, [draft("A", "Sở A1"), draft("B", "Sở B")])
    assert [unit.folded for unit in Unit.objects.order_by("code")] == ["so a1 a", "so b b"]


def test_a_merger_closes_the_old_and_names_who_carries_on(administrator: Actor) -> None:
    a, b, into = (services.create_unit(administrator, draft(c, f"Sở {c}")) for c in "ABC")
    services.merge(administrator, [a.pk, b.pk, into.pk], into.pk, on=DAY, basis="Nghị quyết 1")
    assert [u.code for u in queries.units_open_on(DAY)] == ["C"]
    assert [u.code for u in queries.units_open_on(date(2026, 5, 31))] == ["A", "B", "C"]
    known = queries.registry()
    assert [known.carried_on_by(unit.pk, DAY) for unit in (a, b, into)] == [(into.pk,)] * 3
    assert known.carried_on_by(a.pk, date(2026, 5, 31)) == (a.pk,)


def test_a_renamed_unit_keeps_its_old_name_in_history(administrator: Actor) -> None:
    old = services.create_unit(administrator, draft(phone="0912", tags=("x",)))
    new = services.rename(administrator, old.pk, code="SXD2", name="Sở Xây dựng và Giao thông", on=DAY)
    old.refresh_from_db()
    assert (old.name, old.closed_on) == ("Sở Xây dựng", DAY)
    assert (new.opened_on, new.phone, new.tags) == (DAY, "0912", ["x"])
    assert old.successions.get().kind == SuccessionKind.RENAMED


def test_a_split_needs_two_successors_and_a_moved_function_closes_nobody(administrator: Actor) -> None:
    a, b, c = (services.create_unit(administrator, draft(code, f"Sở {code}")) for code in "ABC")
    with pytest.raises(ValidationError):
        services.split(administrator, a.pk, [b.pk], on=DAY)
    services.move_function(administrator, a.pk, b.pk, on=DAY, note="báo chí")
    assert queries.registry().carried_on_by(a.pk, DAY) == (a.pk,)
    services.split(administrator, a.pk, [b.pk, c.pk], on=DAY)
    assert queries.registry().carried_on_by(a.pk, DAY) == (b.pk, c.pk)


def test_a_unit_ends_once_and_not_before_it_began(administrator: Actor) -> None:
    unit = services.create_unit(administrator, draft(opened_on=DAY))
    with pytest.raises(ValidationError):
        services.dissolve(administrator, unit.pk, on=DAY)
    services.dissolve(administrator, unit.pk, on=date(2026, 7, 1))
    with pytest.raises(ValidationError):
        services.dissolve(administrator, unit.pk, on=date(2026, 8, 1))
    assert unit.successions.count() == 1


def test_a_successor_must_be_open_on_the_day(administrator: Actor) -> None:
    a = services.create_unit(administrator, draft("A", "Sở A"))
    b = services.create_unit(administrator, draft("B", "Sở B", opened_on=date(2026, 7, 1)))
    with pytest.raises(ValidationError):
        services.merge(administrator, [a.pk], b.pk, on=DAY)
    a.refresh_from_db()
    assert a.closed_on is None


def test_a_group_by_rule_is_read_on_its_day(administrator: Actor) -> None:
    a = services.create_unit(administrator, draft("A", "Sở A", closed_on=DAY))
    b = services.create_unit(administrator, draft("B", "Sở B", opened_on=DAY))
    rule = {"kinds": ["department"]}
    group = services.create_group(administrator, GroupDraft("G", "Các sở", GroupKind.BY_RULE, rule))
    assert queries.members_of_group(group, date(2026, 5, 1)) == [a]
    assert queries.members_of_group(group, DAY) == [b]


def test_a_fixed_group_has_the_list_and_the_writings_of_its_last_change(administrator: Actor) -> None:
    a, b = (services.create_unit(administrator, draft(code, f"Sở {code}")) for code in "AB")
    group = services.create_group(
        administrator, GroupDraft("G", "Tổ", GroupKind.FIXED, unit_ids=(a.pk,), aliases=("Tổ 1",))
    )
    services.change_group(
        administrator, group.pk, GroupDraft("G", "Tổ", GroupKind.FIXED, unit_ids=(b.pk,), aliases=("Tổ 2",))
    )
    assert queries.members_of_group(group, DAY) == [b]
    assert set(group.aliases.values_list("text", flat=True)) == {"Tổ 2"}


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (GroupKind.BY_RULE, {}),
        (GroupKind.BY_RULE, {"kinds": ["nothing"]}),
        (GroupKind.BY_RULE, {"authority": "nobody"}),
        (GroupKind.RELATIVE, {"relation": "likes"}),
    ],
)
def test_a_rule_that_says_nothing_is_refused(
    administrator: Actor, kind: str, rule: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        services.create_group(administrator, GroupDraft("G", "Nhóm", kind, rule))
    assert not UnitGroup.objects.exists()
