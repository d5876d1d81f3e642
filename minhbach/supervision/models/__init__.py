"""Who is reminded how, what is proposed to heads and leaders, and the letters that went out."""

from minhbach.supervision.models.letters import Letter, LetterForm, LetterItem
from minhbach.supervision.models.policies import ReminderPolicy
from minhbach.supervision.models.proposals import Proposal, ProposalItem, ProposalState, SentVia

__all__ = [
    "Letter",
    "LetterForm",
    "LetterItem",
    "Proposal",
    "ProposalItem",
    "ProposalState",
    "ReminderPolicy",
    "SentVia",
]
