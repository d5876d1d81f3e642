"""The queue of a review: every place that a person should look at, with what can be chosen there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zlib import crc32

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minhbach.intake.core.assignment import Assigned, Choice, Standing
from minhbach.intake.core.doubts import alike, open_doubts
from minhbach.intake.core.fields import FIELDS as TYPED
from minhbach.intake.core.marks import Asked
from minhbach.intake.core.rows import Data, Where, find, row_at, value_at, where, words_of
from minhbach.intake.core.slips import open_slips
from minhbach.intake.queries.reasons import FIELDS, PAPER_FIELDS
from minhbach.intake.queries.reasons import words_of as reason_words
from minhbach.intake.queries.wording import target_words, time_words
from minhbach.organisation.core.index import Candidate
from minhbach.organisation.core.registry import Registry
from minhbach.shared.dates import vn_date
from minhbach.shared.numbers import spans
from minhbach.shared.shown import shown

MOST_CANDIDATES = 6
_BODIES = ("lead", "coordinating", "supervising")
NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Option:
    """value: what the form sends. units: how many units it stands for (0: none to show).

    is_ticked: stands chosen before anyone chose. Likeness of words is offered, never ticked.
    """

    value: str
    label: str
    help: str = ""
    units: int = 0
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """id: lasting name of the place ("d4", "p1f0c2a9b"). quote: the document's words it is about.

    about: what is unsure, in few words.
    is_safe: what is proposed follows from the record of successions and only wants a look.
    """

    id: str
    number: int
    title: str
    quote: str
    sentence: str
    options: tuple[Option, ...]
    rows: tuple[str, ...]
    code: str = ""
    phrase: str = ""
    doubt: int | None = None
    slip: int | None = None
    words: tuple[str, ...] = ()
    note: str = ""
    about: str = ""
    is_safe: bool = False
    table: int | None = None  # block of the table whose columns are asked for

    def asked(self, current: str) -> Asked:
        return Asked(self.number, self.words, self.rows, self.id == current, self.id)


def phrase_id(key: str) -> str:
    return f"p{crc32(key.encode()):08x}"


def questions(
    data: Data,
    assigned: Mapping[str, Assigned],
    registry: Registry,
    on: date,
    today: date,
    offers: Mapping[str, Option] | None = None,
) -> list[Question]:
    """Doubts of the reader and phrases that stand for nobody for sure, in the order of the document;

    behind them the phrases whose bodies have a successor on record.
    """
    order = {row["key"]: n for n, row in enumerate([*data.get("indicators", []), *data.get("tasks", [])])}
    asked = [
        _doubted(data, number, doubt)
        for number, doubt in open_doubts(data)
        if alike(data, number)[0] == number
    ]
    asked += [_slip(data, number, slip) for number, slip in open_slips(data)]
    before = offers or {}
    asked += [
        _phrase(data, one, registry, on, today, before.get(key))
        for key, one in assigned.items()
        if one.is_question
    ]
    asked.sort(key=lambda q: (q.is_safe, min((order.get(row, -1) for row in q.rows), default=-1)))
    return [replace(question, number=n) for n, question in enumerate(asked, start=1)]


def _doubted(data: Data, number: int, doubt: dict[str, Any]) -> Question:
    at = where(doubt.get("path", ""))
    title, advice = map(str, reason_words(doubt["reason"]))
    row = row_at(data, at) if at is not None and at.index < len(data[at.list]) else None
    field = str(FIELDS.get(at.field, "") if at is not None else PAPER_FIELDS.get(doubt.get("path", ""), ""))
    pages = _pages(data, number)
    table = _table_of(doubt)
    said = _("Đúng như đã đọc") if table is None else _("Không phải bảng giao việc, để ngoài dự thảo")
    kept = Option("keep", said, _kept_words(row, at))
    if doubt.get("path") in PAPER_FIELDS:
        advice, kept = _of_paper(data, doubt, advice)
    quote = _about(row, at) or str((doubt.get("place") or {}).get("quote") or "")[:200]
    return Question(
        id=f"d{number}",
        number=0,
        title=f"{title} ({field or pages})" if field or pages else title,
        quote=quote,
        sentence=advice,
        options=_options(_candidates(doubt, at, row), kept),
        rows=(row["key"],) if row else (),
        code=(row or {}).get("code") or "",
        doubt=number,
        words=_marked_words(row, at),
        about=f"{field} ({title[:1].lower()}{title[1:]})" if field else title[:1].lower() + title[1:],
        table=table,
    )


def _of_paper(data: Data, doubt: dict[str, Any], advice: str) -> tuple[str, Option]:
    """What stands on the paper once is put right at a later step; here it is looked at."""
    part, name = doubt["path"].split(".")
    value = (data.get(part) or {}).get(name)
    if not value:
        return advice + " " + _("Điền ở bước Văn bản."), Option("keep", _("Đã xem"))
    read = Option("keep", _("Đúng như đã đọc"), _shown(str(value)))
    return advice + " " + _("Nếu sai thì sửa ở bước Văn bản."), read


def _pages(data: Data, number: int) -> str:
    """The pages of a doubt about the document: "trang 1-3, 7"; empty where it names none."""
    if where(data["doubts"][number].get("path", "")) is not None:
        return ""
    places = [data["doubts"][n].get("place") or {} for n in alike(data, number)]
    pages = [place["page"] for place in places if place.get("page")]
    return _("trang %s") % spans(pages) if pages else ""


def _slip(data: Data, number: int, slip: dict[str, Any]) -> Question:
    """A word that looks mistyped: nothing is ticked, the document may mean it."""
    at = where(slip["path"])
    assert at is not None
    row = row_at(data, at)
    text, start = str(value_at(row, at.field)), int(slip["start"])
    around = text[max(0, start - 40) : start + len(slip["text"]) + 40].strip()
    return Question(
        id=f"s{number}",
        number=0,
        title=_("Chữ có thể gõ nhầm (%s)") % FIELDS.get(at.field, at.field),
        quote=around,
        sentence=_("“%(text)s” có thể là “%(suggestion)s”.") % slip,
        options=(
            Option("fix", _("Sửa thành “%s”") % slip["suggestion"]),
            Option("leave", _("Giữ “%s” như văn bản ghi") % slip["text"]),
        ),
        rows=(row["key"],),
        code=row.get("code") or "",
        slip=number,
        words=(slip["text"],),
        about=_("chữ “%s”") % slip["text"],
    )


def _table_of(doubt: dict[str, Any]) -> int | None:
    found = re.fullmatch(r"tables\[(\d{1,6})\]", doubt.get("path", ""))
    return int(found[1]) if found else None


def _candidates(doubt: dict[str, Any], at: Where | None, row: dict[str, Any] | None) -> tuple[Option, ...]:
    """Only where choosing fills a field; a sentence that cannot be a value is no choice."""
    if at is None or (at.field != "time" and at.field not in TYPED[at.list]):
        return ()
    found = list(dict.fromkeys(str(one) for one in doubt.get("candidates") or ()))
    values = value_at(row, at.field) if row and at.field in _BODIES else None
    if values:
        return _other_names(values, found)
    return tuple(Option(f"take:{text}", _shown(text)) for text in found[:MOST_CANDIDATES])


def _other_names(values: list[str], found: list[str]) -> tuple[Option, ...]:
    """Another name takes the place of the doubted one, the first candidate, among the bodies of the row."""
    said = found[0] if found else ""
    doubted = said if said in values else values[-1]
    if not said.endswith(doubted):
        return tuple(Option(f"take:{name}", name) for name in found[:MOST_CANDIDATES])
    before = said.removesuffix(doubted)
    others = [other.removeprefix(before) for other in found[1 : MOST_CANDIDATES + 1]]
    rows = (("; ".join(name if one == doubted else one for one in values), name) for name in others)
    return tuple(Option(f"take:{names}", name) for names, name in rows)


def _options(candidates: tuple[Option, ...], kept: Option) -> tuple[Option, ...]:
    """Where there is something to choose a person chooses: a day that stands ticked is taken unseen."""
    others = tuple(one for one in candidates if one.label != kept.help)
    return (*others, kept) if others else (replace(kept, is_ticked=True),)


def _shown(text: str) -> str:
    try:
        return vn_date(date.fromisoformat(text))
    except ValueError:
        return text


def _about(row: dict[str, Any] | None, at: Where | None) -> str:
    if row is None:
        return ""
    raw = {"lead": "lead_raw", "coordinating": "coordinating_raw", "time": "time_raw", "time.due": "time_raw"}
    said = row.get(raw.get(at.field, "")) if at else None
    return str(said or words_of(row))


def _kept_words(row: dict[str, Any] | None, at: Where | None) -> str:
    if row is None or at is None or not at.field:
        return ""
    if at.field == "time":
        return time_words(row)
    value = value_at(row, at.field)
    if isinstance(value, list):
        return "; ".join(value) or _("để trống")
    if isinstance(value, dict):
        return target_words(row)
    return _shown(str(value)) if value else _("để trống")


def _marked_words(row: dict[str, Any] | None, at: Where | None) -> tuple[str, ...]:
    if row is None or at is None:
        return ()
    if at.field in ("time", "time.due") and row.get("time_raw"):
        return (row["time_raw"],)
    if at.field in _BODIES:
        return tuple(row.get(at.field) or ())
    return ()


def _phrase(
    data: Data, one: Assigned, registry: Registry, on: date, today: date, before: Option | None
) -> Question:
    rows = tuple(dict.fromkeys(place.row for place in one.phrase.places))
    first = row_at(data, find(data, rows[0]))
    codes = ", ".join(dict.fromkeys(place.code for place in one.phrase.places if place.code))
    return Question(
        id=phrase_id(one.phrase.key),
        number=0,
        title=_phrase_title(one),
        quote=one.phrase.text,
        sentence=_sentence(one, registry),
        options=phrase_options(one, registry, on, today, before),
        rows=rows,
        code=first.get("code") or "",
        phrase=one.phrase.key,
        words=(one.phrase.text,),
        is_safe=one.carried_on and not one.lost,
        note=_same_words(len(one.phrase.places), codes),
        about=_("đơn vị “%s”") % one.phrase.text,
    )


def _sentence(one: Assigned, registry: Registry) -> str:
    if not one.lost:
        return shown(one.reason)
    gone = ", ".join(registry.unit[pk].label for pk in one.lost[:NAMES_SHOWN])
    return shown(one.reason) + " " + _("Chưa ghi ai kế thừa: %s.") % gone


def _phrase_title(one: Assigned) -> str:
    if one.out_of_date:
        return _("Đơn vị không còn ở thời điểm ban hành")
    if one.carried_on:
        return _("Đơn vị nay đã thay đổi")
    return _("Chưa biết là đơn vị nào")


def _same_words(places: int, codes: str) -> str:
    if places < 2:
        return ""
    said = (
        ngettext("Áp dụng cho %d chỗ ghi giống hệt", "Áp dụng cho cả %d chỗ ghi giống hệt", places) % places
    )
    return f"{said} ({codes})" if codes and len(codes) < 60 else said


def phrase_options(
    one: Assigned, registry: Registry, on: date, today: date, before: Option | None = None
) -> tuple[Option, ...]:
    """What a phrase may become, the likeliest first; always also picked units and left as words.
    before: what was chosen for these words in another paper.
    Ticked is what the registry found for sure, or the openness that the words themselves say.
    """
    is_open = one.standing is Standing.OPEN
    options: list[Option] = []
    if one.members and not is_open:
        words = _members_words(one.units, registry)
        options.append(Option(Choice.FOUND.value, *words, is_ticked=not one.lost))
        if one.carried_on:
            options.append(Option(Choice.THEN.value, *_members_words(one.named or one.units, registry, on)))
    elif one.out_of_date:
        options.append(Option(Choice.FOUND.value, _("Đơn vị kế thừa hôm nay")))
    options += [before] if before else []
    near = [_candidate(near, registry, today) for near in one.candidates[:MOST_CANDIDATES]]
    options += [option for option in near if before is None or option.value != before.value]
    options.append(Option("pick", _("Chọn từng đơn vị")))
    options.append(Option(Choice.OPEN.value, _("Để nguyên chữ, chưa giao cho ai"), is_ticked=is_open))
    return tuple(options)


def _candidate(candidate: Candidate, registry: Registry, today: date) -> Option:
    """A body that is near; where it is gone, who carries on its work."""
    if not candidate.unit_id:
        return Option(f"{Choice.GROUP.value}:{candidate.group_id}", candidate.label)
    now = [pk for pk in registry.carried_on_by(candidate.unit_id, today) if pk != candidate.unit_id]
    names = ", ".join(registry.unit[pk].label for pk in now[:NAMES_SHOWN])
    return Option(
        f"{Choice.UNIT.value}:{candidate.unit_id}",
        candidate.label,
        _("việc nay thuộc %s") % names if now else "",
    )


def _members_words(
    units: tuple[int, ...], registry: Registry, on: date | None = None
) -> tuple[str, str, int]:
    """Label, names and count of an option; `on`: the units as they were on that day, else today's."""
    labels = [registry.unit[pk].label for pk in units]
    day = vn_date(on) if on else ""
    if len(labels) == 1:
        return (_("%(unit)s, như ngày %(day)s") % {"unit": labels[0], "day": day} if on else labels[0]), "", 1
    names = ", ".join(labels[:NAMES_SHOWN]) + (" …" if len(labels) > NAMES_SHOWN else "")
    count = len(labels)
    label = (
        _("%(n)d đơn vị như ngày %(day)s") % {"n": count, "day": day}
        if on
        else _("%d đơn vị hôm nay") % count
    )
    return label, names, count
