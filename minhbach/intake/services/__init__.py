"""The verbs of intake: bring a file in, review its draft, adopt it as a plan."""

from minhbach.intake.services.adopting import adopt, undo_adoption
from minhbach.intake.services.dropping import drop, stop_reading
from minhbach.intake.services.reviewing import StaleRevision, change, undo
from minhbach.intake.services.signing import attach_signed, compare_signed, detach_signed
from minhbach.intake.services.uploading import import_file, read, upload

__all__ = [
    "StaleRevision",
    "adopt",
    "attach_signed",
    "change",
    "compare_signed",
    "detach_signed",
    "drop",
    "import_file",
    "read",
    "stop_reading",
    "undo",
    "undo_adoption",
    "upload",
]
