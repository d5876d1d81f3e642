"""What the pages of intake ask: drafts, the desk of one draft, its questions and the words for them."""

from minhbach.intake.queries.desk import (
    Desk,
    DraftLine,
    desk,
    draft_of,
    drafts,
    prepared,
    reading_job,
)
from minhbach.intake.queries.file_forms import takes
from minhbach.intake.queries.relations import known_plans

__all__ = [
    "Desk",
    "DraftLine",
    "desk",
    "draft_of",
    "drafts",
    "known_plans",
    "prepared",
    "reading_job",
    "takes",
]
