"""What every page of one draft shares: the steps on top, the way back, the refusals."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minhbach.intake.core.rows import DraftError
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.queries import Desk
from minhbach.intake.services.sentences import of_error
from minhbach.reading.shapes import Refusal


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way from a file to a plan. href: empty where it cannot be gone to yet."""

    number: int
    text: str
    href: str = ""
    is_done: bool = False
    is_current: bool = False


def steps(draft: Draft, current: str) -> list[Step]:
    """current: read | review | units | paper | rehearsal | track."""
    names = {
        "read": (_("Đọc tệp"), ""),
        "review": (_("Soát dự thảo"), "intake_draft"),
        "units": (_("Ghép đơn vị"), "intake_units"),
        "paper": (_("Văn bản"), "intake_paper"),
        "rehearsal": (_("Chạy thử"), "intake_rehearsal"),
        "track": (_("Theo dõi"), ""),
    }
    at = list(names).index(current)
    in_review = draft.state == DraftState.REVIEW
    return [
        Step(
            n + 1,
            text,
            reverse(address, args=[draft.pk]) if address and in_review else "",
            is_done=n < at,
            is_current=n == at,
        )
        for n, (text, address) in enumerate(names.values())
    ]


def not_in_review(draft: Draft) -> HttpResponse | None:
    """Where a page of review cannot be shown: the place that tells how the draft stands."""
    if draft.state == DraftState.REVIEW:
        return None
    if draft.state == DraftState.DROPPED:
        return redirect("intake")
    return redirect("intake_progress", pk=draft.pk)


def frame(desk: Desk, current: str, request: HttpRequest) -> dict[str, object]:
    """The common part of the context of a page of review. here: its address, also after a refused form."""
    address = {"review": "intake_draft", "units": "intake_units", "paper": "intake_paper"}
    return {
        "here": reverse(address.get(current, "intake_rehearsal"), args=[desk.draft.pk]),
        "desk": desk,
        "draft": desk.draft,
        "steps": steps(desk.draft, current),
        "left": len(desk.questions) + len(desk.unread),
        "saved_at": desk.draft.changed_at,
    }


def sentence_of(error: Exception) -> str:
    """The one sentence of whatever a verb of intake refuses with."""
    if isinstance(error, DraftError):
        return of_error(error)
    if isinstance(error, Refusal):
        return error.sentence
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    raise error


REFUSALS = (DraftError, Refusal, ValidationError)
