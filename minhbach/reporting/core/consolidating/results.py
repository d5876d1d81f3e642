"""Indicators and tasks: counts, and by name only the exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from minhbach.indices.core.distance import Way
from minhbach.reporting.core.consolidating.record import Record
from minhbach.reporting.core.consolidating.shapes import Fact, Form, Given, Ref, RefKind
from minhbach.reporting.core.consolidating.writing import MOST_NAMED, Sentence, Share, listed
from minhbach.reporting.core.shapes import Line, Standing, TargetLine
from minhbach.reporting.core.target_words import latest_words, target_words, value_words
from minhbach.shared.numbers import vn_number

MOST_SPOKEN = 12  # indicators and tasks that are spoken of one by one; the annex has them all
ANNEX = "phụ lục kèm theo"
_SHARES = (
    (Standing.DONE, "đã hoàn thành"),
    (Standing.AWAITING, "đã được đơn vị báo cáo hoàn thành, chờ ghi nhận"),
    (Standing.DOING, "đang thực hiện"),
    (Standing.NOT_STARTED, "chưa thực hiện, trong hạn"),
    (Standing.LATE, "quá hạn"),
    (Standing.SILENT, "không có hạn và chưa cập nhật trong kỳ"),
    (Standing.ASIDE, "tạm dừng, không áp dụng hoặc chờ điều kiện"),
)
_OUTSIDE = (
    (Standing.OPENING, "phần việc chờ xác nhận hiện trạng khi bắt đầu theo dõi, chưa tính"),
    (Standing.BEFORE, "phần việc thuộc thời gian trước khi theo dõi, không tính"),
)


def indicators(record: Record) -> Iterable[Given]:
    targets = [part.target for part in record.plan.indicators] if record.plan else []
    if not targets:
        if record.plan is not None:
            yield Given("indicators.none", "Kế hoạch không nêu chỉ tiêu đo lường.")
        return
    reached = [t for t in targets if t.way == Way.REACHED]
    silent = [t for t in targets if t.latest is None]
    short = [t for t in targets if t.latest is not None and t.way != Way.REACHED]
    sentence = Sentence("Kế hoạch đặt ra ").count("chỉ tiêu", len(targets), _of(targets)).say(" chỉ tiêu: ")
    shares = (("đạt hoặc vượt mục tiêu", reached), ("chưa đạt", short), ("chưa có số liệu", silent))
    listed(sentence, [Share(words, _of(found)) for words, found in shares])
    yield sentence.given("indicators.count")
    short.sort(key=lambda t: (t.way != Way.BACK, t.share is None, t.share or 0))
    yield from (_indicator(target) for target in short[:MOST_SPOKEN])
    if len(short) > MOST_SPOKEN:
        rest = Sentence("Còn ").count(
            "chỉ tiêu khác chưa đạt", len(short) - MOST_SPOKEN, _of(short[MOST_SPOKEN:])
        )
        yield rest.say(f" chỉ tiêu khác chưa đạt, nêu tại {ANNEX}.").given("indicators.more")


def _of(targets: Iterable[TargetLine]) -> tuple[Ref, ...]:
    return tuple(Ref(RefKind.TARGET, target.target_id) for target in targets)


def _indicator(target: TargetLine) -> Given:
    refs = _of([target])
    sentence = Sentence(f"Chỉ tiêu {target.code} ({target.name}): " if target.code else f"{target.name}: ")
    sentence.say("nay ").fact("giá trị nay", latest_words(target), refs)
    sentence.say(", mục tiêu ").fact("mục tiêu", target_words(target), refs)
    if target.way == Way.BACK and target.baseline is not None:
        year = f" năm {target.baseline_year}" if target.baseline_year else ""
        sentence.say(f", kém mức{year} là ").fact("mốc", value_words(target.baseline, target), refs)
    return sentence.say(".").given(f"indicators.{target.target_id}", Form.ITEM)


def tasks(record: Record) -> Iterable[Given]:
    plan = record.plan
    if plan is None:
        return
    own = [line for line in plan.every if not line.asked]
    counted = [line for line in own if line.standing not in (Standing.OPENING, Standing.BEFORE)]
    if counted:
        sentence = Sentence("Trong ").count("phần việc", len(counted), _duties(counted)).say(" phần việc: ")
        yield listed(sentence, _shares(counted, _SHARES)).given("tasks.count")
    outside = [share for share in _shares(own, _OUTSIDE) if share.refs]
    if outside:
        yield _outside(outside).given("tasks.outside")
    if counted:
        yield _late_or_none(counted)
    sections = [
        (key, list(lines)) for key, lines in groupby(_by_section(counted), key=lambda x: x.section_id)
    ]
    if len(sections) > 1:
        for place, (key, lines) in enumerate(sections, start=1):
            yield from _section(place, key, lines)
    else:
        yield from _exceptions("tasks.all", counted)


def _outside(shares: Sequence[Share]) -> Sentence:
    sentence = Sentence("Ngoài ra, ")
    for place, share in enumerate(shares):
        sentence.say("; " if place else "").count(share.words, len(share.refs), share.refs)
        sentence.say(f" {share.words}")
    return sentence.say(".")


def _by_section(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (line.section_order, line.order, line.unit_order))


def _duties(lines: Iterable[Line]) -> tuple[Ref, ...]:
    return tuple(Ref(RefKind.DUTY, line.duty_id) for line in lines)


def _shares(lines: Iterable[Line], kinds: Iterable[tuple[Standing, str]]) -> list[Share]:
    by: dict[Standing, list[Ref]] = {}
    for line in lines:
        by.setdefault(line.standing, []).append(Ref(RefKind.DUTY, line.duty_id))
    return [Share(words, tuple(by.get(kind, ()))) for kind, words in kinds]


def _late_or_none(lines: Sequence[Line]) -> Given:
    late = [line for line in lines if line.standing is Standing.LATE]
    if not late:
        return Given("tasks.late", "Không có phần việc quá hạn.", (Fact("phần việc quá hạn", "0"),))
    longest = max(late, key=lambda line: line.late_days)
    units = len({line.unit_id for line in late})
    sentence = Sentence().count("phần việc quá hạn", len(late), _duties(late)).say(" phần việc của ")
    sentence.count("đơn vị có phần việc quá hạn", units, _duties(late)).say(" đơn vị quá hạn, lâu nhất ")
    sentence.count("số ngày quá hạn lâu nhất", longest.late_days, _duties([longest]))
    task = f"nhiệm vụ {longest.code}" if longest.code else "nhiệm vụ không đánh số"
    return sentence.say(f" ngày ({longest.label or longest.unit}, {task}).").given("tasks.late")


def _section(place: int, key: int, lines: Sequence[Line]) -> Iterable[Given]:
    title = lines[0].section or "Nhiệm vụ khác"
    yield Given(f"tasks.{key}.head", f"{place}. {title}", form=Form.HEADING)
    actions = len({(line.order, line.code, line.text) for line in lines})
    sentence = Sentence().count("nhiệm vụ", actions, _duties(lines)).say(" nhiệm vụ với ")
    sentence.count("phần việc", len(lines), _duties(lines)).say(" phần việc: ")
    yield listed(sentence, _shares(lines, _SHARES)).given(f"tasks.{key}.count")
    yield from _exceptions(f"tasks.{key}", lines)


def _exceptions(key: str, lines: Sequence[Line]) -> Iterable[Given]:
    """Late tasks one by one, the longest first; of many the annex has the list."""
    late = [line for line in lines if line.standing is Standing.LATE]
    found = [list(group) for _, group in groupby(late, key=lambda line: (line.order, line.code, line.text))]
    found.sort(key=lambda group: -max(line.late_days for line in group))
    for group in found[:MOST_SPOKEN]:
        yield _late_task(key, group)
    rest = [line for group in found[MOST_SPOKEN:] for line in group]
    if rest:
        sentence = Sentence("Còn ").count("phần việc khác quá hạn", len(rest), _duties(rest))
        yield sentence.say(f" phần việc khác quá hạn, nêu tại {ANNEX}.").given(f"{key}.more")


def _late_task(key: str, lines: Sequence[Line]) -> Given:
    """ "Nhiệm vụ 3.2 (Công bố ...): Sở A, Sở B quá hạn 22 ngày; Sở C quá hạn 3 ngày."."""
    first = lines[0]
    sentence = Sentence(f"Nhiệm vụ {first.code} ({clipped(first.text)}): " if first.code else "")
    sentence.say("" if first.code else f"{clipped(first.text)}: ")
    if len(lines) > MOST_NAMED:
        sentence.count("đơn vị quá hạn", len(lines), _duties(lines)).say(" đơn vị quá hạn, lâu nhất ")
        sentence.count("số ngày quá hạn lâu nhất", max(x.late_days for x in lines), _duties(lines))
        sentence.say(f" ngày, danh sách tại {ANNEX}.")
    else:
        _by_days(sentence, lines)
    return sentence.given(f"{key}.late.{first.action_id}", Form.ITEM)


def _by_days(sentence: Sentence, lines: Sequence[Line]) -> None:
    ordered = sorted(lines, key=lambda line: (-line.late_days, line.unit_order))
    for place, (days, found) in enumerate(groupby(ordered, key=lambda line: line.late_days)):
        own = list(found)
        sentence.say("; " if place else "")
        for nth, line in enumerate(own):
            unit = line.label or line.unit
            sentence.say(", " if nth else "").say(unit)
            sentence.rest(f"quá hạn: {unit}", f"{vn_number(days)} ngày", _duties([line]))
        sentence.say(f" quá hạn {vn_number(days)} ngày")
    sentence.say(".")


def clipped(text: str, most: int = 140) -> str:
    """A long task is named by its beginning, cut at a word; the annex has it whole."""
    text = " ".join(text.split()).rstrip(".;, ")
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(".;, ") + "..."
