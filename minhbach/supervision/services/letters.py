"""Letters: made from the late list, numbered by văn thư, recorded here, logged at what they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.messaging.services import Addressee, Notice, notify
from minhbach.organisation.actor import Actor
from minhbach.plans.models import Plan
from minhbach.plans.queries import work_calendar
from minhbach.shared import audit
from minhbach.shared.dates import vn_date
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Problem, Refused, allow, refuse_if
from minhbach.supervision.access import can_change_letter, can_supervise
from minhbach.supervision.core.addressees import WORKERS
from minhbach.supervision.core.ladder import Kind
from minhbach.supervision.core.letter import MOST_ITEMS, digest
from minhbach.supervision.models import Letter, LetterForm, LetterItem
from minhbach.supervision.queries.late import LateItem, late_items
from minhbach.supervision.queries.people import people_of

REPLY_DAYS = 5  # working days that a letter gives by default: a proposal
LETTER = "letter"  # the rule of its notifications


def make_letter(
    actor: Actor,
    units: Sequence[int],
    *,
    plan: Plan | None = None,
    form: str = LetterForm.OWN,
    with_silent: bool = False,
    today: date | None = None,
) -> Letter:
    """A draft that keeps what these units owe and are late with today. The button pressed twice, by whoever
    of the unit and at the same moment, is one letter. Raises Refused where nothing is overdue any more."""
    allow(can_supervise(actor), "make letter")
    day = today or timezone.localdate()
    if form not in LetterForm.values:
        raise Refused(Problem("form", _("Hãy chọn đứng tên đơn vị hoặc TL. Chủ tịch.")))
    others = [pk for pk in units if pk != actor.unit_id]  # nobody writes to itself
    found = late_items(actor, others, day, plan.pk if plan else None, with_silent=with_silent)
    _refuse_bad_list(found)
    assert actor.unit_id is not None  # who may make one acts for a unit
    mark = digest(actor.unit_id, day, [(item.kind.value, item.id) for item in found])
    try:
        return _written(actor, found, plan, form, day, mark)
    except IntegrityError:  # another press wrote it a moment ago
        return Letter.objects.standing().get(digest=mark)


def _refuse_bad_list(found: Sequence[LateItem]) -> None:
    if not found:
        raise Refused(Problem("units", _("Các đơn vị đã chọn không còn nội dung quá hạn.")))
    if len(found) > MOST_ITEMS:
        said = _("Một công văn nêu tối đa %(n)s nội dung: chọn ít đơn vị hơn hoặc chọn một kế hoạch.")
        raise Refused(Problem("units", said % {"n": MOST_ITEMS}))


@transaction.atomic
def _written(
    actor: Actor, found: Sequence[LateItem], plan: Plan | None, form: str, day: date, mark: str
) -> Letter:
    present = Letter.objects.standing().filter(digest=mark).first()
    if present is not None:
        return present
    letter = Letter.objects.create(
        author_id=actor.unit_id,  # type: ignore[misc]  # allowed only with a unit
        plan=plan or _only_plan(found),
        form=form,
        as_of=day,
        reply_by=work_calendar(day.year, day.year + 1).add_working_days(day, REPLY_DAYS),
        digest=mark,
        made_by_id=actor.user_id,
    )
    LetterItem.objects.bulk_create([_row(letter, item) for item in found], batch_size=500)
    counts = {"items": len(found), "units": len({item.unit.pk for item in found})}
    audit.record(actor, "make letter", letter, plan=letter.plan_id, counts=counts)
    return letter


def _only_plan(found: Sequence[LateItem]) -> Plan | None:
    plans = {item.plan.pk if item.plan else None: item.plan for item in found}
    return next(iter(plans.values())) if len(plans) == 1 else None


def _row(letter: Letter, item: LateItem) -> LetterItem:
    is_slot = item.kind is Kind.SLOT
    return LetterItem(
        letter=letter, unit=item.unit,
        duty_id=None if is_slot else item.id, slot_id=item.id if is_slot else None,
        text=item.text, deadline=item.deadline[:200], late_days=item.late_days, standing=item.standing[:200],
        told=item.told[:300], asked=item.asked,
    )  # fmt: skip


@transaction.atomic
def change_letter(actor: Actor, letter: Letter, form: str, reply_by: date | None) -> Letter:
    """In whose name it is written and by when it wants an answer; only while it has no number."""
    locked = _locked(actor, letter, "change letter")
    if not locked.is_draft:
        raise Refused(_("Công văn đã có số nên không đổi được nữa."))
    if form not in LetterForm.values:
        raise Refused(Problem("form", _("Hãy chọn đứng tên đơn vị hoặc TL. Chủ tịch.")))
    if reply_by is not None and reply_by < locked.as_of:
        raise Refused(Problem("reply_by", _("Ngày báo cáo không được trước ngày chốt số liệu.")))
    before = {"form": locked.form, "reply_by": locked.reply_by}
    locked.form, locked.reply_by = form, reply_by
    locked.save(update_fields=["form", "reply_by"])
    after = {"form": form, "reply_by": reply_by}
    audit.record(actor, "change letter", locked, plan=locked.plan_id, before=before, after=after)
    return locked


@dataclass(frozen=True, slots=True)
class Issued:
    """What văn thư gave. sent_on: the day it went out; the day of the letter where it is not known."""

    number: str
    dated: date
    sent_on: date | None = None
    stored: StoredFile | None = None


@transaction.atomic
def record_letter(actor: Actor, letter: Letter, issued: Issued, *, today: date | None = None) -> Letter:
    """Number and date, the signed file now or later; from then on the letter stands at all that it names, and
    the people of its units are told of it once. Recorded again, a wrong number is put right."""
    locked = _locked(actor, letter, "record letter")
    sent_on = issued.sent_on or issued.dated
    refuse_if(_problems(locked, issued, sent_on, today or timezone.localdate()))
    before = {"number": locked.number, "dated": locked.dated}
    locked.number, locked.dated, locked.sent_on = issued.number.strip(), issued.dated, sent_on
    locked.stored = issued.stored or locked.stored
    locked.save(update_fields=["number", "dated", "sent_on", "stored"])
    _tell(locked, today or timezone.localdate())
    after = {"number": locked.number, "dated": locked.dated, "sent_on": sent_on}
    audit.record(actor, "record letter", locked, plan=locked.plan_id, before=before, after=after)
    return locked


def _problems(letter: Letter, issued: Issued, sent_on: date, today: date) -> list[Problem]:
    found = []
    if not issued.number.strip() or len(issued.number) > 60:
        found.append(Problem("number", _("Hãy ghi số, ký hiệu văn thư cấp (không quá 60 ký tự).")))
    if issued.dated < letter.as_of or issued.dated > today:
        said = _("Ngày ký phải từ ngày chốt số liệu %(day)s đến hôm nay.") % {"day": vn_date(letter.as_of)}
        found.append(Problem("dated", said))
    if sent_on < issued.dated or sent_on > today:
        found.append(Problem("sent_on", _("Ngày gửi phải từ ngày ký đến hôm nay.")))
    return found


def _tell(letter: Letter, today: date) -> None:
    """The units' own people; heads read the letter itself."""
    units = set(letter.items.order_by().values_list("unit_id", flat=True))
    workers = [p for p in people_of(units, today) if p.part in WORKERS]
    notice = Notice(
        rule=LETTER,
        about=f"supervision.letter:{letter.pk}",
        rung="",
        to=tuple(Addressee(p.user_id, p.unit_id) for p in workers),
        label=f"Công văn {letter.number}",
        href=reverse("letter", args=[letter.pk]),
        words=f"{letter.author} đôn đốc bằng công văn {letter.number}",
        day=letter.reply_by,
        from_unit_id=letter.author_id,
    )
    notify(notice)


@transaction.atomic
def drop_letter(actor: Actor, letter: Letter, *, today: date | None = None) -> Letter:
    """A draft that nobody sends; one with a number stays for ever."""
    locked = _locked(actor, letter, "drop letter")
    if not locked.is_draft:
        raise Refused(_("Công văn đã có số nên không bỏ được."))
    locked.dropped_on = today or timezone.localdate()
    locked.save(update_fields=["dropped_on"])
    audit.record(actor, "drop letter", locked, plan=locked.plan_id)
    return locked


def _locked(actor: Actor, letter: Letter, verb: str) -> Letter:
    locked = Letter.objects.select_for_update(of=("self",)).select_related("author").get(pk=letter.pk)
    allow(can_change_letter(actor, locked), verb)
    if locked.dropped_on is not None:
        raise Refused(_("Dự thảo này đã được bỏ."))
    return locked
