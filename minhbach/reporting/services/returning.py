"""The consolidated report comes back from Word: its words are compared, then taken by a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from minhbach.organisation.actor import Actor
from minhbach.plans.services.admit import Upload, admit
from minhbach.plans.services.locking import today_or
from minhbach.reading.papers import ReadPaper, ReadTable
from minhbach.reading.sandbox import read_paper
from minhbach.reading.shapes import Refusal
from minhbach.reporting.access import can_consolidate
from minhbach.reporting.core.consolidating.editing import Hand, NotEdited
from minhbach.reporting.core.consolidating.returning import Change, applied, changes
from minhbach.reporting.models import Consolidation
from minhbach.reporting.services.consolidating import open_for_writing, save_text, sentence_of
from minhbach.reporting.services.finishing import digest_of, refuse_version
from minhbach.shared import audit
from minhbach.shared.files import path_of
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Problem, Refused, allow


@dataclass(frozen=True, slots=True)
class WordBack:
    """What came back. tables: in its body, which the text cannot hold; other: made of another snapshot."""

    stored: StoredFile
    name: str
    changes: tuple[Change, ...]
    tables: int
    is_tracked: bool
    is_other: bool


def compare_word(actor: Actor, consolidation: Consolidation, upload: Upload, name: str) -> WordBack:
    """The file comes in by the door and is read in the sandbox; nothing is written yet. Raises Refused."""
    allow(can_consolidate(actor, consolidation.plan, consolidation.unit_id), "compare word")
    stored = admit(actor, upload, name=name, where="report")
    paper = _read(stored)
    newest = consolidation.snapshots.first()
    return WordBack(
        stored,
        name,
        tuple(changes(consolidation.under_hand(), paper.body)),
        sum(isinstance(block, ReadTable) for block in paper.body),
        paper.tracked,
        bool(newest and paper.code and newest.code not in paper.code),
    )


def _read(stored: StoredFile) -> ReadPaper:
    try:
        return read_paper(path_of(stored))
    except Refusal as refusal:
        raise Refused(Problem("file", refusal.sentence)) from refusal


def take_word(
    actor: Actor, consolidation: Consolidation, stored: StoredFile, name: str, version: int,
    *, is_final: bool, today: date | None = None,
) -> Consolidation:  # fmt: skip
    """Its words go into the text; is_final: the file is the final paper and the text is final with it.

    version: of the text that was compared. The edits stand there like any other, with what they rest on.
    """
    allow(can_consolidate(actor, consolidation.plan, consolidation.unit_id), "take word")
    paper = _read(stored)
    day = today_or(today)
    with transaction.atomic():
        locked = open_for_writing(actor, consolidation)
        refuse_version(locked, version)
        text = locked.under_hand()
        found = changes(text, paper.body)
        try:
            save_text(locked, applied(text, found, Hand(actor.user_id, day.isoformat())))
        except NotEdited as refused:
            raise Refused(Problem("file", sentence_of(refused.fault))) from refused
        if is_final:
            locked.final_file, locked.final_name = stored, name[:255]
            locked.finalised_on, locked.digest = day, digest_of(locked)
            locked.save(update_fields=["final_file", "final_name", "finalised_on", "digest"])
        counts = {"changes": len(found), "final": int(is_final)}
        after = {"sha256": stored.sha256}
        audit.record(actor, "take word", locked, plan=locked.plan_id, after=after, counts=counts)
    return locked
