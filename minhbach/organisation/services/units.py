"""Creating and changing units, and the ways in which documents write them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.access import can_manage_organisation
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.writing import key, tokens
from minhbach.organisation.models import Authority, Unit, UnitAlias
from minhbach.shared import audit
from minhbach.shared.text import fold, nfc
from minhbach.shared.verbs import Problem, Refused, allow, refuse_if

BATCH = 500
FIELDS = (
    "code", "name", "short_name", "kind", "authority", "parent_id", "protocol_order", "opened_on",
    "closed_on", "tags", "email", "phone", "address", "verified",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitDraft:
    """What a form or a row says of a unit. aliases: added to those that the unit has."""

    code: str
    name: str
    kind: str
    short_name: str = ""
    authority: str = Authority.PEOPLES_COMMITTEE
    parent_id: int | None = None
    protocol_order: int = 1000
    opened_on: date | None = None
    closed_on: date | None = None
    tags: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    address: str = ""
    verified: bool = True
    aliases: tuple[str, ...] = field(default=())

    @staticmethod
    def of(unit: Unit) -> UnitDraft:
        return UnitDraft(**{name: getattr(unit, name) for name in FIELDS} | {"tags": tuple(unit.tags)})

    def tidy(self) -> UnitDraft:
        """NFC at the door, no spaces around or doubled."""
        return replace(
            self,
            code=_one_line(self.code),
            name=_one_line(self.name),
            short_name=_one_line(self.short_name),
            email=_one_line(self.email),
            phone=_one_line(self.phone),
            address=_one_line(self.address),
        )


@transaction.atomic
def create_unit(actor: Actor, draft: UnitDraft) -> Unit:
    _allow(actor)
    unit = Unit()
    _fill(unit, draft)
    unit.full_clean()
    unit.save()
    _add_aliases(unit, draft.aliases)
    audit.record(actor, "unit.create", unit, after=_facts(unit))
    return unit


@transaction.atomic
def change_unit(actor: Actor, unit_id: int, draft: UnitDraft) -> Unit:
    """Corrects what is recorded. A new name from a day on is a succession (`rename`), not a change."""
    _allow(actor)
    unit = Unit.objects.select_for_update().get(pk=unit_id)
    before = _facts(unit)
    _fill(unit, draft)
    _check_parent(unit)
    unit.full_clean()
    unit.save()
    _add_aliases(unit, draft.aliases)
    after = _facts(unit)
    changed = [name for name in FIELDS if before[name] != after[name]]
    audit.record(
        actor, "unit.change", unit,
        before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
    )  # fmt: skip
    return unit


@transaction.atomic
def save_units(actor: Actor, drafts: Iterable[UnitDraft]) -> list[Unit]:
    """Many at once (import, template of a province): by code, new ones made, known ones changed.

    Raises Refused with a problem per code; then nothing is saved. At most a few hundred rows:
    a province has about two hundred units.
    """
    _allow(actor)
    wanted = [draft.tidy() for draft in drafts]
    known = {
        unit.code: unit for unit in Unit.objects.select_for_update().filter(code__in=[d.code for d in wanted])
    }
    units = [known.get(draft.code) or Unit() for draft in wanted]
    problems: list[Problem] = []
    for unit, draft in zip(units, wanted, strict=True):
        _fill(unit, draft)
        try:
            unit.full_clean(validate_unique=False, validate_constraints=False)
        except ValidationError as wrong:
            problems += [Problem(draft.code, sentence) for sentence in wrong.messages]
    refuse_if(problems)
    created = [unit for unit in units if unit.pk is None]
    changed = [unit for unit in units if unit.pk is not None]
    Unit.objects.bulk_create(created, batch_size=BATCH)
    Unit.objects.bulk_update(changed, [*FIELDS[1:], "folded"], batch_size=BATCH)
    _add_many_aliases(units, wanted)
    if units:
        audit.record(
            actor, "unit.save_many", units[0], counts={"created": len(created), "changed": len(changed)}
        )
    return units


@transaction.atomic
def add_alias(actor: Actor, unit_id: int, text: str) -> UnitAlias:
    """Another way in which documents write the unit; the one that is there where it was known already."""
    _allow(actor)
    unit, tidy = Unit.objects.get(pk=unit_id), _alias_text(text)
    alias, made = UnitAlias.objects.get_or_create(unit=unit, folded=fold(tidy), defaults={"text": tidy})
    if made:
        audit.record(actor, "unit.add_alias", unit, after={"text": tidy})
    return alias


@transaction.atomic
def remove_alias(actor: Actor, alias_id: int) -> None:
    """Takes back a way of writing; what was resolved with it stays as it was."""
    _allow(actor)
    alias = UnitAlias.objects.select_for_update().select_related("unit").get(pk=alias_id)
    audit.record(actor, "unit.remove_alias", alias.unit, before={"text": alias.text})
    alias.delete()


def folded_unit(name: str, short_name: str, code: str) -> str:
    """What search looks in: name, short name and code without accents."""
    return fold(f"{name} {short_name} {code}")[:320]


def _one_line(text: str) -> str:
    return " ".join(nfc(text).split())


def _allow(actor: Actor) -> None:
    allow(can_manage_organisation(actor), "organisation.manage")


def _fill(unit: Unit, draft: UnitDraft) -> None:
    tidy = draft.tidy()
    for name in FIELDS:
        setattr(unit, name, getattr(tidy, name))
    unit.tags = list(tidy.tags)
    unit.folded = folded_unit(unit.name, unit.short_name, unit.code)


def _check_parent(unit: Unit) -> None:
    """No unit stands above itself."""
    above, seen = unit.parent, {unit.pk}
    while above is not None:
        if above.pk in seen:
            raise Refused(
                Problem("parent", _("Đơn vị cấp trên không thể là chính đơn vị này hoặc cấp dưới của nó."))
            )
        seen.add(above.pk)
        above = above.parent


def _facts(unit: Unit) -> dict[str, object]:
    return {name: value for name, value in asdict(UnitDraft.of(unit)).items() if name != "aliases"}


def _alias_text(text: str) -> str:
    tidy = _one_line(text)
    if not key(tokens(tidy)):
        raise Refused(Problem("text", _("Cách viết phải có chữ.")))
    if len(tidy) > 200:
        raise Refused(Problem("text", _("Cách viết dài quá 200 ký tự.")))
    return tidy


def _add_aliases(unit: Unit, texts: Iterable[str]) -> None:
    tidy = [_alias_text(text) for text in texts]
    UnitAlias.objects.bulk_create(
        [UnitAlias(unit=unit, text=text, folded=fold(text)) for text in tidy], ignore_conflicts=True
    )


def _add_many_aliases(units: list[Unit], drafts: list[UnitDraft]) -> None:
    rows = [
        UnitAlias(unit=unit, text=text, folded=fold(text), verified=draft.verified)
        for unit, draft in zip(units, drafts, strict=True)
        for text in map(_alias_text, draft.aliases)
    ]
    UnitAlias.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)
