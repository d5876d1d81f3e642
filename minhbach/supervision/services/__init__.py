"""The verbs of supervision. Each in one transaction."""

from minhbach.supervision.services.deciding import change_proposal, drop_proposal, send_proposal
from minhbach.supervision.services.letters import (
    Issued,
    change_letter,
    drop_letter,
    make_letter,
    record_letter,
)
from minhbach.supervision.services.policies import inherit_policy, set_policy
from minhbach.supervision.services.reminding import Ran, remind

__all__ = [
    "Issued",
    "Ran",
    "change_letter",
    "change_proposal",
    "drop_letter",
    "drop_proposal",
    "inherit_policy",
    "make_letter",
    "record_letter",
    "remind",
    "send_proposal",
    "set_policy",
]
