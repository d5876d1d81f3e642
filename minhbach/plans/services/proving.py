"""Proof that comes without a report: a coordinating unit may add it to an action it takes part in."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from minhbach.organisation.actor import Actor
from minhbach.plans.access import can_add_evidence, is_open_for_reports
from minhbach.plans.core.report import FileEvidence, Report, proof_faults
from minhbach.plans.models import Action, Duty, Evidence, EvidenceKind, Participation, ProgressEntry
from minhbach.plans.queries.words import fault_sentence
from minhbach.plans.services.locking import locked_action
from minhbach.shared import audit
from minhbach.shared.text import nfc
from minhbach.shared.verbs import Problem, Refused, allow, refuse_if


@transaction.atomic
def add_evidence(
    actor: Actor,
    action: Action,
    *,
    files: Sequence[FileEvidence] = (),
    links: Sequence[str] = (),
    numbers: Sequence[str] = (),
) -> list[Evidence]:
    """Adds proof for the actor's unit; it has no state and changes none. Raises Refused, NotAllowed."""
    locked = locked_action(action)
    unit = actor.unit_id
    allow(unit is not None and can_add_evidence(actor, unit) and _takes_part(locked, unit), "add evidence")
    proof = Report(files=tuple(files), links=tuple(links), numbers=tuple(numbers))
    refuse_if(Problem(field, fault_sentence(fault)) for field, fault in proof_faults(proof))
    if not proof.has_proof:
        raise Refused(Problem("evidence", _("Hãy chọn tệp, ghi liên kết hoặc số văn bản.")))
    if not is_open_for_reports(locked.plan):
        raise Refused(_("Kế hoạch không ở trạng thái đang theo dõi."))
    rows = write_evidence(actor, locked.pk, unit, proof, None)
    audit.record(actor, "add evidence", locked, plan=locked.plan_id, counts={"evidence": len(rows)})
    return rows


def write_evidence(
    actor: Actor, action_id: int, unit_id: int | None, report: Report, entry: ProgressEntry | None
) -> list[Evidence]:
    """One row a proof; with a report they hang on its entry."""
    common = {"entry": entry, "action_id": action_id, "unit_id": unit_id, "added_by_id": actor.user_id}
    rows = [
        Evidence(kind=EvidenceKind.FILE, stored_id=f.stored, name=nfc(f.name)[:255], **common)
        for f in report.files
    ]
    rows += [Evidence(kind=EvidenceKind.LINK, url=link, **common) for link in report.links]
    rows += [
        Evidence(kind=EvidenceKind.DOCUMENT, number=nfc(number).strip(), **common)
        for number in report.numbers
    ]
    return Evidence.objects.bulk_create(rows)


def _takes_part(action: Action, unit_id: int | None) -> bool:
    if unit_id is None:
        return False
    return (
        Participation.objects.filter(action=action, unit_id=unit_id).exists()
        or Duty.objects.filter(action=action, unit_id=unit_id).exists()
    )
