"""What a form of the review page means as a step, and what comes back where the step is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.translation import gettext as _

from minhbach.intake import services
from minhbach.intake.core.review import Verb
from minhbach.intake.core.rows import DraftError
from minhbach.intake.queries import Desk
from minhbach.intake.queries.wording import kept_words
from minhbach.intake.services.sentences import of_error
from minhbach.web.fields import whole_number


@dataclass(frozen=True, slots=True)
class Refused:
    """A step that was not taken: what was typed stays on the page."""

    sentence: str = ""
    verb: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)  # field -> sentence


def refused(error: DraftError, verb: str, request: HttpRequest) -> Refused:
    """What was typed comes back; where somebody else was faster, only what this person had changed."""
    typed = {name: text for name, text in request.POST.items() if name.startswith("f.") or name == "parts"}
    errors = {error.field: of_error(error)} if error.field else {}
    if isinstance(error, services.StaleRevision) and error.met is not None and error.met.conflicts:
        typed = {f"f.{name}": text for name, text in error.met.typed.items()}
        errors = {name: kept_words(value) for name, value in error.met.conflicts.items()}
    return Refused(of_error(error), verb, typed, errors)


def revision_of(post: Mapping[str, str]) -> int:
    number = whole_number(post.get("revision", ""))
    return -1 if number is None else number


def meant(post: Mapping[str, str], desk: Desk) -> tuple[str, dict[str, str]]:
    """The verb and its arguments that a form of the page means.

    A question sends "option": keep, take:<value>, found, then, unit:<id>, group:<id>, open or pick; one about
    a slip fix or leave; unread text aside, stretch:<keys>, list:<name> or join:<row>. A row's box sends
    "toggle": the row is accepted, or taken back.
    """
    args = dict(post.items())
    if toggled := args.get("toggle"):
        taken_back = toggled in desk.draft.reviewed
        return (Verb.REOPEN_ROW if taken_back else Verb.ACCEPT_ROW), {"row": toggled}
    if args.get("verb") == "accept_sure":
        return Verb.ACCEPT_SURE, {"rows": " ".join(desk.sure)}
    option = args.get("option")
    if args.get("unread") and "verb" not in args:
        return _of_unread(args["unread"], option or "")
    if option is None and args.get("phrase"):  # nothing was ticked
        return Verb.RESOLVE, {"phrase": args["phrase"]}
    if option is None:
        return args.get("verb", ""), args
    head, _colon, value = option.partition(":")
    if head == "pick":
        return "pick", {}
    if args.get("slip"):
        return Verb.SETTLE_SLIP, {"slip": args["slip"], "choice": head}
    if head in ("keep", "take"):
        return Verb.ACCEPT_DOUBT, {"doubt": args.get("doubt", ""), "choice": _typed(value)}
    return Verb.RESOLVE, {"phrase": args.get("phrase", ""), "choice": head, "ids": value}


def _of_unread(key: str, option: str) -> tuple[str, dict[str, str]]:
    head, _colon, value = option.partition(":")
    if head == "list":
        return Verb.TAKE_UNREAD, {"unread": key, "list": value}
    if head == "join":
        return Verb.JOIN_UNREAD, {"unread": key, "row": value}
    if head == "stretch":
        return Verb.LEAVE_UNREAD, {"unread": value}
    return (Verb.LEAVE_UNREAD, {"unread": key}) if head == "aside" else (Verb.RESOLVE, {"phrase": key})


def unsure_words(desk: Desk, key: str) -> str:
    """What stays unsure of a row that is accepted: said, not asked."""
    left = [question.about for question in desk.questions if key in question.rows]
    if not left:
        return ""
    return _("Đã nhận dòng như đã đọc; còn chưa chắc: %s.") % "; ".join(dict.fromkeys(left))


def _typed(value: str) -> str:
    """A candidate day stands in the draft as 2026-09-30 and is typed as 30/09/2026."""
    parts = value.split("-")
    is_day = len(value) == 10 and len(parts) == 3 and all(part.isdecimal() for part in parts)
    return "/".join(reversed(parts)) if is_day else value
