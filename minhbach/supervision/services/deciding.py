"""The tray: a person sends, changes or drops what the ladder proposed to a head or a leader."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.messaging.services import Addressee, Notice, notify
from minhbach.organisation.actor import Actor
from minhbach.shared import audit
from minhbach.shared.text import nfc
from minhbach.shared.verbs import Problem, Refused, allow
from minhbach.supervision.access import can_decide_proposal
from minhbach.supervision.models import Proposal, ProposalState, SentVia
from minhbach.supervision.queries.people import addressees_of
from minhbach.supervision.queries.tray import composed

PROPOSAL = "proposal"  # the rule of its notifications
LONGEST = 8000  # letters of a message


@transaction.atomic
def change_proposal(actor: Actor, proposal: Proposal, text: str) -> Proposal:
    """Words of the person's own; blank: composed again from what is owed then."""
    locked = _open(actor, proposal, "change proposal")
    locked.text = _typed(text)
    locked.save(update_fields=["text"])
    audit.record(actor, "change proposal", locked, after={"letters": len(locked.text)})
    return locked


@transaction.atomic
def send_proposal(
    actor: Actor, proposal: Proposal, text: str, via: str, *, today: date | None = None
) -> Proposal:
    """Keeps what was said and how. SYSTEM says it to the accounts of the head (else the deputies) or the
    leader; the other ways are the person's own doing, recorded here. Pressed twice, it is said once."""
    locked = _open(actor, proposal, "send proposal")
    day = today or timezone.localdate()
    said = _typed(text) or composed(locked, day).text
    if via not in SentVia.values:
        raise Refused(Problem("via", _("Hãy chọn cách gửi.")))
    if via == SentVia.SYSTEM:
        _say(locked, said, day)
    locked.text, locked.via = said, via
    _close(actor, locked, ProposalState.SENT)
    audit.record(actor, "send proposal", locked, after={"via": via}, counts={"items": locked.items.count()})
    return locked


@transaction.atomic
def drop_proposal(actor: Actor, proposal: Proposal, reason: str = "") -> Proposal:
    """Nothing is sent. What comes to a later rung is proposed anew."""
    locked = _open(actor, proposal, "drop proposal")
    locked.reason = nfc(reason).strip()[:300]
    _close(actor, locked, ProposalState.DROPPED)
    audit.record(actor, "drop proposal", locked, counts={"items": locked.items.count()})
    return locked


def _open(actor: Actor, proposal: Proposal, verb: str) -> Proposal:
    locked = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("unit", "focal_unit")
        .get(pk=proposal.pk)
    )
    allow(can_decide_proposal(actor, locked), verb)
    if locked.state != ProposalState.OPEN:
        raise Refused(_("Đề xuất này đã được quyết định."))
    return locked


def _typed(text: str) -> str:
    text = nfc(text).strip()
    if len(text) > LONGEST:
        raise Refused(Problem("text", _("Nội dung không quá %(n)s ký tự.") % {"n": LONGEST}))
    return text


def _close(actor: Actor, proposal: Proposal, state: ProposalState) -> None:
    proposal.state, proposal.decided_at, proposal.decided_by_id = state, timezone.now(), actor.user_id
    proposal.save(update_fields=["state", "decided_at", "decided_by", "text", "via", "reason"])


def _say(proposal: Proposal, said: str, today: date) -> None:
    people = addressees_of([proposal], today)[proposal.pk]
    if not people:
        words = _("Người nhận chưa có tài khoản: chép nội dung để gửi cách khác, rồi ghi lại cách gửi.")
        raise Refused(Problem("via", words))
    notify(
        Notice(
            rule=PROPOSAL,
            about=f"supervision.proposal:{proposal.pk}",
            rung="",
            to=tuple(Addressee(person) for person in people),  # to the person, not to the unit's mailbox
            label=_label(proposal),
            href=_page(proposal),
            words=said,
            from_unit_id=proposal.focal_unit_id,
        )
    )


def _label(proposal: Proposal) -> str:
    """Nobody reminds a leader: one reports, and asks what to do."""
    if proposal.unit_id:
        return f"{proposal.focal_unit} đề nghị"
    return f"{proposal.focal_unit} báo cáo, xin ý kiến chỉ đạo"


def _page(proposal: Proposal) -> str:
    """A head reads the unit's work, a leader the overview."""
    return reverse("my_work") if proposal.unit_id else reverse("overview")
