"""A paper as pictures only: its printed pages scanned at 150 dpi, or photographed."""

from __future__ import annotations

import io
import random

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from minhbach.reading.tests.corpus.forms.export import as_export
from minhbach.reading.tests.corpus.paper import Case

_DPI = 150


def as_scan(case: Case, fault: str = "", photo: bool = False) -> bytes:
    """The pages as pictures: a little skew and noise; a photo has a shadow and coarser JPEG as well."""
    rng = random.Random(f"{case.paper.number}{fault}{photo}")
    with pypdfium2.PdfDocument(as_export(case, fault)) as printed:
        pages = [_page(page, rng, photo) for page in printed]
    return _bound(pages, quality=45 if photo else 70)


def _page(page: pypdfium2.PdfPage, rng: random.Random, photo: bool) -> Image.Image:
    sheet = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
    skew = rng.uniform(0.4, 1.2) * rng.choice((-1, 1)) * (1.6 if photo else 1)
    sheet = sheet.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=250)
    if photo:
        sheet = _shadowed(sheet, rng).filter(ImageFilter.GaussianBlur(0.7))
    return Image.blend(sheet, _grain(sheet.size, rng), 0.10 if photo else 0.06)


def _grain(size: tuple[int, int], rng: random.Random) -> Image.Image:
    """Noise that is the same every time: the library's own asks for no seed."""
    small = Image.frombytes("L", (256, 256), rng.randbytes(256 * 256))
    grain = Image.new("L", size)
    for x in range(0, size[0], 256):
        for y in range(0, size[1], 256):
            grain.paste(small, (x, y))
    return grain


def _shadowed(sheet: Image.Image, rng: random.Random) -> Image.Image:
    """A hand's shadow over one side."""
    shade = Image.new("L", sheet.size, 255)
    wide, high = sheet.size
    edge = rng.uniform(0.25, 0.45) * wide
    ImageDraw.Draw(shade).polygon([(0, 0), (edge, 0), (edge * 0.6, high), (0, high)], fill=175)
    soft = shade.resize((wide // 16, high // 16)).filter(ImageFilter.GaussianBlur(8)).resize(sheet.size)
    return Image.composite(sheet, Image.blend(sheet, Image.new("L", sheet.size, 60), 0.4), soft)


def _bound(pages: list[Image.Image], quality: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in pages:
        packed = io.BytesIO()
        page.save(packed, "JPEG", quality=quality)
        packed.seek(0)
        size = (page.width * 72 / _DPI, page.height * 72 / _DPI)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(packed), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
