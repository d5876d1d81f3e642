"""The record and the template in, sections of passages out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from minhbach.reporting.core.consolidating.behind import behind
from minhbach.reporting.core.consolidating.general import closing, general, opening
from minhbach.reporting.core.consolidating.record import Record
from minhbach.reporting.core.consolidating.results import indicators, tasks
from minhbach.reporting.core.consolidating.shapes import Given, GivenSection, Part
from minhbach.reporting.core.consolidating.voices import difficulties, proposals

_CHAPTERS: dict[Part, Callable[[Record], Iterable[Given]]] = {
    Part.OPENING: opening,
    Part.GENERAL: general,
    Part.INDICATORS: indicators,
    Part.TASKS: tasks,
    Part.BEHIND: behind,
    Part.DIFFICULTIES: difficulties,
    Part.PROPOSALS: proposals,
    Part.OWN: lambda record: (),
    Part.CLOSING: closing,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of the template. key: once in a template; title: without its number."""

    key: str
    part: Part
    title: str


# An editable default, as such reports are usually laid out; no legal text fixes it.
DEFAULT_TEMPLATE = (
    Heading("general", Part.GENERAL, "Tình hình chung"),
    Heading("indicators", Part.INDICATORS, "Kết quả thực hiện chỉ tiêu"),
    Heading("tasks", Part.TASKS, "Kết quả thực hiện nhiệm vụ"),
    Heading("behind", Part.BEHIND, "Đơn vị chậm, chưa báo cáo"),
    Heading("difficulties", Part.DIFFICULTIES, "Tồn tại, hạn chế, nguyên nhân"),
    Heading("proposals", Part.PROPOSALS, "Đề xuất, kiến nghị"),
)
NEEDS_A_PLAN = frozenset({Part.INDICATORS, Part.TASKS})


def assemble(record: Record, template: Sequence[Heading] = DEFAULT_TEMPLATE) -> tuple[GivenSection, ...]:
    """What the record says now, between opening and closing; without a plan nothing of tasks and targets."""
    shown = [h for h in template if record.plan is not None or h.part not in NEEDS_A_PLAN]
    return (
        GivenSection("opening", "", Part.OPENING, tuple(opening(record))),
        *(GivenSection(h.key, h.title, h.part, tuple(_CHAPTERS[h.part](record))) for h in shown),
        GivenSection("closing", "", Part.CLOSING, tuple(closing(record))),
    )
