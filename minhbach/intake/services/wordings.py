"""Cách gọi đã ghi nhớ: learnt when a draft becomes a plan, taken back, set right or added by a person.

Learnt at adoption and not at the choice: in review people try and take back; who adopts answers for what the
paper says, and withdrawing the adoption withdraws what it taught.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.intake.access import can_keep_wordings
from minhbach.intake.core.assignment import Assigned, Assigner
from minhbach.intake.core.phrases import phrase_key
from minhbach.intake.core.wordings import (
    LONGEST,
    Kind,
    Lesson,
    Meaning,
    Memory,
    Remembered,
    Why,
    body_lessons,
    column_lessons,
    judged,
    used_by,
    used_columns,
)
from minhbach.intake.models import LIVE, Draft, Wording, WordingKind, WordingState, WordingUse
from minhbach.organisation import queries as organisation
from minhbach.organisation.actor import Actor
from minhbach.reading.wording import ROLES, certain_role, wording_key
from minhbach.shared import audit
from minhbach.shared.text import fold, nfc
from minhbach.shared.verbs import Problem, Refused, allow


def memory() -> Memory:
    """Everything that is remembered and lives: one query. Keep it for a request or a job."""
    rows = Wording.objects.filter(state__in=LIVE).order_by("pk")
    return Memory.of(_remembered(row) for row in rows)


def _remembered(row: Wording) -> Remembered:
    return Remembered(
        row.pk, Kind(row.kind), row.key, row.text, row.meaning, row.state == WordingState.IN_USE,
        timezone.localdate(row.made_at), row.source, row.draft_id,
    )  # fmt: skip


def learn(
    actor: Actor, draft: Draft, phrases: Iterable[Assigned], plain: Assigner, before: Memory
) -> list[Wording]:
    """Keeps what an adopted draft teaches, and counts what it used. Part of the transaction of adoption."""
    assigned = list(phrases)
    used = used_by(assigned, before) | used_columns(draft.data, before)
    WordingUse.objects.bulk_create(WordingUse(wording_id=pk, draft=draft) for pk in sorted(used))
    lessons = body_lessons([one.phrase for one in assigned], draft.resolutions, plain)
    lessons += column_lessons(draft.data)
    kept = []
    for lesson in lessons:
        known = before.bodies if lesson.kind is Kind.BODY else before.columns
        if (new := judged(lesson, known.get(lesson.key), draft.pk)) is not None:
            kept.append(_keep(actor, new, draft))
    return kept


def _keep(actor: Actor, lesson: Lesson, draft: Draft | None, verb: str = "wording.learn") -> Wording:
    """Remembered from now on, in the place of what was remembered for the same words."""
    try:
        with transaction.atomic():
            return _write(actor, lesson, draft, verb)
    except IntegrityError:  # somebody taught the same words a moment ago: theirs are the ones replaced
        return _write(actor, lesson, draft, verb)


def _write(actor: Actor, lesson: Lesson, draft: Draft | None, verb: str) -> Wording:
    old = (
        Wording.objects.select_for_update()
        .filter(kind=lesson.kind.value, key=lesson.key, state__in=LIVE)
        .first()
    )
    if old is not None:
        _end(actor, old, WordingState.REPLACED)
    row = Wording.objects.create(
        kind=lesson.kind.value, key=lesson.key, text=lesson.text, folded=fold(lesson.text)[:LONGEST],
        meaning=dict(lesson.meaning), reason=lesson.why, draft=draft, source=_source(draft), replaces=old,
        state=WordingState.OFFERED if lesson.why else WordingState.IN_USE, made_by_id=actor.user_id,
    )  # fmt: skip
    before = {"meaning": old.meaning} if old is not None else None
    audit.record(actor, verb, row, before=before, after=_facts(row))
    return row


def _source(draft: Draft | None) -> str:
    if draft is None:
        return ""
    number = draft.answers.get("number") or (draft.data.get("document") or {}).get("number") or ""
    return str(number or draft.name)[:255]


def _facts(row: Wording) -> dict[str, object]:
    return {"text": row.text, "meaning": row.meaning, "state": row.state}


def _end(actor: Actor, row: Wording, state: WordingState) -> None:
    row.state, row.ended_at, row.ended_by_id = state, timezone.now(), actor.user_id
    row.save(update_fields=["state", "ended_at", "ended_by"])


def unlearn(actor: Actor, draft: Draft) -> None:
    """What an adoption taught or used goes with it, and what it had replaced is back. In its transaction."""
    WordingUse.objects.filter(draft=draft).delete()
    for row in Wording.objects.select_for_update().filter(draft=draft, state__in=LIVE):
        _end(actor, row, WordingState.TAKEN_BACK)
        old = row.replaces
        if old is not None and old.state == WordingState.REPLACED and old.draft_id != draft.pk:
            _revive(old)
        audit.record(actor, "wording.take_back", row, before=_facts(row))


def _revive(row: Wording) -> None:
    row.state = WordingState.OFFERED if row.reason else WordingState.IN_USE
    row.ended_at = row.ended_by = None
    row.save(update_fields=["state", "ended_at", "ended_by"])


@transaction.atomic
def take_back(actor: Actor, pk: int) -> Wording:
    """Forgets a wording. Plans stay as they are; drafts under review ask again."""
    row = _locked(actor, pk)
    if row.state not in LIVE:
        raise Refused(_("Cách gọi này đã thôi nhớ hoặc đã được thay."))
    _end(actor, row, WordingState.TAKEN_BACK)
    audit.record(actor, "wording.take_back", row, before=_facts(row))
    return row


@transaction.atomic
def restore(actor: Actor, pk: int) -> Wording:
    """Remembers again what was taken back or replaced; what stood in its place becomes history."""
    row = _locked(actor, pk)
    if row.state in LIVE:
        return row
    newer = Wording.objects.select_for_update().filter(kind=row.kind, key=row.key, state__in=LIVE).first()
    if newer is not None:
        _end(actor, newer, WordingState.REPLACED)
    _revive(row)
    audit.record(actor, "wording.restore", row, after=_facts(row))
    return row


@transaction.atomic
def put_to_use(actor: Actor, pk: int) -> Wording:
    """What was only offered is applied from now on: a person says that it always means this."""
    row = _locked(actor, pk)
    if row.state != WordingState.OFFERED:
        raise Refused(_("Chỉ áp dụng được cách gọi đang để đề xuất."))
    if reason := why_not_applied(row):
        raise Refused(reason)
    before = _facts(row)
    row.state, row.reason = WordingState.IN_USE, ""
    row.save(update_fields=["state", "reason"])
    audit.record(actor, "wording.apply", row, before=before, after=_facts(row))
    return row


def why_not_applied(row: Wording) -> str:
    """Why an offered wording can never be applied by itself; "" where a person may say so."""
    if row.reason == Why.CERTAIN:
        return _("Hệ thống đã hiểu chắc chắn cụm chữ này theo cách khác, nên chỉ đề xuất được.")
    if "units" in row.meaning:
        return _("Cụm này ghép với nhiều đơn vị chọn tay; hãy lập nhóm đơn vị rồi chọn nhóm đó.")
    return ""


@transaction.atomic
def change(actor: Actor, pk: int, meaning: Meaning) -> Wording:
    """Another meaning for the same words, said by a person: applied, the old one is history."""
    row = _locked(actor, pk)
    _check(row.kind, row.text, meaning)
    if row.state in LIVE and dict(row.meaning) == dict(meaning):
        return row
    lesson = Lesson(Kind(row.kind), row.key, row.text, meaning)
    return _keep(actor, lesson, None, "wording.change")


@transaction.atomic
def add(actor: Actor, kind: str, text: str, meaning: Meaning) -> Wording:
    """A wording that no paper has taught yet, said by a person."""
    allow(can_keep_wordings(actor), "wording.keep")
    tidy = " ".join(nfc(text).split())
    _check(kind, tidy, meaning)
    key = phrase_key(tidy) if kind == WordingKind.BODY else wording_key(tidy)
    known = Refused(Problem("text", _("Cách viết này đã được ghi nhớ; hãy sửa dòng đó.")))
    if Wording.objects.filter(kind=kind, key=key, state__in=LIVE).exists():
        raise known
    try:
        with transaction.atomic():
            return _write(actor, Lesson(Kind(kind), key, tidy, meaning), None, "wording.add")
    except IntegrityError:  # by somebody else, a moment ago
        raise known from None


def _check(kind: str, text: str, meaning: Meaning) -> None:
    if len(text) < 2 or not any(map(str.isalpha, text)):
        raise Refused(Problem("text", _("Cách viết phải có chữ.")))
    if len(text) > LONGEST:
        raise Refused(Problem("text", _("Cách viết dài quá 200 ký tự.")))
    if kind == WordingKind.COLUMN:
        _check_column(text, meaning)
    else:
        _check_body(text, meaning)


def _check_column(text: str, meaning: Meaning) -> None:
    if meaning.get("role") not in ROLES:
        raise Refused(Problem("role", _("Hãy chọn cột này ghi gì.")))
    if certain_role(text):
        raise Refused(
            Problem("text", _("Hệ thống đã hiểu tiêu đề này; chỉ chỉ định khác được ngay ở từng bảng."))
        )


def _check_body(text: str, meaning: Meaning) -> None:
    registry = organisation.registry()
    unit, group = meaning.get("unit"), meaning.get("group")
    if unit not in registry.unit and group not in registry.group:
        raise Refused(Problem("target", _("Hãy chọn một đơn vị hoặc một nhóm trong danh mục.")))
    writings = {phrase_key(w): u.id for u in registry.units for w in u.writings()}
    if phrase_key(text) in writings:
        raise Refused(Problem("text", _("Danh mục đơn vị đã có cách viết này; hãy sửa ở trang Đơn vị.")))


def _locked(actor: Actor, pk: int) -> Wording:
    allow(can_keep_wordings(actor), "wording.keep")
    return Wording.objects.select_for_update().get(pk=pk)
