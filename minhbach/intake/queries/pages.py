"""The pages of a draft's PDF as pictures, painted in the sandbox."""

from __future__ import annotations

from threading import Lock

from minhbach.intake.models import Draft
from minhbach.reading.refusals import refuse
from minhbach.reading.sandbox import Reader
from minhbach.shared import files

DOTS = 120  # a page is looked at in its pane, somewhat larger at need, and not printed
_POINTS = 72

# One child for the pictures of this process: starting one costs more than painting a page.
_painter = Reader()
_one_at_a_time = Lock()


def page_picture(draft: Draft, number: int) -> bytes:
    """Page `number` (from 1) as PNG. Raises Refusal where there is no such page."""
    sizes = draft.data.get("pages") or []
    if draft.stored is None or not 1 <= number <= len(sizes):
        raise refuse("no_such_page")
    width = round(sizes[number - 1][0] / _POINTS * DOTS)
    with _one_at_a_time:
        return _painter.page_picture(files.path_of(draft.stored), number, width)
