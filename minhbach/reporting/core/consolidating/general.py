"""Opening, general situation, closing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minhbach.reporting.core.build import decapitalised
from minhbach.reporting.core.consolidating.record import CAME, OWED, Record, Sent, SlotLine
from minhbach.reporting.core.consolidating.shapes import Given, Ref, RefKind
from minhbach.reporting.core.consolidating.writing import Sentence
from minhbach.reporting.core.shapes import PlanHead
from minhbach.shared.dates import vn_date


def subject(record: Record) -> str:
    """What the report is about: stands under its type name, and in the file's properties."""
    head = record.head
    if not head.kind:
        return f"{head.title} {decapitalised(record.period)}"
    return f"Kết quả thực hiện {paper_name(head)} {decapitalised(record.period)}"


def paper_name(head: PlanHead) -> str:
    number = f" số {head.number}" if head.number else ""
    return f"{head.kind}{number}"


def opening(record: Record) -> Iterable[Given]:
    head = record.head
    day = f" ngày {vn_date(head.issued_on)}" if head.issued_on else ""
    if head.kind:
        about = f"Thực hiện {paper_name(head)}{day} của {head.issuer} về {decapitalised(head.title)}, "
        about += f"{head.author} báo cáo kết quả thực hiện {decapitalised(record.period)} như sau "
    else:
        about = f"{head.author} báo cáo {decapitalised(head.title)} {decapitalised(record.period)} như sau "
    sentence = Sentence(about).say("(số liệu tính đến hết ngày ")
    yield sentence.fact("ngày chốt số liệu", vn_date(record.as_of)).say("):").given("opening")


def closing(record: Record) -> Iterable[Given]:
    head = record.head
    about = paper_name(head) if head.kind else decapitalised(head.title)
    said = f"Trên đây là kết quả thực hiện {about} {decapitalised(record.period)}"
    to = record.addressee or head.reports_to
    end = f", {head.author} kính báo cáo {to} xem xét, chỉ đạo./." if to else "./."
    yield Given("closing", said + end)


def general(record: Record) -> Iterable[Given]:
    if record.plan is not None:
        yield from _work(record)
    if record.directives:
        yield _directives(record)
    if any(slot.sent in OWED for slot in record.slots if not slot.asked):
        yield _came(record)
        yield from _looked_at(record)
    if record.asked:
        yield _asked(record.asked)
    excused = record.of(Sent.EXCUSED)
    if excused:
        yield _excused(excused)


def _work(record: Record) -> Iterable[Given]:
    plan = record.plan
    assert plan is not None
    whole = [Ref(RefKind.PLAN, plan.head.plan_id)] if plan.head.plan_id else []
    leads = sum(1 for unit in plan.units if not unit.asked)
    sentence = Sentence("Kế hoạch có ").count("nhiệm vụ", plan.actions, whole).say(" nhiệm vụ, giao ")
    sentence.count("đơn vị chủ trì", leads, whole).say(" đơn vị chủ trì với ")
    sentence.count("phần việc", plan.counts.tracked, whole).say(" phần việc")
    if plan.asked.total:
        sentence.say("; ngoài ra đề nghị cơ quan khác thực hiện ")
        sentence.count("phần việc đề nghị", plan.asked.total, whole).say(" phần việc, không tính vào tỷ lệ")
    yield sentence.say(".").given("general.tasks")
    if plan.unresolved:
        told = Sentence().count("cụm từ chưa xác định đơn vị", len(plan.unresolved), whole)
        told.say(" cụm từ chỉ đơn vị trong văn bản chưa xác định được đơn vị cụ thể, chưa giao cho ai.")
        yield told.given("general.unresolved")


def _directives(record: Record) -> Given:
    refs = [Ref(RefKind.DIRECTIVE, one.id) for one in record.directives]
    sentence = Sentence("Trong kỳ, lãnh đạo có ").count("ý kiến chỉ đạo", len(refs), refs)
    sentence.say(" ý kiến chỉ đạo")
    papers: dict[str, list[Ref]] = {}
    for one in record.directives:
        if one.number:
            name = f"{one.kind} số {one.number} ngày {vn_date(one.given_on)}"
            papers.setdefault(name, []).append(Ref(RefKind.DIRECTIVE, one.id))
    for place, (name, own) in enumerate(papers.items()):
        sentence.say("; " if place else ": ").fact(name, name, own)
    return sentence.say(".").given("general.directives")


def _refs(slots: Iterable[SlotLine]) -> list[Ref]:
    return [slot.ref for slot in slots]


def _came(record: Record) -> Given:
    owed, came = record.of(*OWED), record.of(*CAME)
    late = [slot for slot in came if slot.came_late]
    on_time = [slot for slot in came if not slot.came_late]
    sentence = Sentence("Đến ngày ").fact("ngày tổng hợp", vn_date(record.taken_on)).say(", ")
    sentence.count("đơn vị đã gửi", len(came), _refs(came)).say("/")
    sentence.count("đơn vị phải báo cáo", len(owed), _refs(owed)).say(" đơn vị đã gửi báo cáo")
    if came and not late:
        sentence.say(", tất cả đúng hạn").rest("đúng hạn", str(len(on_time)), _refs(on_time))
    elif came:
        sentence.say(", trong đó ").count("đúng hạn", len(on_time), _refs(on_time)).say(
            " đơn vị gửi đúng hạn, "
        )
        sentence.count("gửi chậm", len(late), _refs(late)).say(" đơn vị gửi chậm")
    for state, words in (
        (Sent.MISSING, "đơn vị chưa gửi, đã quá hạn"),
        (Sent.OPEN, "đơn vị chưa gửi, còn trong hạn"),
    ):
        some = record.of(state)
        if some:
            sentence.say("; ").count(words, len(some), _refs(some)).say(f" {words}")
    return sentence.say(".").given("general.came")


def _looked_at(record: Record) -> Iterable[Given]:
    """What the focal unit did with what came; the voices of units below come from accepted reports only."""
    accepted = record.of(Sent.ACCEPTED)
    parts = [
        ("đã tiếp nhận", accepted, ""),
        ("trả lại", record.of(Sent.RETURNED), " đề nghị bổ sung"),
        ("đang xem xét", record.of(Sent.WAITING), ""),
    ]
    spoken = [part for part in parts if part[1]]
    if not spoken:
        return
    sentence = Sentence(record.head.author)
    for place, (verb, slots, end) in enumerate(spoken):
        sentence.say(f"{', ' if place else ' '}{verb} ").count(f"báo cáo {verb}", len(slots), _refs(slots))
        sentence.say(f" báo cáo{end}")
    yield sentence.say(".").given("general.accepted")


def _asked(asked: Sequence[SlotLine]) -> Given:
    came = [slot for slot in asked if slot.sent in CAME]
    sentence = Sentence("Ngoài ra, ").count("cơ quan đã gửi", len(came), _refs(came)).say("/")
    sentence.count("cơ quan được đề nghị", len(asked), _refs(asked))
    return sentence.say(" cơ quan được đề nghị báo cáo đã gửi.").given("general.asked")


def _excused(slots: Sequence[SlotLine]) -> Given:
    sentence = Sentence().count("đơn vị được miễn", len(slots), _refs(slots))
    sentence.say(" đơn vị được miễn báo cáo kỳ này: ")
    for place, slot in enumerate(slots):
        why = f"{slot.label} ({slot.why})" if slot.why else slot.label
        sentence.say(", " if place else "").fact(f"được miễn: {slot.label}", why, [slot.ref])
    return sentence.say(".").given("general.excused")
