"""Plain text: wrapped lines out of a PDF, or one paragraph a line; tables in cells, or poured out."""

from __future__ import annotations

import itertools
import re

from minhbach.reading.open.markdown import looks_marked, read_marked
from minhbach.reading.open.placing import placed
from minhbach.reading.open.spaced import with_bars
from minhbach.reading.rebuild.delimited import delimiter_of
from minhbach.reading.rebuild.document import rebuilt
from minhbach.reading.rebuild.header import headers_in
from minhbach.reading.rebuild.lines import Line, clean, read_lines
from minhbach.reading.shapes import Form, Source, Table

_WRAPPED = 0.25  # share of long lines followed by one that opens small: hard-wrapped text
_LONG = 30  # characters
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*\n]*(?:\n[^*\n]+)?)(?<=[^\s*])\*\*")  # may run on to the next line


def open_text(text: str, sha256: str = "") -> Source:
    """A plain-text document as a Source. Never raises on any text."""
    words = clean(text)
    barred = with_bars(words)
    if barred != words:
        return Source(Form.TEXT, read_marked(barred), sha256=sha256)
    lines = read_lines(_STRONG.sub(r"\1", words))
    wrapped = is_wrapped(lines)
    if not looks_marked(words) and (wrapped or _is_poured(words, lines)):
        blocks, footnotes, doubts = rebuilt(lines)
        if wrapped or any(isinstance(block, Table) for block in blocks):
            return Source(Form.TEXT, placed(blocks), footnotes=footnotes, doubts=doubts, sha256=sha256)
    return Source(Form.TEXT, read_marked(words), sha256=sha256)


def _is_poured(text: str, lines: list[Line]) -> bool:
    """Whether a table stands in the text cell after cell, with nothing left between its cells."""
    return bool(headers_in(lines)) and not any(delimiter_of(raw) for raw in text.split("\n"))


def is_wrapped(lines: list[Line]) -> bool:
    """Whether the lines are printed lines of one measure rather than whole paragraphs."""
    long = [(a, b) for a, b in itertools.pairwise(lines) if len(a.text) >= _LONG]
    if len(long) < 8:
        return False
    wrapped = sum(b.text[:1].islower() for _, b in long)
    return wrapped / len(long) >= _WRAPPED
