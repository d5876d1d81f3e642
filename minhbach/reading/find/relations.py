"""What a plan says it is to an earlier plan: it amends, replaces or carries out the one it names.

The words stand in the title ("Sửa đổi, bổ sung Kế hoạch số 118/KH-UBND"), in the opening sentence ("Thực hiện
Kế hoạch số ... của UBND tỉnh") or in a closing one ("Kế hoạch này thay thế Kế hoạch số ..."): the practice of
Nghị định 30/2020, phụ lục I and III. A paper that is only cited is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minhbach.reading.find.headings import Heading
from minhbach.reading.find.words import squash
from minhbach.reading.shapes import Paragraph, Place, Source, Zone

OPENING = 12  # paragraphs behind the title in which a plan says what it carries out

_NUMBER = (
    r"(?P<number>\d{1,5}(?:/\d{4})?\s?[-/]\s?(?:KH|CTr|CTR|ĐA|CTHĐ)[A-ZĐa-z]*"
    r"(?:\s?[-/]\s?[A-ZĐ][A-ZĐa-z&0-9]*)*)"
)
_PLAN = rf"(?:kế hoạch|chương trình(?: hành động)?|đề án)\s+(?:số:?\s*)?{_NUMBER}"
# Between the verb and the plan: "một số nội dung của", never "... theo Kế hoạch số ...", which only cites it.
_GAP = r"(?:(?!\b(?:theo|tại|trong|thực hiện)\b)[^.;:“”\"])"
_SAYS = {
    "amends": re.compile(rf"\b(?:sửa đổi|điều chỉnh|bổ sung)\b{_GAP}{{0,120}}?\b{_PLAN}", re.I),
    "replaces": re.compile(rf"\b(?:thay thế|bãi bỏ)\s+(?:(?:cho|toàn bộ|các)\s+)*{_PLAN}", re.I),
    "carries_out": re.compile(
        rf"\b(?:thực hiện|triển khai|thi hành|cụ thể hóa|cụ thể hoá)\s+(?:thực hiện\s+)?{_PLAN}", re.I
    ),
}


@dataclass(frozen=True, slots=True)
class Said:
    """kind: amends | replaces | carries_out. number: of the earlier plan; place: with the words."""

    kind: str
    number: str
    place: Place


def relations(source: Source, heading: Heading) -> tuple[Said, ...]:
    """Each earlier plan once: where it is amended and also carried out, it is amended."""
    found: dict[str, Said] = {}
    for kind in _SAYS:
        for said in _said(kind, source, heading):
            if said.number != heading.number:
                found.setdefault(said.number, said)
    return tuple(found.values())


def _said(kind: str, source: Source, heading: Heading) -> Iterator[Said]:
    opening = True
    behind = 0
    if m := _SAYS[kind].search(heading.title or ""):
        yield Said(kind, _number(m), replace(_title_place(source, heading), quote=m[0]))
    for at, block in enumerate(source.blocks):
        if not isinstance(block, Paragraph) or block.zone is not Zone.BODY or at < heading.body_from:
            continue
        behind += 1
        opening = opening and behind <= OPENING
        if kind == "replaces" or opening:
            for m in _SAYS[kind].finditer(squash(block.text)):
                yield Said(kind, _number(m), replace(block.place, quote=m[0]))


def _title_place(source: Source, heading: Heading) -> Place:
    for at in sorted(heading.used):
        block = source.blocks[at]
        if (
            isinstance(block, Paragraph)
            and squash(block.text)
            and squash(block.text) in (heading.title or "")
        ):
            return block.place
    return Place()


def _number(match: re.Match[str]) -> str:
    return match["number"].replace(" ", "")
