"""What the child does with one request: read a plan, inspect a file, paint a page. No Django here."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from minhbach.reading.inspecting import inspect_bytes
from minhbach.reading.known import NOTHING, Known, knowing
from minhbach.reading.limits import MEGABYTE, Limits
from minhbach.reading.open import form_of, open_document
from minhbach.reading.refusals import SecretDocument, refuse, too_large
from minhbach.reading.secrecy import secrecy_mark
from minhbach.reading.shapes import Block, Cell, Form, Paragraph, Source
from minhbach.reading.watching import Watch


def answer(request: dict[str, Any], limits: Limits, watch: Watch) -> dict[str, Any] | bytes:
    """Serve one request: a JSON object, or the bytes of a picture. Raises Refusal."""
    data = file_bytes(Path(request["path"]), limits)
    verb = request["verb"]
    if verb == "plan":
        return plan(
            data,
            limits,
            with_blocks=bool(request["with_blocks"]),
            released=bool(request["released"]),
            what=Known.of(request.get("known")),
            origin=request.get("origin"),
            watch=replace(watch, kept=kept_pages(request.get("kept"))),
        )
    if verb == "inspect":
        found = inspect_bytes(data, limits)
        return found | {"form": request["origin"]["form"]} if "origin" in request else found
    if verb == "paper":
        return paper(data, limits)
    if verb == "picture":
        from minhbach.reading.open.pdf.picture import page_png

        return page_png(data, int(request["page"]), int(request["width"]), limits)
    if verb == "sheets":
        from minhbach.reading.open.xlsx import sheets_of

        return {"sheets": sheets_of(data, limits)}
    raise ValueError(f"unknown request: {verb}")


def kept_pages(path: str | None) -> dict[int, str]:
    """The pages that an earlier run has seen, a line each; none where nothing was kept."""
    if path is None or not Path(path).exists():
        return {}
    from minhbach.reading.open.ocr.keeping import number_of

    with Path(path).open(encoding="utf-8", errors="replace") as lines:
        return {number: line for line in lines if (number := number_of(line)) is not None}


def file_bytes(path: Path, limits: Limits) -> bytes:
    """A file's bytes, never more than may be read."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.file_mb * MEGABYTE + 1)
    except OSError as error:
        raise refuse("missing") from error
    if len(data) > limits.file_mb * MEGABYTE:
        raise too_large(limits)
    return data


def plan(
    data: bytes,
    limits: Limits,
    *,
    with_blocks: bool,
    released: bool,
    what: Known = NOTHING,
    origin: dict[str, str] | None = None,
    watch: Watch | None = None,
) -> dict[str, Any]:
    """The draft of a plan as plain values, and its blocks when asked for. Raises Refusal.

    released: an administrator has found its secrecy mark to be a false alarm. what: names and wordings that
    this authority has confirmed. origin: form and sha256 of the older form that `data` was made from.
    """
    with knowing(what):
        source = open_document(data, limits=limits, watch=watch)
        if origin is not None:
            source = replace(source, form=Form(origin["form"]), sha256=origin["sha256"])
        return _plan(source, with_blocks=with_blocks, released=released)


def paper(data: bytes, limits: Limits) -> dict[str, Any]:
    """What the Word file of a report or letter says, as plain values. Raises Refusal."""
    from minhbach.reading.find.papers import paper_of

    if not data.startswith(b"PK") and form_of(data) is not Form.WORD:
        raise refuse("not_word")
    source = open_document(data, limits=limits)
    if source.form is not Form.WORD:
        raise refuse("not_word")
    if (mark := secrecy_mark(source)) is not None:
        raise SecretDocument(mark)
    return paper_of(source).as_json()


def _plan(source: Source, *, with_blocks: bool, released: bool) -> dict[str, Any]:
    from minhbach.reading.draft import draft_of

    if not released and (mark := secrecy_mark(source)) is not None:
        raise SecretDocument(mark)
    out: dict[str, Any] = dict(draft_of(source))
    if with_blocks:
        out["blocks"] = blocks_of(source)
        out["pages"] = [[round(width, 1), round(height, 1)] for width, height in source.sizes]
    return out


def blocks_of(source: Source) -> list[dict[str, Any]]:
    """The blocks of a document for showing it beside its draft."""
    return [_block(block) for block in source.blocks]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", **_paragraph(block)}
    rows = [{"header": row.header, "cells": [_cell(cell) for cell in row.cells]} for row in block.rows]
    return {"kind": "table", "page": block.place.page, "rows": rows}


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    shown = asdict(paragraph)
    place = shown.pop("place")
    return {**shown, "zone": paragraph.zone.value, "page": place["page"], "bbox": place["bbox"]}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "text": cell.text,
        "merge": cell.merge.value,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "page": cell.place.page,
        "bbox": cell.place.bbox,
        "breaks": _breaks(cell),
    }


def _breaks(cell: Cell) -> list[int]:
    """Where in the text of a cell each of its lines begins: its paragraphs are joined with a newline."""
    breaks: list[int] = []
    start = 0
    for paragraph in cell.paragraphs:
        breaks.extend(start + at for at in paragraph.breaks)
        start += len(paragraph.text) + 1
    return breaks
