"""What units say of difficulties and what they propose: same words once, with all who say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minhbach.reporting.core.accepted import Said
from minhbach.reporting.core.consolidating.record import Record, Voice, VoiceKind
from minhbach.reporting.core.consolidating.results import clipped
from minhbach.reporting.core.consolidating.shapes import Form, Given, Ref, RefKind, fingerprint
from minhbach.reporting.core.consolidating.writing import Sentence
from minhbach.reporting.core.forms import PartKind
from minhbach.shared.numbers import vn_number
from minhbach.shared.text import fold

MOST_SPEAKERS = 6  # more units than this are counted behind the first ones


def difficulties(record: Record) -> Iterable[Given]:
    return _voices(record, VoiceKind.DIFFICULTY, "difficulties", "khó khăn, vướng mắc")


def proposals(record: Record) -> Iterable[Given]:
    return _voices(record, VoiceKind.PROPOSAL, "proposals", "đề xuất, kiến nghị")


def _voices(record: Record, kind: VoiceKind, key: str, what: str) -> Iterable[Given]:
    """Nothing is said of units whose report is not accepted; without accepted reports nothing at all."""
    accepted = [slot.ref for slot in record.accepted]
    if not accepted:
        return
    groups = grouped([voice for voice in record.voices if voice.kind is kind])
    if not groups:
        sentence = Sentence().count("báo cáo đã tiếp nhận", len(accepted), accepted)
        yield sentence.say(f" báo cáo đã tiếp nhận không nêu {what}.").given(f"{key}.none")
        return
    speakers = {voice.report_id for group in groups for voice in group}
    refs = [Ref(RefKind.REPORT, report) for report in speakers]
    head = Sentence().count(f"đơn vị nêu {what}", len(speakers), refs).say(f" đơn vị nêu {what}:")
    yield head.given(f"{key}.count")
    yield from (_voice(key, group) for group in groups)


def grouped(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Voices with the same words (accents, case and signs aside) together; said by most first."""
    found: dict[str, list[Voice]] = {}
    for voice in sorted(voices, key=lambda voice: voice.order):
        same = found.setdefault(fold(voice.words), [])
        if voice.report_id not in {one.report_id for one in same}:
            same.append(voice)
    groups = [same for words, same in found.items() if words]
    return sorted(groups, key=lambda same: (-len(same), same[0].order))


def _voice(key: str, same: Sequence[Voice]) -> Given:
    refs = [Ref(RefKind.REPORT, voice.report_id) for voice in same]
    words = _one_line(same[0].words)
    sentence = Sentence().fact("ý kiến", words, refs).say(" (")
    about = ", ".join(dict.fromkeys(voice.about for voice in same if voice.about))
    sentence.say(f"nhiệm vụ {clipped(about, 60)}; " if about else "")
    sentence.fact("đơn vị nêu", speakers(same), refs).say(").")
    return sentence.given(f"{key}.{fingerprint(fold(same[0].words))}", Form.ITEM)


def speakers(same: Sequence[Voice]) -> str:
    names = [voice.unit for voice in same]
    if len(names) <= MOST_SPEAKERS:
        return ", ".join(names)
    left = len(names) - MOST_SPEAKERS
    return f"{', '.join(names[:MOST_SPEAKERS])} và {vn_number(left)} đơn vị khác"


def _one_line(words: str) -> str:
    return " ".join(words.split()).rstrip(".;, ")


def spoken(said: Iterable[Said]) -> Iterable[tuple[VoiceKind, str, str]]:
    """(kind, words, task) of everything in an accepted report that is a difficulty or a proposal."""
    for one in said:
        if one.line is not None and one.answer.why.strip():
            yield VoiceKind.DIFFICULTY, one.answer.why, one.line.code or one.line.text
        kind = _kind(one)
        if kind is not None and not one.answer.nothing:
            yield from ((kind, words, "") for words in parted(one.answer.text))


_BY_KEY = {"q-shortcomings": VoiceKind.DIFFICULTY, "q-proposals": VoiceKind.PROPOSAL}
# What an authority's own form calls these questions.
_BY_LABEL = (
    (VoiceKind.PROPOSAL, ("de xuat", "kien nghi")),
    (VoiceKind.DIFFICULTY, ("ton tai", "han che", "kho khan", "vuong mac", "nguyen nhan")),
)


def _kind(said: Said) -> VoiceKind | None:
    if said.field.kind is not PartKind.NARRATIVE:
        return None
    label = fold(said.field.label)
    named = (kind for kind, words in _BY_LABEL if any(word in label for word in words))
    return _BY_KEY.get(said.field.key) or next(named, None)


def parted(answer: str) -> list[str]:
    """An answer of several lines or bullets is several voices; a paragraph is one."""
    lines = (line.strip().lstrip("-–•+*").strip() for line in answer.splitlines())
    return [line for line in lines if line]
