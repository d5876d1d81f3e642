"""What a reader would ask about an answer: copied, without a figure, said in routine words. Pure.

Hints never block. They say what was noticed and let the writer decide; whoever receives the report sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from minhbach.reporting.core.answers import Answer
from minhbach.reporting.core.forms import PartKind
from minhbach.shared.text import fold

COPIED_FROM = 70  # percent of the words: from here on a text is said to repeat another
SHORTEST = 6  # words: below this any two sentences of an office are alike
RUN = 2  # so many words in a row are a copied stretch

# Sentences that fit any task of any period. Editable in Quản trị; these are a proposal of the product.
ROUTINE = (
    "thường xuyên quan tâm",
    "quan tâm chỉ đạo",
    "theo đúng quy định",
    "đúng quy định",
    "kịp thời, đầy đủ",
    "cơ bản hoàn thành",
    "cơ bản đáp ứng",
    "tiếp tục triển khai",
    "tiếp tục thực hiện",
    "đang triển khai thực hiện",
    "thực hiện nghiêm túc",
    "nghiêm túc triển khai",
    "tăng cường công tác",
    "đẩy mạnh công tác",
    "từng bước nâng cao",
    "phối hợp chặt chẽ",
)
# Words by which a text claims that something is finished.
_CLAIM = re.compile(
    r"\b(đã|cơ bản)?\s*(hoàn thành|hoàn tất|hoàn thiện|xong|ban hành|công bố|đưa vào (sử dụng|vận hành))\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(chưa|sẽ|dự kiến|phấn đấu|đang)\s+([\w]+\s+){0,2}$", re.IGNORECASE)
# Numbers of documents and days are no figures of a result: 1187/QĐ-SXD; ngày 25/9/2026; quý III/2026.
_DOCUMENT = re.compile(r"\b\d+[\w]*\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ]{1,}[A-ZĐa-z0-9]*(?:-[A-ZĐ0-9][\w]*)*")
_DAY = re.compile(
    r"\b\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*\d{2,4})?\b(?!\s*[\w%])|\bnăm\s+\d{4}|\b[IVX]+/\d{4}\b"
    r"|\b(?:ngày|tháng|quý|mục|khoản|điều|điểm|kỳ)\s+\d+(?:[/.-]\d+)*",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


class HintKind(StrEnum):
    COPIED_LAST = "copied_last"
    COPIED_OTHER = "copied_other"
    CLAIM = "claim"  # says that it is finished, without a figure or a proof
    NO_FIGURE = "no_figure"
    ROUTINE = "routine"
    OWN_INDICATOR = "own_indicator"  # the unit answers for it and says nothing of it
    GOOD = "good"  # what is right about it, said as well


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where in the text words stand that also stand in the other one, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hint:
    """percent: share of copied words. words: the phrase, or the name of what it was copied from.

    is_proved, is_figured, is_fresh: what GOOD praises.
    """

    kind: HintKind
    percent: int = 0
    words: str = ""
    stretches: tuple[Stretch, ...] = ()
    is_figured: bool = False
    is_proved: bool = False
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """What an answer is held against. last: last period's text; others: (who, text) of the same period."""

    last: str = ""
    others: tuple[tuple[str, str], ...] = ()
    has_proof: bool = False


def hints_of(kind: PartKind, answer: Answer, beside: Beside, routine: Sequence[str] = ROUTINE) -> list[Hint]:
    """What is worth a second look in one answer, the gravest first; GOOD alone where nothing is."""
    if kind is PartKind.INDICATORS:
        return [Hint(HintKind.OWN_INDICATOR)] if answer.is_blank and not answer.is_explained else []
    if answer.nothing or not answer.text.strip():
        return []
    found = [*_copied(answer.text, beside), *_substance(kind, answer, beside)]
    found += _routine(answer.text, routine)
    if found or kind is not PartKind.DUTIES:
        return found
    return [_praise(answer, beside)]


def _praise(answer: Answer, beside: Beside) -> Hint:
    return Hint(
        HintKind.GOOD,
        is_figured=has_figure(answer.words),
        is_proved=beside.has_proof or has_document(answer.text),
        is_fresh=bool(beside.last.strip()),
    )


def _copied(text: str, beside: Beside) -> Iterator[Hint]:
    last = copied(text, beside.last)
    if last and last.percent >= COPIED_FROM:
        yield Hint(HintKind.COPIED_LAST, last.percent, stretches=last.stretches)
    best: Hint | None = None
    for who, said in beside.others:
        found = copied(text, said)
        if found and found.percent >= COPIED_FROM and (best is None or found.percent > best.percent):
            best = Hint(HintKind.COPIED_OTHER, found.percent, who, found.stretches)
    if best:
        yield best


def _substance(kind: PartKind, answer: Answer, beside: Beside) -> Iterator[Hint]:
    if kind is not PartKind.DUTIES or has_figure(answer.words):
        return
    proved = beside.has_proof or has_document(answer.text) or bool(answer.files)
    if claims(answer.text) and not proved:
        yield Hint(HintKind.CLAIM)
    elif not proved:
        yield Hint(HintKind.NO_FIGURE)


def _routine(text: str, routine: Sequence[str]) -> Iterator[Hint]:
    """One hint for all phrases: the longest names itself, every one is marked."""
    found = [(phrase, place) for phrase in routine for place in places_of(phrase, text)]
    if found:
        phrase = max((phrase for phrase, _place in found), key=len)
        stretches = _joined(place for _phrase, place in found)
        yield Hint(HintKind.ROUTINE, words=phrase, stretches=stretches)


@dataclass(frozen=True, slots=True)
class Copied:
    percent: int
    stretches: tuple[Stretch, ...]


def copied(text: str, other: str) -> Copied | None:
    """How much of `text` stands in `other` in runs of words; None where either is too short to say.

    Words are compared without case and signs, so that a comma does not hide a copy.
    """
    mine, theirs = words_of(text), words_of(other)
    if len(mine) < SHORTEST or len(theirs) < SHORTEST:
        return None
    ours, said = [word for word, _place in mine], [word for word, _place in theirs]
    kept: list[tuple[int, int]] = []
    for op in Indel.opcodes(ours, said):
        if op.tag == "equal" and op.src_end - op.src_start >= min(RUN, len(ours)):
            kept.append((op.src_start, op.src_end))
    count = sum(end - start for start, end in kept)
    stretches = tuple(Stretch(mine[start][1].start, mine[end - 1][1].end) for start, end in kept)
    return Copied(_share(count, len(ours)), stretches)


def _share(part: int, whole: int) -> int:
    """100 only where every word is there."""
    return 100 if part == whole else min(99, round(100 * part / whole))


def words_of(text: str) -> list[tuple[str, Stretch]]:
    """Folded words with their place in the text. Signs alone are no words."""
    found = ((fold(match[0]), Stretch(match.start(), match.end())) for match in _WORD.finditer(text))
    return [(word, place) for word, place in found if word]


def places_of(phrase: str, text: str) -> list[Stretch]:
    """Where the phrase stands in the text, whatever the case and the signs between its words.

    Tones count: "đúng quy định" is not looked for in "đừng quy định".
    """
    parts = [re.escape(word) for word in _WORD.findall(phrase)]
    if not parts:
        return []
    pattern = re.compile(r"(?<!\w)" + r"[\W_]+".join(parts) + r"(?!\w)", re.IGNORECASE)
    return [Stretch(found.start(), found.end()) for found in pattern.finditer(text)]


def _joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """In order, overlapping ones as one."""
    joined: list[Stretch] = []
    for one in sorted(stretches, key=lambda stretch: (stretch.start, stretch.end)):
        if joined and one.start <= joined[-1].end:
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return tuple(joined)


def has_figure(text: str) -> bool:
    """A number that says how much: not a day, not the number of a document or of a point."""
    bare = _DAY.sub(" ", _DOCUMENT.sub(" ", text))
    return any(char.isdigit() for char in bare)


def has_document(text: str) -> bool:
    """Names a document by its number: 1187/QĐ-SXD."""
    return bool(_DOCUMENT.search(text))


def claims(text: str) -> bool:
    """Says that something is finished. "chưa hoàn thành", "dự kiến ban hành" claim nothing."""
    return any(not _NOT_YET.search(text[: found.start() + _lead(found)]) for found in _CLAIM.finditer(text))


def _lead(found: re.Match[str]) -> int:
    """Spaces that the match took before its first word."""
    return len(found[0]) - len(found[0].lstrip())


def marks_of(hints: Iterable[Hint]) -> tuple[Stretch, ...]:
    """Every stretch that hints point at, for underlining."""
    return _joined(stretch for hint in hints for stretch in hint.stretches)


def is_soft(hints: Iterable[Hint]) -> bool:
    """A hint that asks for something; praise does not."""
    return any(hint.kind is not HintKind.GOOD for hint in hints)
