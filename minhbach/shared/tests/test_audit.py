from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from minhbach.shared import audit
from minhbach.shared.models import AuditEntry, Marker

EARLIER = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Someone:
    user_id: int | None = 1
    unit_id: int | None = 10
    unit_ids: frozenset[int] = frozenset({10})
    roles: frozenset[str] = field(default_factory=frozenset)

    def has_role(self, *roles):
        return not self.roles.isdisjoint(roles)


@pytest.fixture
def thing(db):
    return Marker.objects.create(key="thing")


def write(thing, count=5):
    for number in range(count):
        audit.record(Someone(), "update", thing, before={"n": number}, after={"n": number + 1})


def test_an_entry_says_who_for_whom_what_and_when(thing):
    entry = audit.record(Someone(), "record progress", thing, on_behalf_of=20, plan=3, counts={"rows": 7})
    assert (entry.user_id, entry.unit_id, entry.on_behalf_of, entry.plan_id) == (1, 10, 20, 3)
    assert (entry.thing_type, entry.thing_id, entry.counts) == ("shared.marker", "thing", {"rows": 7})


def test_the_system_acts_without_a_person(thing):
    assert audit.record(None, "seal", thing).user_id is None


def test_personal_values_are_kept_as_hashes(thing):
    entry = audit.record(
        Someone(),
        "update",
        thing,
        before={"phone": "0912345678", "email": ""},
        after={"x": audit.Personal("Lê A")},
    )
    entry.refresh_from_db()
    assert entry.before["phone"] == audit.fingerprint("0912345678")
    assert entry.before["email"] == ""
    assert "0912345678" not in str(entry.before)
    assert "Lê A" not in str(entry.after)


def test_a_whole_chain_holds(thing):
    write(thing)
    assert audit.seal(3) == 3
    assert audit.seal(3) == 2
    verdict = audit.verify()
    assert verdict.holds
    assert (verdict.sealed, verdict.unsealed) == (5, 0)


def test_new_entries_wait_for_the_seal(thing):
    write(thing, 2)
    assert audit.verify() == audit.Verdict(sealed=0, unsealed=2, head=audit.START)


@pytest.mark.parametrize(
    "change",
    [
        {"after": {"n": 99}},
        {"user_id": 2},
        {"verb": "x"},
        {"on_behalf_of": 5},
        {"plan_id": 1},
        {"counts": {}},
    ],
)
def test_a_changed_entry_breaks_the_chain_at_its_place(thing, change):
    write(thing)
    audit.seal(10)
    AuditEntry.objects.filter(seal_no=3).update(**change)
    assert audit.verify().broken_at == 3


def test_a_removed_entry_breaks_the_chain(thing):
    write(thing)
    audit.seal(10)
    AuditEntry.objects.filter(seal_no=2).delete()
    assert audit.verify().broken_at == 2


def test_a_cut_off_end_shows(thing):
    write(thing)
    audit.seal(10)
    AuditEntry.objects.filter(seal_no__gt=3).delete()
    assert audit.verify().broken_at == 4


def test_an_entry_slipped_in_shows(thing):
    write(thing)
    audit.seal(10)
    false = audit.record(None, "false", thing)
    AuditEntry.objects.filter(pk=false.pk).update(seal_no=6, seal="f" * 64)
    assert audit.verify().broken_at == 6


def test_a_unit_reads_its_own_entries_and_those_on_its_behalf_and_no_other(thing):
    own = audit.record(Someone(), "a", thing)
    behalf = audit.record(Someone(unit_id=99), "b", thing, on_behalf_of=10)
    other = audit.record(Someone(unit_id=99), "c", thing)
    system = audit.record(None, "d", thing)
    assert set(AuditEntry.objects.visible_to(Someone())) == {own, behalf}
    administrator = Someone(roles=frozenset({"administrator"}))
    assert set(AuditEntry.objects.visible_to(administrator)) == {own, behalf, other, system}
    assert not AuditEntry.objects.visible_to(Someone(unit_id=None, unit_ids=frozenset())).exists()


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False)
    | st.dates()
    | st.decimals(allow_nan=False)
    | st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(min_codepoint=97, max_codepoint=122)), inner, max_size=3)
    ),
    max_leaves=8,
)


class AnyValue(TestCase):
    @settings(max_examples=40)
    @given(st.dictionaries(st.sampled_from(["a", "b", "phone"]), values))
    def test_any_value_comes_back_from_the_database_as_it_was_sealed(self, after):
        audit.record(None, "x", Marker(key="k"), after=after)
        audit.seal(10)
        assert audit.verify().holds


def test_dates_and_decimals_are_kept_as_text(thing):
    entry = audit.record(None, "x", thing, after={"due": date(2026, 1, 2), "score": Decimal("1.50")})
    assert entry.after == {"due": "2026-01-02", "score": "1.50"}
