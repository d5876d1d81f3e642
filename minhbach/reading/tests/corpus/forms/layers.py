"""PDFs whose text layer is not what they show: fonts that map wrongly, and old recognised layers of scans."""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Sequence
from unittest.mock import patch

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import ttfonts
from reportlab.pdfgen.canvas import Canvas

from minhbach.reading.tests.corpus.forms.export import as_export
from minhbach.reading.tests.corpus.forms.flow import PLAIN, wide
from minhbach.reading.tests.corpus.forms.scan import DPI, packed, sheets
from minhbach.reading.tests.corpus.paper import Case

_BLANK, _UNKNOWN = 0x20, 0xFFFD
_SHAPES = str.maketrans({"đ": "d", "Đ": "D", "ư": "u", "ộ": "6", "l": "1", "ấ": "â", "m": "rn"})


def as_broken(case: Case, fault: str) -> bytes:
    """The printed PDF with a layer that lies. fault: letters shuffled, marks lost, glyph numbers."""
    spoilt = {
        "letters shuffled": _shuffled,
        "marks lost": _without_marks,
        "glyph numbers": lambda subset: list(range(0xE000, 0xE000 + len(subset))),
    }[fault]
    with patch.object(ttfonts, "makeToUnicodeCMap", _spoiling(spoilt)):
        return as_export(case)


def _spoiling(spoilt):
    made = ttfonts.makeToUnicodeCMap
    return lambda name, subset: made(name, spoilt(list(subset)))


def _shuffled(subset: list[int]) -> list[int]:
    """Each letter means another one, always the same of one font; the blank stays."""
    places = [at for at, code in enumerate(subset) if code > _BLANK]
    codes = [subset[at] for at in places]
    random.Random(len(subset)).shuffle(codes)
    out = list(subset)
    for at, code in zip(places, codes, strict=True):
        out[at] = code
    return out


def _without_marks(subset: list[int]) -> list[int]:
    return [code if code < 0x80 else _UNKNOWN for code in subset]


def as_old_layer(case: Case, fault: str) -> bytes:
    """A scan with the layer of an old engine. fault: layer unseen, layer below the picture."""
    rng = random.Random(f"{case.paper.number}{fault}")
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page, lines in zip(sheets(case, rng), _lines(as_export(case)), strict=True):
        size = (page.width * 72 / DPI, page.height * 72 / DPI)
        canvas.setPageSize(size)
        if fault == "layer unseen":
            canvas.drawImage(ImageReader(packed(page, 70)), 0, 0, *size)
        for x, y, text in lines:
            _said(canvas, x, y, _noisy(text, rng), unseen=fault == "layer unseen")
        if fault != "layer unseen":
            canvas.drawImage(ImageReader(packed(page, 70)), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _said(canvas: Canvas, x: float, y: float, text: str, *, unseen: bool) -> None:
    line = canvas.beginText(x, y)
    line.setFont(PLAIN, 11)
    line.setTextRenderMode(3 if unseen else 0)
    line.setHorizScale(100 * min(1.0, 480 / max(wide(text, PLAIN, 11), 1)))
    line.textOut(text)
    canvas.drawText(line)


def _lines(data: bytes) -> Sequence[list[tuple[float, float, str]]]:
    """Where the lines of each page begin, and their words."""
    found = []
    with pypdfium2.PdfDocument(data) as printed:
        for page in printed:
            text = page.get_textpage()
            boxes = [text.get_rect(at) for at in range(text.count_rects())]
            found.append([(box[0], box[1], text.get_text_bounded(*box)) for box in boxes])
    return found


def _noisy(text: str, rng: random.Random) -> str:
    """What an engine that knew no Vietnamese made of it: shapes confused, marks and some letters lost."""
    bare = unicodedata.normalize("NFD", text.translate(_SHAPES))
    plain = [one for one in bare if not unicodedata.combining(one)]
    return "".join(rng.choice(("", "l", "'", "~", one)) if rng.random() < 0.06 else one for one in plain)
