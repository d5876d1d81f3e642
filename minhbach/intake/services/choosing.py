"""What a person chooses for a phrase must be a choice about this draft that can be carried out."""

from __future__ import annotations

from django.utils import timezone

from minhbach.intake.core import answers
from minhbach.intake.core.assignment import Assigner
from minhbach.intake.core.phrases import phrases
from minhbach.intake.core.review import Review
from minhbach.intake.core.rows import DraftError
from minhbach.intake.models import Draft
from minhbach.intake.services.wordings import memory
from minhbach.organisation import queries as organisation


def check_choices(draft: Draft, before: Review, after: Review) -> None:
    """Raises DraftError: no phrase of the draft, or its unit or group is not in the directory or empty."""
    old, new = before.resolutions or {}, after.resolutions or {}
    chosen = {key: choice for key, choice in new.items() if old.get(key) != choice}
    if not chosen:
        return
    known = {phrase.key: phrase for phrase in phrases(after.data)}
    if not chosen.keys() <= known.keys():
        raise DraftError("no_phrase")
    assigner = _assigner(draft)
    for key, choice in chosen.items():
        assigner.assign(known[key], choice)


def _assigner(draft: Draft) -> Assigner:
    """As the page of the draft has it: the directory with what is remembered, on the day of the paper."""
    today = timezone.localdate()
    signed = (draft.signed_comparison or {}).get("signed")
    said = answers.proposed(draft.data, draft.answers, signed=signed)
    issuer = said["issuer_unit"]
    registry = memory().added_to(organisation.registry())
    on = answers.guessed_day(draft.data, said, today)
    return Assigner.of(registry, on, today, int(issuer) if issuer.isdecimal() else None)
