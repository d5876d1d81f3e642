"""One step of review: allowed, locked, decided by the core, kept so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from minhbach.intake.access import can_review
from minhbach.intake.core import patches
from minhbach.intake.core.meeting import Met, meet
from minhbach.intake.core.review import Args, Review, Verb, step
from minhbach.intake.core.rows import DraftError
from minhbach.intake.models import Draft, DraftChange, DraftState
from minhbach.intake.services.choosing import check_choices
from minhbach.organisation.actor import Actor
from minhbach.shared import audit

KEPT_STEPS = 200  # how many steps can be taken back


class StaleRevision(DraftError):
    """Somebody changed the same place after this page was shown. Nothing was saved.

    met: what the person had changed and what stands there now; None where that cannot be told.
    """

    def __init__(self, draft: Draft, met: Met | None = None) -> None:
        last = draft.changes.filter(undone=False).select_related("by").first()
        is_known = last is not None and last.revision == draft.revision and last.by is not None
        if last is not None and is_known:
            super().__init__("stale_by", who=str(last.by), at=f"{timezone.localtime(last.at):%H:%M}")
        else:
            super().__init__("stale")
        self.met = met


def review_of(draft: Draft) -> Review:
    return Review(draft.data, tuple(draft.reviewed), draft.resolutions, draft.answers)


@transaction.atomic
def change(actor: Actor, draft: Draft, verb: Verb | str, args: Mapping[str, str], revision: int) -> Draft:
    """One step of review. revision: the one that the page was shown with.

    Somebody may have been faster: what that did not touch is taken all the same.
    Raises PermissionDenied, StaleRevision where both meant the same place, DraftError where the core refuses.
    """
    locked = _locked(actor, draft)
    if verb not in list(Verb):
        raise DraftError("not_a_choice")
    verb = Verb(verb)
    args = {_plain(name): _plain(text) for name, text in args.items()}
    before = review_of(locked)
    if locked.revision != revision:
        args = _still_meant(locked, before, revision, verb, args)
    after = step(before, verb, args, timezone.localdate())
    if verb in (Verb.RESOLVE, Verb.RESOLVE_FOUND):
        check_choices(locked, before, after)
    keep_step(actor, locked, verb.value, before, after, args)
    return locked


def _plain(text: str) -> str:
    """Without what PostgreSQL keeps in no text; nobody types it."""
    return text.replace("\x00", "")


def keep_step(
    actor: Actor, locked: Draft, verb: str, before: Review, after: Review, args: Mapping[str, str]
) -> None:
    """Saves a locked draft after one step, with what takes it back; nothing where nothing changed."""
    forward = patches.difference(before.as_json(), after.as_json())
    if forward is None:
        return
    backward = patches.difference(after.as_json(), before.as_json())
    _save(locked, after)
    DraftChange.objects.create(
        draft=locked, revision=locked.revision, verb=verb, before=backward, after=forward,
        by_id=actor.user_id,
    )  # fmt: skip
    locked.changes.filter(undone=True).delete()  # another way was taken
    locked.changes.filter(revision__lte=locked.revision - KEPT_STEPS).delete()
    _record(actor, f"draft {verb}", locked, args)


def _still_meant(draft: Draft, now: Review, revision: int, verb: Verb, args: Mapping[str, str]) -> Args:
    """What of a step on an older draft may be taken. Raises StaleRevision."""
    later = list(draft.changes.filter(revision__gt=revision, undone=False))  # the newest first
    if revision < 0 or len(later) != draft.revision - revision:  # a step was taken back in between
        raise StaleRevision(draft)
    value = now.as_json()
    for change_ in later:
        value = patches.apply(value, change_.before)
    met = meet(Review.of(value), now, verb, args, draft.unit_id)
    if met.args is None:
        raise StaleRevision(draft, met)
    return met.args


@transaction.atomic
def undo(actor: Actor, draft: Draft, revision: int) -> DraftChange:
    """Takes the last step back, exactly, and gives it. revision: the one that the page was shown with.

    Raises DraftError("nothing_to_undo"), StaleRevision: a step that the person has not seen stays.
    """
    locked = _locked(actor, draft)
    last = _last_step(locked, revision, undone=False, none="nothing_to_undo")
    return _stepped(actor, locked, last, last.before, "draft undo")


@transaction.atomic
def redo(actor: Actor, draft: Draft, revision: int) -> DraftChange:
    """Does the step again that was taken back last, as a step of this moment, and gives it.

    Raises DraftError("nothing_to_redo"), StaleRevision.
    """
    locked = _locked(actor, draft)
    last = _last_step(locked, revision, undone=True, none="nothing_to_redo")
    return _stepped(actor, locked, last, last.after, "draft redo")


def _last_step(locked: Draft, revision: int, *, undone: bool, none: str) -> DraftChange:
    last = locked.changes.filter(undone=undone).select_related("by").first()
    if last is None:
        raise DraftError(none)
    if locked.revision != revision:
        raise StaleRevision(locked)
    return last


def _stepped(actor: Actor, locked: Draft, step_: DraftChange, patch: Any, verb: str) -> DraftChange:
    """What can be done again is kept under the number of its undoing: the last undone comes first."""
    _save(locked, Review.of(patches.apply(review_of(locked).as_json(), patch)))
    step_.undone, step_.revision = not step_.undone, locked.revision
    step_.save(update_fields=["undone", "revision"])
    _record(actor, verb, locked, {"verb": step_.verb})
    return step_


Move = Callable[[Actor, Draft, int], DraftChange]


def locked_draft(actor: Actor, draft: Draft) -> Draft:
    """The draft as it is now, locked for this transaction; only its keepers get it."""
    locked = Draft.objects.select_for_update().defer("blocks").get(pk=draft.pk)
    if not can_review(actor, locked):
        raise PermissionDenied
    return locked


def _locked(actor: Actor, draft: Draft) -> Draft:
    locked = locked_draft(actor, draft)
    if locked.state != DraftState.REVIEW:
        raise DraftError("not_in_review")
    return locked


def _save(draft: Draft, review: Review) -> None:
    value = review.as_json()
    draft.data, draft.reviewed = value["data"], value["reviewed"]
    draft.resolutions, draft.answers = value["resolutions"], value["answers"]
    draft.revision += 1  # also when a step is taken back: an old page must be recognised
    draft.save(update_fields=["data", "reviewed", "resolutions", "answers", "revision", "changed_at"])


def _record(actor: Actor, verb: str, draft: Draft, args: Mapping[str, str]) -> None:
    """Which row and which fields, not the words: the words stand in the steps of the draft."""
    after = {"revision": draft.revision, "row": args.get("row", ""), "fields": sorted(args)}
    audit.record(actor, verb, draft, after=after)
