"""A person names the columns of a table: it is read again by a job, looked at, and taken as one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from minhbach.intake.core import patches
from minhbach.intake.core.opening import ASKED_BY_THE_DIRECTORY
from minhbach.intake.core.rereading import Reread, names_of, part_of, reread
from minhbach.intake.core.rows import Data, DraftError
from minhbach.intake.models import Draft, DraftState
from minhbach.intake.services.reviewing import KEPT_STEPS, StaleRevision, keep_step, locked_draft, review_of
from minhbach.intake.services.uploading import Progress, page_words
from minhbach.intake.services.wordings import memory
from minhbach.organisation.actor import Actor
from minhbach.reading.known import WIDEST, TableWords
from minhbach.reading.sandbox import read_plan
from minhbach.reading.shapes import Refusal
from minhbach.reading.wording import ROLES
from minhbach.shared import audit, files, jobs
from minhbach.shared.words import Words

REREAD_JOB = "intake.reread"
MOST_HEADER_ROWS = 4
WORKS = frozenset({"task", "activity"})
AIMS = frozenset({"indicator", "objective"})


def table_of(draft: Draft, block: int) -> dict[str, Any]:
    """The table of a draft's document at this block. Raises DraftError("no_table")."""
    found = draft.blocks[block] if 0 <= block < len(draft.blocks) else {}
    if found.get("kind") != "table":
        raise DraftError("no_table")
    return dict(found)


@transaction.atomic
def ask_rereading(actor: Actor, draft: Draft, block: int, header: int, roles: Sequence[str]) -> None:
    """Asks for one table to be read with these columns. The draft stays as it is until that is taken."""
    locked = locked_draft(actor, draft)
    if locked.state != DraftState.REVIEW or locked.stored_id is None:
        raise DraftError("not_in_review")
    table = table_of(locked, block)
    width = max((len(row["cells"]) for row in table["rows"]), default=0)
    if not 0 <= header <= MOST_HEADER_ROWS or len(roles) != width or width > WIDEST:
        raise DraftError("no_table")
    _check(roles)
    mapped = {"header": header, "roles": list(roles), "names": names_of(table, header)}
    locked.rereading = {"state": "waiting", "block": block, "mapped": mapped}
    locked.save(update_fields=["rereading", "changed_at"])
    jobs.enqueue(REREAD_JOB, key=f"reread:{draft.pk}", draft_id=draft.pk)
    audit.record(actor, "draft map table", locked, after={"block": block, "columns": len(roles)})


def _check(roles: Sequence[str]) -> None:
    said = [role for role in roles if role]
    if any(role not in ROLES for role in said):
        raise DraftError("not_a_choice")
    if len(said) != len(set(said)):
        raise DraftError("role_twice")
    if not WORKS & set(said) and not (AIMS & set(said) and {"target", "target_rank"} & set(said)):
        raise DraftError("no_work_column")


def reread_table(draft_id: int, progress: Progress = lambda done, total, text: None) -> None:
    """Reads the file again with the table's columns as said. Safe to run twice.

    Whoever names the columns anew meanwhile asks for the same job: it goes on until the last naming is read.
    """
    progress(0, 2, Words("Đang đọc lại bảng"))
    while not _reread_as_asked(draft_id, progress):
        progress(1, 2, Words("Đang đọc lại bảng"))
    progress(2, 2, Words("Đã đọc lại bảng"))


def _reread_as_asked(draft_id: int, progress: Progress) -> bool:
    """False: another mapping was asked for while this one was read."""
    draft = Draft.objects.select_related("stored").filter(pk=draft_id, state=DraftState.REVIEW).first()
    if draft is None or draft.stored is None or draft.rereading.get("state") != "waiting":
        return True
    asked = draft.rereading
    block, mapped = int(asked["block"]), asked["mapped"]
    words = TableWords(mapped["header"], tuple(mapped["roles"]))
    try:
        found = read_plan(
            files.path_of(draft.stored),
            released=True,
            what=memory().known({block: words}),
            progress=lambda done, count: progress(done, count, page_words(done, count)),
            kept=files.recognised(draft.stored),
        )
        done = asked | {"state": "read", "part": _opened(part_of(found, block))}
    except Refusal as refusal:
        done = asked | {"state": "refused", "sentence": refusal.sentence}
    with transaction.atomic():
        kept = Draft.objects.select_for_update().filter(pk=draft_id, state=DraftState.REVIEW).first()
        if kept is None or kept.rereading != asked:
            return kept is None
        kept.rereading = done
        kept.save(update_fields=["rereading"])
    return True


def _opened(part: Data) -> Data:
    for doubt in part["doubts"]:
        if doubt["reason"] in ASKED_BY_THE_DIRECTORY:
            doubt["settled"] = "directory"
    return part


def proposed_rereading(draft: Draft) -> Reread | None:
    """What taking the table as it was read again would do; None where nothing waits to be taken."""
    asked = draft.rereading
    if asked.get("state") != "read":
        return None
    return reread(review_of(draft), first_reading(draft), asked["part"], int(asked["block"]), asked["mapped"])


def first_reading(draft: Draft) -> Data | None:
    """The draft as it was read, every step taken back; None where the first steps are no longer kept."""
    if draft.revision > KEPT_STEPS:
        return None
    value = review_of(draft).as_json()
    for step in draft.changes.filter(undone=False):  # the newest first
        value = patches.apply(value, step.before)
    return dict(value["data"])


@transaction.atomic
def take_rereading(actor: Actor, draft: Draft, revision: int) -> Reread:
    """Takes the table as it was read again: one step, which can be taken back."""
    locked = locked_draft(actor, draft)
    if locked.state != DraftState.REVIEW:
        raise DraftError("not_in_review")
    if locked.revision != revision:  # what would be lost is not what the person was told
        raise StaleRevision(locked)
    done = proposed_rereading(locked)
    if done is None:
        raise DraftError("no_table")
    keep_step(actor, locked, "reread", review_of(locked), done.review, {})
    locked.rereading = {}
    locked.save(update_fields=["rereading"])
    return done


@transaction.atomic
def leave_rereading(actor: Actor, draft: Draft) -> None:
    """The draft stays as it is."""
    locked = locked_draft(actor, draft)
    locked.rereading = {}
    locked.save(update_fields=["rereading", "changed_at"])
