"""Pages that are pictures: set straight, their rulings found, their words read by Tesseract."""

from __future__ import annotations

from importlib.util import find_spec


def missing() -> tuple[str, ...]:
    """What this machine lacks to read pictures, as an administrator would install it; empty: nothing."""
    from minhbach.reading.open.ocr import engine

    lacking = [name for name, module in (("numpy", "numpy"), ("pillow", "PIL")) if find_spec(module) is None]
    if engine.program() is None:
        lacking.append("tesseract-ocr")
    if "vie" not in engine.languages():
        lacking.append("tesseract-ocr-vie")
    return tuple(lacking)
