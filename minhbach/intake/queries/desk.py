"""What the pages of intake ask. Read-only; the number of queries does not grow with the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import Http404

from minhbach.intake.access import can_review
from minhbach.intake.core import answers, unread
from minhbach.intake.core.adoption import Adoption
from minhbach.intake.core.assignment import Assigned, Assigner, assign_all
from minhbach.intake.core.phrases import Phrase, phrases
from minhbach.intake.core.review import Review, sure_rows
from minhbach.intake.core.rows import LISTS
from minhbach.intake.core.wordings import NO_MEMORY, Memory
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.queries.questions import Option, Question, questions
from minhbach.intake.queries.remembered import offers
from minhbach.intake.queries.signed import Signed, signed_of
from minhbach.intake.services import adopting
from minhbach.intake.services.reviewing import review_of
from minhbach.intake.services.wordings import memory
from minhbach.organisation import queries as organisation
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.registry import Registry
from minhbach.shared.models import Job

LISTED = 40


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft in the list. accepted: rows that a person has looked at."""

    draft: Draft
    tasks: int
    accepted: int
    job: Job | None


def drafts(actor: Actor) -> list[DraftLine]:
    """Drafts that the actor may work on, the last changed first. Three queries."""
    shown = (DraftState.READING, DraftState.REFUSED, DraftState.REVIEW, DraftState.ADOPTED)
    found = (
        Draft.objects.visible_to(actor)
        .filter(state__in=shown)
        .select_related("plan", "made_by", "unit")
        .defer("blocks", "signed_comparison")
    )
    listed = list(found[:LISTED])
    keys = [f"read:{draft.pk}" for draft in listed if draft.state == DraftState.READING]
    jobs = {job.key: job for job in Job.objects.filter(key__in=keys).order_by("id")}
    return [_line(draft, jobs.get(f"read:{draft.pk}")) for draft in listed]


def _line(draft: Draft, job: Job | None) -> DraftLine:
    return DraftLine(draft, len(draft.data.get("tasks", [])), len(draft.reviewed), job)


def reading_job(draft: Draft) -> Job | None:
    """The job that reads the draft's file, or read it last."""
    return Job.objects.filter(key=f"read:{draft.pk}").order_by("-id").first()


def draft_of(actor: Actor, pk: int, *, whole: bool = True) -> Draft:
    """One draft. Raises Http404 where the actor may not see it: its name is nobody else's matter."""
    found = Draft.objects.select_related("plan", "unit", "stored", "signed")
    draft = (found if whole else found.defer("blocks")).filter(pk=pk).first()
    if draft is None or not can_review(actor, draft):
        raise Http404
    return draft


@dataclass
class Desk:
    """Everything a page of review shows of one draft, worked out once and only where it is asked for."""

    draft: Draft
    registry: Registry
    today: date
    memory: Memory = NO_MEMORY

    def after(self, draft: Draft) -> Desk:
        """The same desk with the draft as a step left it; who stands for the phrases is worked out anew only
        where a step could change it."""
        desk = Desk(draft, self.registry, self.today, self.memory)
        same = draft.resolutions == self.draft.resolutions and draft.answers == self.draft.answers
        if same and desk.phrases == self.phrases:
            desk.assigned = self.assigned
        return desk

    @cached_property
    def review(self) -> Review:
        return review_of(self.draft)

    @cached_property
    def answers(self) -> dict[str, str]:
        signed = (self.draft.signed_comparison or {}).get("signed")
        return answers.proposed(self.draft.data, self.draft.answers, focal_unit=self._focal, signed=signed)

    @cached_property
    def signed(self) -> Signed:
        return signed_of(self.draft)

    @cached_property
    def _focal(self) -> int:
        return self.draft.unit_id

    @cached_property
    def on(self) -> date:
        """The day on which phrases are read."""
        return answers.guessed_day(self.draft.data, self.answers, self.today)

    @cached_property
    def assigned(self) -> Mapping[str, Assigned]:
        issuer = self.answers.get("issuer_unit") or ""
        assigner = Assigner.of(
            self.registry, self.on, self.today, int(issuer) if issuer.isdecimal() else None
        )
        return assign_all(self.phrases, self.draft.resolutions, assigner)

    @cached_property
    def phrases(self) -> list[Phrase]:
        return phrases(self.draft.data)

    @cached_property
    def questions(self) -> list[Question]:
        return questions(self.draft.data, self.assigned, self.registry, self.on, self.today, self.offers)

    @cached_property
    def offers(self) -> dict[str, Option]:
        """What was chosen before for phrases that cannot be taken for granted."""
        return offers(self.assigned.values(), self.memory, self.registry)

    @cached_property
    def unread(self) -> list[dict[str, object]]:
        return [item for item in self.draft.data.get("unread", []) if not item.get("settled")]

    def neighbours(self, key: str) -> list[dict[str, object]]:
        """The tasks before and behind a piece of unread text."""
        return [row for row in unread.neighbours(self.draft.data, key) if row is not None]

    def stretch(self, key: str) -> list[dict[str, object]]:
        """What can be looked at as one with a piece of unread text; nothing where it stands alone."""
        found = unread.stretch(self.draft.data, key)
        return found if len(found) > 1 else []

    @cached_property
    def questioned(self) -> frozenset[str]:
        return frozenset(row for question in self.questions for row in question.rows)

    @cached_property
    def sure(self) -> list[str]:
        return sure_rows(self.review, self.questioned)

    def counts(self) -> dict[str, tuple[int, int]]:
        """list -> rows that a person accepted, rows."""
        done = set(self.draft.reviewed)
        rows = {name: self.draft.data.get(name, []) for name in LISTS}
        return {name: (sum(row["key"] in done for row in found), len(found)) for name, found in rows.items()}


def prepared(desk: Desk) -> Adoption:
    """What adopting the draft would make, without making it. Raises NotAnswered, DraftError."""
    return adopting.prepared(desk.draft, desk.registry)


def desk(actor: Actor, pk: int, today: date, *, whole: bool = True) -> Desk:
    """A draft on the desk of its keeper. Nine queries, whatever the document.

    whole: False where the source beside it is not asked for.
    """
    remembered = memory()
    draft = draft_of(actor, pk, whole=whole)
    return Desk(draft, remembered.added_to(organisation.registry()), today, remembered)
