"""The signed file of a draft in words: how it stands, and every difference as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minhbach.intake.core import answers
from minhbach.intake.core.comparison import ChangedRow, Comparison, Part, compare
from minhbach.intake.core.rows import Row, words_of
from minhbach.intake.models import Draft
from minhbach.intake.queries import wording
from minhbach.intake.queries.reasons import FIELDS

MOST_SENTENCES = 60
LONGEST = 160  # letters of a quoted value


@dataclass(frozen=True, slots=True)
class Difference:
    """sentence: what differs. list, key: the row of the draft it is about; key is empty where it has none."""

    sentence: str
    list: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """state: "" (none attached) | waiting | unreadable | compared. sentence: why it could not be compared."""

    state: str = ""
    sentence: str = ""
    differences: tuple[Difference, ...] = ()
    more: int = 0

    @property
    def count(self) -> int:
        return len(self.differences) + self.more


def signed_of(draft: Draft) -> Signed:
    """Compared anew with the draft as it stands: a difference that was mended is gone."""
    kept: dict[str, Any] = draft.signed_comparison or {}
    state = kept.get("state", "")
    if state != "compared":
        return Signed(state, kept.get("sentence", ""))
    found = compared(draft)
    said = [*_papers(found), *(one for row in found.rows for one in _row(row))]
    return Signed(state, "", tuple(said[:MOST_SENTENCES]), max(0, len(said) - MOST_SENTENCES))


def compared(draft: Draft) -> Comparison:
    signed = (draft.signed_comparison or {}).get("signed") or {}
    said, says = answers.proposed(draft.data, draft.answers), answers.proposed(signed, {})
    return compare(draft.data, signed, said, says)


def _papers(found: Comparison) -> list[Difference]:
    names = {"number": _("Số, ký hiệu"), "issued": _("Ngày ký"), "signer": _("Người ký"), "title": _("Tên")}
    out = [Difference(_both(names[fact.field], fact)) for fact in found.facts]
    for name, (ours, theirs) in found.counts.items():
        if ours != theirs:
            said = {"signed": _count(name, theirs), "read": _count(name, ours)}
            out.append(Difference(_("Bản ký có %(signed)s, dự thảo có %(read)s.") % said))
    return out


def _count(name: str, number: int) -> str:
    words = {
        "tasks": ngettext("%d nhiệm vụ", "%d nhiệm vụ", number),
        "indicators": ngettext("%d chỉ tiêu", "%d chỉ tiêu", number),
        "reporting": ngettext("%d chế độ báo cáo", "%d chế độ báo cáo", number),
    }
    return words[name] % number


def _row(row: ChangedRow) -> list[Difference]:
    name = _named(row)
    if row.read is None or row.signed is None:
        here = row.signed is None
        sentence = (
            _("%(name)s “%(words)s” có trong dự thảo mà bản ký không có.")
            if here
            else _("%(name)s “%(words)s” có trong bản ký mà dự thảo không có.")
        )
        said = {"name": name, "words": _cut(words_of(row.read or row.signed or {}))}
        return [Difference(sentence % said, row.list, row.key)]
    times = [part for part in row.parts if part.field.startswith("time.")]
    parts = [part for part in row.parts if part not in times]
    if times:  # kind, day and cycle are one thing to say
        parts.append(Part("time", _time(row.read), _time(row.signed)))
    return [Difference(_both(f"{name}, {_field(row.list, p.field)}", p), row.list, row.key) for p in parts]


def _time(row: Row) -> str:
    return wording.time_words(row)


def _named(row: ChangedRow) -> str:
    words = {"tasks": _("Nhiệm vụ"), "indicators": _("Chỉ tiêu"), "reporting": _("Chế độ báo cáo")}
    return f"{words[row.list]} {row.code}".strip()


def _field(name: str, field: str) -> str:
    top = field.split(".")[0]
    if name == "indicators" and top == "target_rank":
        return _("hạng cần đạt")
    return str(FIELDS.get(field) or FIELDS.get(top) or field)


def _both(name: str, part: Part) -> str:
    if not part.signed:
        return _("%(name)s: bản ký không ghi, dự thảo ghi “%(read)s”.") % {
            "name": name, "read": _cut(part.read),
        }  # fmt: skip
    if not part.read:
        return _("%(name)s: bản ký ghi “%(signed)s”, dự thảo để trống.") % {
            "name": name, "signed": _cut(part.signed),
        }  # fmt: skip
    said = {"name": name, "signed": _cut(part.signed), "read": _cut(part.read)}
    return _("%(name)s: bản ký ghi “%(signed)s”, dự thảo ghi “%(read)s”.") % said


def _cut(text: str) -> str:
    line = "; ".join(part for part in text.split("\n") if part)
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
