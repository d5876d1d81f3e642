"""What the child does with one request: read a plan, inspect a file, paint a page. No Django here."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from minhbach.reading.inspecting import inspect_bytes
from minhbach.reading.limits import MEGABYTE, Limits
from minhbach.reading.open import open_document
from minhbach.reading.refusals import SecretDocument, refuse, too_large
from minhbach.reading.secrecy import secrecy_mark
from minhbach.reading.shapes import Block, Cell, Paragraph, Source


def answer(request: dict[str, Any], limits: Limits) -> dict[str, Any] | bytes:
    """Serve one request: a JSON object, or the bytes of a picture. Raises Refusal."""
    data = file_bytes(Path(request["path"]), limits)
    verb = request["verb"]
    if verb == "plan":
        return plan(
            data, limits, with_blocks=bool(request["with_blocks"]), released=bool(request["released"])
        )
    if verb == "inspect":
        return inspect_bytes(data, limits)
    if verb == "picture":
        from minhbach.reading.open.pdf.picture import page_png

        return page_png(data, int(request["page"]), int(request["width"]), limits)
    if verb == "sheets":
        from minhbach.reading.open.xlsx import sheets_of

        return {"sheets": sheets_of(data, limits)}
    raise ValueError(f"unknown request: {verb}")


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


def plan(data: bytes, limits: Limits, *, with_blocks: bool, released: bool) -> dict[str, Any]:
    """The draft of a plan as plain values, and its blocks when asked for. Raises Refusal.

    released: an administrator has found its secrecy mark to be a false alarm.
    """
    from minhbach.reading.draft import draft_of

    source = open_document(data, limits=limits)
    if not released and (mark := secrecy_mark(source)) is not None:
        raise SecretDocument(mark)
    out: dict[str, Any] = dict(draft_of(source))
    if with_blocks:
        out["blocks"] = blocks_of(source)
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
    }
