"""What the authority remembers, in words: beside a phrase, and as a list for its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minhbach.intake.core.assignment import Assigned, Choice
from minhbach.intake.core.wordings import Meaning, Memory, Remembered, Why
from minhbach.intake.models import LIVE, Wording, WordingKind, WordingState, WordingUse
from minhbach.intake.queries.questions import NAMES_SHOWN, Option
from minhbach.organisation.actor import Actor
from minhbach.organisation.core.registry import Registry
from minhbach.shared.dates import vn_date
from minhbach.shared.text import search_words

PER_PAGE = 50
ROLES = {
    "number": gettext_lazy("Số thứ tự"),
    "task": gettext_lazy("Nhiệm vụ"),
    "activity": gettext_lazy("Hoạt động (dưới nhiệm vụ)"),
    "lead": gettext_lazy("Đơn vị chủ trì"),
    "coordinating": gettext_lazy("Đơn vị phối hợp"),
    "following": gettext_lazy("Đơn vị theo dõi, đôn đốc"),
    "time": gettext_lazy("Thời gian, thời hạn"),
    "start": gettext_lazy("Ngày bắt đầu"),
    "product": gettext_lazy("Sản phẩm, kết quả"),
    "budget": gettext_lazy("Kinh phí"),
    "objective": gettext_lazy("Mục tiêu"),
    "indicator": gettext_lazy("Chỉ tiêu"),
    "unit": gettext_lazy("Đơn vị tính"),
    "baseline": gettext_lazy("Số liệu hiện trạng"),
    "baseline_rank": gettext_lazy("Thứ hạng hiện trạng"),
    "target": gettext_lazy("Giá trị mục tiêu"),
    "target_rank": gettext_lazy("Thứ hạng mục tiêu"),
    "note": gettext_lazy("Ghi chú"),
}
WHY: dict[str, object] = {
    Why.SEVERAL: gettext_lazy("danh sách chọn tay, mỗi văn bản có thể khác"),
    Why.CONTEXT: gettext_lazy("nghĩa tùy văn bản"),
    Why.CERTAIN: gettext_lazy("hệ thống hiểu chắc chắn theo cách khác"),
    Why.DIFFERS: gettext_lazy("hai văn bản hiểu khác nhau"),
}


def since_words(one: Remembered) -> str:
    """ "theo lần xác nhận ngày 03/03/2026, văn bản 12/KH-UBND"."""
    said = _("theo lần xác nhận ngày %s") % vn_date(one.on)
    return said + (", " + _("văn bản %s") % one.source if one.source else "")


def meaning_words(meaning: Meaning, registry: Registry) -> str:
    """Whom or what the words mean."""
    if role := meaning.get("role"):
        return str(ROLES.get(role, role))
    if group := registry.group.get(meaning.get("group") or 0):
        return _("Nhóm: %s") % group.name
    ids = [meaning["unit"]] if meaning.get("unit") else list(meaning.get("units", ()))
    labels = [registry.unit[pk].name for pk in ids if pk in registry.unit]
    if len(labels) <= NAMES_SHOWN:
        return ", ".join(labels) or "–"
    names = ", ".join(registry.unit[pk].label for pk in ids[:NAMES_SHOWN] if pk in registry.unit)
    return ngettext("%(n)d đơn vị: %(names)s …", "%(n)d đơn vị: %(names)s …", len(labels)) % {
        "n": len(labels), "names": names,
    }  # fmt: skip


def offers(assigned: Iterable[Assigned], memory: Memory, registry: Registry) -> dict[str, Option]:
    """Phrase -> what was chosen for it before, where that is only offered."""
    found = ((one.phrase.key, memory.offered(one)) for one in assigned)
    return {key: _option(before, registry) for key, before in found if before is not None}


def _option(before: Remembered, registry: Registry) -> Option:
    meaning = before.meaning
    if meaning.get("group"):
        value = f"{Choice.GROUP.value}:{meaning['group']}"
    elif meaning.get("unit"):
        value = f"{Choice.UNIT.value}:{meaning['unit']}"
    else:
        value = f"{Choice.PICKED.value}:{' '.join(map(str, meaning.get('units', ())))}"
    label = _("Như lần trước: %s") % meaning_words(meaning, registry)
    return Option(value, label, since_words(before))


@dataclass(frozen=True, slots=True)
class WordingLine:
    """One row of the list. words: what it means. why: why it is only offered. used: plans adopted with it."""

    row: Wording
    words: str
    why: str
    lives: bool
    used: int
    used_at: datetime | None

    @property
    def is_offered(self) -> bool:
        return self.row.state == WordingState.OFFERED


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is filtered by. state: "live", one of WordingState, or "" for all."""

    words: str = ""
    kind: str = ""
    state: str = "live"


def wordings(actor: Actor, asked: Asked) -> QuerySet[Wording]:
    """The wordings that fit, the newest first, with whoever made and ended them and their plan."""
    found = Wording.objects.visible_to(actor)
    if asked.state == "live":
        found = found.filter(state__in=LIVE)
    elif asked.state in WordingState.values:
        found = found.filter(state=asked.state)
    if asked.kind in WordingKind.values:
        found = found.filter(kind=asked.kind)
    for word in search_words(asked.words):
        found = found.filter(folded__contains=word)
    heavy = ("data", "blocks", "resolutions", "reviewed", "answers", "signed_comparison", "rereading")
    return (
        found.select_related("made_by", "ended_by", "draft")
        .defer(*(f"draft__{name}" for name in heavy))
        .order_by("-pk")
    )


def lines(rows: Iterable[Wording], registry: Registry) -> list[WordingLine]:
    rows = list(rows)
    uses = WordingUse.objects.filter(wording__in=rows).values_list("wording")
    used = {pk: (count, last) for pk, count, last in uses.annotate(Count("pk"), Max("at"))}
    return [
        WordingLine(
            row, meaning_words(row.meaning, registry), str(WHY.get(row.reason, "")), row.state in LIVE,
            *used.get(row.pk, (0, None)),
        )
        for row in rows
    ]  # fmt: skip


def wording(actor: Actor, pk: int) -> Wording:
    """One wording. Raises Wording.DoesNotExist."""
    return wordings(actor, Asked(state="")).get(pk=pk)


def history(actor: Actor, row: Wording) -> QuerySet[Wording]:
    """Everything that was ever remembered for the same words, the newest first."""
    return wordings(actor, Asked(state="")).filter(kind=row.kind, key=row.key)
