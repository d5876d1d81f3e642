"""The findings as JSON-ready values, keys as design/plan-draft.md names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from minhbach.reading.find.findings import (
    Aim,
    FieldDoubt,
    Indicator,
    ReportDuty,
    Task,
    TemplateItem,
    Unread,
)
from minhbach.reading.find.headings import Heading
from minhbach.reading.find.misread import misread
from minhbach.reading.find.relations import Said
from minhbach.reading.find.spelling import slips
from minhbach.reading.find.times import Time
from minhbach.reading.find.unread import LeftOut
from minhbach.reading.shapes import Doubt, Merge, Place, Source, Table
from minhbach.reading.syllables import broken_words

Json = dict[str, object]


def place_json(place: Place | None) -> Json | None:
    """A place without its empty parts."""
    if place is None:
        return None
    parts: Json = {
        "page": place.page,
        "bbox": [list(box) for box in place.bbox] or None,
        "block": place.block,
        "start": place.start,
        "end": place.end,
        "table": place.table,
        "row": place.row,
        "cell": place.cell,
        "quote": place.quote or None,
    }
    return {k: v for k, v in parts.items() if v is not None}


def heading_json(heading: Heading) -> Json:
    return {
        "kind": heading.kind,
        "number": heading.number,
        "issuer": heading.issuer,
        "issued": heading.issued,
        "title": heading.title,
        "year_from": heading.year_from,
        "year_to": heading.year_to,
        "references": list(heading.references),
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def time_json(time: Time) -> Json:
    return {
        "kind": time.kind.value,
        "start": _day(time.start),
        "due": _day(time.due),
        "recurrence": time.recurrence.value if time.recurrence else None,
        "trigger": time.trigger,
        "source": time.source.value if time.source else None,
    }


def task_json(task: Task) -> Json:
    return {
        "code": task.code,
        "section": task.section,
        "headings": list(task.headings),
        "indicator": task.indicator,
        "objective": task.objective,
        "task": task.task,
        "text": task.text,
        "product": task.product,
        "lead_raw": task.lead.raw,
        "lead": list(task.lead.names),
        "coordinating_raw": task.coordinating.raw,
        "coordinating": list(task.coordinating.names),
        "supervising": list(task.coordinating.supervising),
        "time_raw": task.time.raw,
        "time": time_json(task.time),
        "budget_raw": task.budget,
        "place": place_json(task.place),
    }


def _aim(aim: Aim | None) -> Json | None:
    return {"year": aim.year, "op": aim.op, "value": aim.value} if aim else None


def indicator_json(one: Indicator) -> Json:
    some_base = one.baseline_value is not None or one.baseline_rank is not None
    baseline: Json = {"year": one.baseline_year, "value": one.baseline_value, "rank": one.baseline_rank}
    return {
        "code": one.code,
        "parent": one.parent,
        "name": one.name,
        "scale_note": one.scale_note,
        "unit": one.unit.value if one.unit else None,
        "direction": "lower" if one.lower else "higher",
        "baseline": baseline if some_base else None,
        "target": _aim(one.target),
        "target_rank": _aim(one.target_rank),
        "lead_raw": one.lead.raw,
        "lead": list(one.lead.names),
        "coordinating_raw": one.coordinating.raw,
        "coordinating": list(one.coordinating.names),
        "source": one.source,
        "place": place_json(one.place),
    }


def duty_json(duty: ReportDuty) -> Json:
    due: Json | None = None
    if duty.due:
        parts = {"month": duty.due.month, "day": duty.due.day, "month_offset": duty.due.month_offset}
        due = {k: v for k, v in parts.items() if v is not None}
    return {
        "role": "consolidated_report" if duty.consolidated else "unit_report",
        "who": duty.who,
        "to": duty.to,
        "cycle": duty.cycle.value,
        "due_raw": duty.due_raw,
        "due": due,
        "content": list(duty.content),
        "place": place_json(duty.place),
    }


def relation_json(said: Said) -> Json:
    return {"kind": said.kind, "number": said.number, "place": place_json(said.place)}


def template_json(item: TemplateItem) -> Json:
    return {"no": item.number, "item": item.item, "note": item.note, "place": place_json(item.place)}


def unread_json(one: Unread) -> Json:
    return {"place": place_json(one.place), "text": one.text}


def left_out_json(missing: Iterable[LeftOut]) -> list[Json]:
    """One doubt a value, whatever the number of places where its words were left out."""
    by_path: dict[str, list[Unread]] = {}
    for one in missing:
        by_path.setdefault(one.path, []).append(one.said)
    return [
        {"path": path, "reason": "words_left_out", "candidates": [u.text for u in said],
         "place": place_json(said[0].place)}
        for path, said in by_path.items()
    ]  # fmt: skip


def doubts_json(
    of_document: Sequence[Doubt],
    heading: Heading,
    indicators: Sequence[Indicator],
    tasks: Sequence[Task],
    duties: Sequence[ReportDuty],
) -> list[Json]:
    """Every doubt with the path of the value it is about. What is scanned is signed and has a number."""
    out: list[Json] = [
        {"path": d.path, "reason": d.reason, "candidates": list(d.candidates), "place": place_json(d.place)}
        for d in of_document
    ]
    recognised = any(d.reason == "ocr_layer" for d in of_document)
    for name in ("kind", "title", "issuer", "issued", "year_from", *(("number",) if recognised else ())):
        if getattr(heading, name) is None:
            out.append({"path": f"document.{name}", "reason": "not_found", "candidates": [], "place": None})
    if heading.foot.signer is None:
        out.append({"path": "signer.name", "reason": "not_found", "candidates": [], "place": None})
    if broken := broken_words(heading.title or ""):
        out.append({"path": "document.title", "reason": "word_slip", "candidates": list(broken[:3]),
                    "place": None})  # fmt: skip
    rows: list[tuple[str, Iterable[tuple[tuple[FieldDoubt, ...], Place]]]] = [
        ("indicators", [(i.doubts, i.place) for i in indicators]),
        ("tasks", [(t.doubts, t.place) for t in tasks]),
        ("reporting", [(d.doubts, d.place) for d in duties]),
    ]
    for name, findings in rows:
        for at, (doubts, place) in enumerate(findings):
            for doubt in dict.fromkeys(doubts):
                path = f"{name}[{at}]" + (f".{doubt.field}" if doubt.field else "")
                out.append({"path": path, "reason": doubt.reason, "candidates": list(doubt.candidates),
                            "place": place_json(place)})  # fmt: skip
    return out


def not_asked_twice(doubts: Iterable[Json], slips: Sequence[Json]) -> list[Json]:
    """The doubts without words that are asked already, with what they were meant to be."""
    asked = {(slip["path"], slip["text"]) for slip in slips}

    def is_asked(doubt: Json) -> bool:
        words = doubt["candidates"] if doubt["reason"] == "word_slip" else None
        return isinstance(words, list) and bool(words) and all((doubt["path"], w) in asked for w in words)

    return [doubt for doubt in doubts if not is_asked(doubt)]


def slips_json(source: Source, indicators: Sequence[Indicator], tasks: Sequence[Task]) -> list[Json]:
    """Words of the rows that look mistyped, measured by the words of the whole document."""
    fields = [(f"indicators[{n}].name", one.name) for n, one in enumerate(indicators)]
    for n, task in enumerate(tasks):
        fields.append((f"tasks[{n}].text", task.text))
        if task.product:
            fields.append((f"tasks[{n}].product", task.product))
    return [asdict(slip) for slip in slips(_texts(source), fields)]


def misread_json(source: Source, draft: dict[str, Any]) -> tuple[list[Json], list[Json]]:
    """Doubts and suggestions for words of recognised pages whose tone may be another."""
    pages = frozenset(one.place.page for one in source.doubts if one.reason == "ocr_layer" and one.place)
    found = list(misread(draft, pages)) if pages else []
    said = {doubt["path"] for doubt in draft["doubts"] if doubt["reason"] == "ocr_unsure"}
    known = {(slip["path"], slip["start"]) for slip in draft["slips"]}
    doubts = [
        {"path": path, "reason": "ocr_unsure", "candidates": [], "place": row_of(draft, path)["place"]}
        for path in dict.fromkeys(one.path for one in found)
        if path not in said
    ]
    fixes = [
        {**one._asdict(), "reason": "phrase"}
        for one in found
        if one.path.endswith((".text", ".name", ".product")) and (one.path, one.start) not in known
    ]
    return doubts, fixes


def row_of(draft: dict[str, Any], path: str) -> Json:
    """The row of a draft that a path such as tasks[3].text leads to."""
    name, _, rest = path.partition("[")
    return dict(draft[name][int(rest.partition("]")[0])])


def _texts(source: Source) -> Iterator[str]:
    for block in source.blocks:
        if isinstance(block, Table):
            yield from (c.text for row in block.rows for c in row.cells if c.merge is Merge.OWN)
        else:
            yield block.text
