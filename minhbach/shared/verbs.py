"""How a verb says no: to one who may not, and to what cannot be done.

Django's own exceptions stand below, so that any page may treat them alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. field: the name of the field, "" where it concerns the whole."""

    field: str
    sentence: str


class NotAllowed(PermissionDenied):
    """The actor may not do this to this thing: a page answers 403 and the thing stays as it was."""

    def __init__(self, verb: str = "") -> None:
        super().__init__()
        self.verb = verb


class Refused(ValidationError):
    """The thing cannot be done as asked; every problem has a sentence that says what to do."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems = tuple(p if isinstance(p, Problem) else Problem("", str(p)) for p in problems)
        fields: dict[str, list[str]] = {}
        for problem in self.problems:
            fields.setdefault(problem.field or NON_FIELD_ERRORS, []).append(problem.sentence)
        super().__init__(fields)

    @property
    def sentence(self) -> str:
        return " ".join(problem.sentence for problem in self.problems)

    def __str__(self) -> str:
        return self.sentence


def allow(allowed: bool, verb: str) -> None:
    """Raises NotAllowed unless the access rule said yes."""
    if not allowed:
        raise NotAllowed(verb)


def refuse_if(problems: Iterable[Problem]) -> None:
    """Raises Refused with all problems, if there are any."""
    found = tuple(problems)
    if found:
        raise Refused(*found)
