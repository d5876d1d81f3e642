"""What pages ask of supervision: read-only, a fixed number of queries each."""

from minhbach.supervision.queries.late import late_items, late_units, letters_at
from minhbach.supervision.queries.letters import (
    letter_items,
    letter_paper,
    letter_record,
    letters,
    letters_about,
)
from minhbach.supervision.queries.people import names_of_addressees
from minhbach.supervision.queries.policies import editions, policy_of, silent_days
from minhbach.supervision.queries.preview import preview
from minhbach.supervision.queries.silence import silent_count, silent_list
from minhbach.supervision.queries.tray import decided, proposal_record, tray, waiting
from minhbach.supervision.queries.weekly import weekly_page

__all__ = [
    "decided",
    "editions",
    "late_items",
    "late_units",
    "letter_items",
    "letter_paper",
    "letter_record",
    "letters",
    "letters_about",
    "letters_at",
    "names_of_addressees",
    "policy_of",
    "preview",
    "proposal_record",
    "silent_count",
    "silent_days",
    "silent_list",
    "tray",
    "waiting",
    "weekly_page",
]
