"""The paper made white: shadows, a darker lamp and the grain of a scanner are taken out of a page picture."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from minhbach.reading.open.ocr.straight import Grey

_COARSE = 8  # points of the picture to one of the light
_REACH = 9  # coarse points within which some paper shows: wider than a letter's stroke, narrower than a seal
_WHITE = 0.92  # of the paper's own light: grain and the other side shining through are above
_DARKEST = 40  # paper is never darker; what is, is a table top or a picture


def whitened(picture: Grey) -> Grey:
    """The picture as if under even light, its paper white."""
    height, width = picture.shape
    image = Image.fromarray(picture)
    coarse = image.resize((max(width // _COARSE, 1), max(height // _COARSE, 1)), Image.Resampling.BOX)
    light = coarse.filter(ImageFilter.MaxFilter(_REACH)).filter(ImageFilter.GaussianBlur(_REACH / 2))
    paper = np.asarray(light.resize((width, height), Image.Resampling.BILINEAR))
    even = picture.astype(np.float32) / (np.maximum(paper, _DARKEST) * _WHITE)
    return (np.minimum(even, 1.0) * 255).astype(np.uint8)
