"""The verbs of intake: bring a file in, review its draft, adopt it as a plan."""

from minhbach.intake.services.adopting import adopt, undo_adoption
from minhbach.intake.services.dropping import drop, stop_reading
from minhbach.intake.services.rereading import (
    ask_rereading,
    leave_rereading,
    proposed_rereading,
    reread_table,
    take_rereading,
)
from minhbach.intake.services.reviewing import Move, StaleRevision, change, redo, undo
from minhbach.intake.services.signing import attach_signed, compare_signed, detach_signed
from minhbach.intake.services.uploading import import_file, read, upload
from minhbach.intake.services.wordings import add as add_wording
from minhbach.intake.services.wordings import change as change_wording
from minhbach.intake.services.wordings import put_to_use, restore, take_back

__all__ = [
    "Move",
    "StaleRevision",
    "add_wording",
    "adopt",
    "ask_rereading",
    "attach_signed",
    "change",
    "change_wording",
    "compare_signed",
    "detach_signed",
    "drop",
    "import_file",
    "leave_rereading",
    "proposed_rereading",
    "put_to_use",
    "read",
    "redo",
    "reread_table",
    "restore",
    "stop_reading",
    "take_back",
    "take_rereading",
    "undo",
    "undo_adoption",
    "upload",
]
