"""A paper as pictures only: its printed pages scanned at 150 dpi, laid in wrongly, or photographed."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from minhbach.reading.tests.corpus.forms.export import as_export
from minhbach.reading.tests.corpus.paper import Case

DPI = 150
_TURNS = {"turned right": 90, "turned left": 270, "upside down": 180}
_PHONE_DPI = 190  # of the sheet in the picture of a telephone of ten megapixels


def as_scan(case: Case, fault: str = "", photo: bool = False) -> bytes:
    """The pages as pictures: a little skew and noise; a photo has a shadow and coarser JPEG as well.
    fault: one of the sheets under them, or how they were laid in."""
    rng = random.Random(f"{case.paper.number}{fault}{photo}")
    return bound(sheets(case, rng, fault, photo=photo), quality=45 if photo else 70)


def sheets(case: Case, rng: random.Random, fault: str = "", *, photo: bool = False) -> list[Image.Image]:
    """The pages as a scanner gives them."""
    turn, coloured = _TURNS.get(fault, 0), fault == "seal in colour"
    with pypdfium2.PdfDocument(as_export(case, fault)) as printed:
        pages = [_page(page, rng, photo, "RGB" if coloured else "L") for page in printed]
    return [page.rotate(turn, expand=True) if turn else page for page in pages]


def as_phone(case: Case, fault: str = "") -> bytes:
    """The pages photographed from above at a slant, a hand's shadow over them, on a dark table."""
    return bound(_phone_pictures(case, fault), quality=60)


def as_picture(case: Case, fault: str = "") -> bytes:
    """The same as a picture file; a paper of several pages becomes a TIFF of them."""
    pictures = _phone_pictures(case, fault)
    out = io.BytesIO()
    if len(pictures) == 1:
        pictures[0].save(out, "JPEG", quality=60)
    else:
        pictures[0].save(out, "TIFF", compression="jpeg", save_all=True, append_images=pictures[1:])
    return out.getvalue()


def _phone_pictures(case: Case, fault: str) -> list[Image.Image]:
    rng = random.Random(f"{case.paper.number}{fault}phone")
    with pypdfium2.PdfDocument(as_export(case, fault)) as printed:
        return [_photographed(page, rng) for page in printed]


def _page(page: pypdfium2.PdfPage, rng: random.Random, photo: bool, mode: str) -> Image.Image:
    sheet = page.render(scale=DPI / 72, grayscale=mode == "L").to_pil().convert(mode)
    skew = rng.uniform(0.4, 1.2) * rng.choice((-1, 1)) * (1.6 if photo else 1)
    sheet = sheet.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=(250,) * len(mode))
    if photo:
        sheet = _shadowed(sheet, rng).filter(ImageFilter.GaussianBlur(0.7))
    return Image.blend(sheet, _grain(sheet.size, rng).convert(mode), 0.10 if photo else 0.06)


def _photographed(page: pypdfium2.PdfPage, rng: random.Random) -> Image.Image:
    """A sheet whose far edge is shorter than the near one."""
    sheet = page.render(scale=_PHONE_DPI / 72).to_pil().convert("L")
    sheet = _shadowed(sheet, rng)
    wide, high = sheet.size
    edge = round(0.04 * wide)
    far, lean = rng.uniform(0.02, 0.05) * wide, rng.uniform(-0.01, 0.01) * high
    corners = [(edge + far, edge + lean), (wide - edge - far, edge - lean),
               (wide - edge, high - edge), (edge, high - edge)]  # fmt: skip
    flat = [(0, 0), (wide, 0), (wide, high), (0, high)]
    shown = sheet.transform(sheet.size, Image.Transform.PERSPECTIVE, _perspective(corners, flat),
                            Image.Resampling.BICUBIC, fillcolor=70)  # fmt: skip
    return Image.blend(shown.filter(ImageFilter.GaussianBlur(0.6)), _grain(sheet.size, rng), 0.05)


def _perspective(shown: Sequence[tuple[float, float]], flat: Sequence[tuple[float, float]]) -> list[float]:
    """The eight numbers by which Pillow finds for a point of the picture that of the flat sheet."""
    import numpy as np

    rows = []
    for (x, y), (u, v) in zip(shown, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    found = np.linalg.solve(np.array(rows, float), np.array(flat, float).reshape(8))
    return [float(one) for one in found]


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


def packed(page: Image.Image, quality: int) -> io.BytesIO:
    """A page as JPEG."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality)
    out.seek(0)
    return out


def bound(pages: Sequence[Image.Image], quality: int) -> bytes:
    """A PDF of pictures."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in pages:
        size = (page.width * 72 / DPI, page.height * 72 / DPI)
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(packed(page, quality)), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
