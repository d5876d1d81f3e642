"""A photograph or scanned picture (PNG, JPEG, TIFF) as a PDF of its pages, so that one way reads them all."""

from __future__ import annotations

import io

from minhbach.reading.limits import Limits
from minhbach.reading.open.ocr import missing
from minhbach.reading.refusals import refuse, too_many_pages

PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"II*\x00", "tif"), (b"MM\x00*", "tif"))
_FORMATS = ("PNG", "JPEG", "TIFF")
_MOST_POINTS = (
    60_000_000  # a small file may unfold to any size; a sheet photographed by a telephone has 12-50
)
_LONGEST = 3600  # points of a page's longer side: A4 at 300 dots an inch
_SHORT_SIDE = 595.0  # points: what a picture says of its size is mostly wrong, a sheet is mostly A4


def picture_form(data: bytes) -> str | None:
    """png, jpg or tif by content; None for everything else."""
    return next((form for start, form in PICTURES if data.startswith(start)), None)


def as_pdf(data: bytes, limits: Limits) -> bytes:
    """The picture's pages as a PDF. Raises Refusal where it is damaged, too large or nothing can open it."""
    if missing():
        raise refuse("picture")
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MOST_POINTS
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > limits.pages:
                raise too_many_pages(limits)
            out = io.BytesIO()
            for frame in range(count):
                picture.seek(frame)
                if picture.width * picture.height > _MOST_POINTS:
                    raise refuse("picture_too_large")
                picture.draft("RGB", (_LONGEST, _LONGEST))
                sheet = ImageOps.exif_transpose(picture).convert("RGB")
                sheet.thumbnail((_LONGEST, _LONGEST))
                fine = min(sheet.size) * 72 / _SHORT_SIDE
                sheet.save(out, "PDF", append=frame > 0, resolution=fine, quality=88)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        bomb = isinstance(error, Image.DecompressionBombError)
        raise refuse("picture_too_large" if bomb else "damaged") from error
    return out.getvalue()
