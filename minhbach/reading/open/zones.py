"""Which side-by-side areas are letterhead, recipients or signature (Decree 30/2020, annex I, part II)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from minhbach.reading.shapes import Block, Paragraph, Zone

# Mục II.1 quốc hiệu và tiêu ngữ; văn bản của Đảng mang tiêu đề "ĐẢNG CỘNG SẢN VIỆT NAM".
_MOTTO = re.compile(r"CONG HOA XA HOI CHU NGHIA|DOC LAP\s*[-–—]\s*TU DO|DANG CONG SAN VIET NAM")
_RECIPIENTS = re.compile(r"^\W*NOI NHAN\s*[:.]?\s*($|\W)", re.MULTILINE)
_LAST_RECIPIENT = re.compile(r"^\W*LUU\s*:\s*VT\b")
# Mục II.7: quyền hạn và chức vụ của người ký.
_SIGNER = re.compile(
    r"^\s*(?:(?:(?:TM|KT|TL|TUQ|Q)\.|[TK]/[MTL]\b\.?)\s?\S|(?:PHO |QUYEN )?(?:"
    r"CHU TICH|GIAM DOC|BO TRUONG|THU TRUONG|CHANH VAN PHONG|CUC TRUONG|TONG CUC TRUONG|VU TRUONG"
    r"|TRUONG BAN|THU TUONG|BI THU|CHI CUC TRUONG|TRUONG PHONG|HIEU TRUONG)\s*$)",
    re.MULTILINE,
)


class Area(Enum):
    """What a side-by-side area is."""

    LETTERHEAD = "letterhead"
    FOOT = "foot"
    PLAIN = "plain"


def folded(text: str) -> str:
    """Capitals without marks, for recognising fixed words however they were typed (HÒA, HOÀ)."""
    bare = unicodedata.normalize("NFD", text.upper().replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def is_motto(text: str) -> bool:
    """Whether a text bears the national name or motto."""
    return _MOTTO.search(folded(text)) is not None


def opens_recipients(text: str) -> bool:
    """Whether a text opens the list of recipients."""
    return _RECIPIENTS.search(folded(text)) is not None


def is_signer(text: str) -> bool:
    """Whether a line of a text gives the capacity in which someone signs."""
    return _SIGNER.search(folded(text)) is not None


def area_of(columns: Sequence[str]) -> Area:
    """What an area is, by the texts of its columns from left to right."""
    if any(is_motto(text) for text in columns):
        return Area.LETTERHEAD
    if any(opens_recipients(text) for text in columns) or (columns and is_signer(columns[-1])):
        return Area.FOOT
    return Area.PLAIN


def zones_of(columns: Sequence[str], area: Area) -> list[Zone]:
    """The zone of every column of an area."""
    last = len(columns) - 1
    if area is Area.LETTERHEAD:
        return [
            Zone.LETTERHEAD_RIGHT if at == last and last else Zone.LETTERHEAD_LEFT
            for at in range(len(columns))
        ]
    if area is Area.FOOT:
        return [Zone.RECIPIENTS if opens_recipients(text) else Zone.SIGNATURE for text in columns]
    return [Zone.BODY for _ in columns]


_ITEM = re.compile(r"^\s*[-–+•*]")
_ANNEX = re.compile(r"^\s*(?:PHU LUC|BIEU|MAU|KE HOACH|DANH MUC)\b")
_TORN = 25  # letters: what a seal leaves of a line
_SHORT = 60  # letters: the lines under a signature are titles and a name
_FOOT = (Zone.RECIPIENTS, Zone.SIGNATURE)


def with_foot(blocks: Sequence[Block]) -> list[Block]:
    """Blocks of a foot that were typed one under the other, or that went on over the page, in their zones."""
    out: list[Block] = []
    in_foot = False
    for block in blocks:
        in_foot = isinstance(block, Paragraph) and _goes_on(block, in_foot)
        if isinstance(block, Paragraph) and block.zone is Zone.BODY and _is_last_recipient(block):
            _take_back(out)
            in_foot = True
        if in_foot and isinstance(block, Paragraph) and block.zone is Zone.BODY:
            if opens_recipients(block.text) or _ITEM.match(block.text):
                block = replace(block, zone=Zone.RECIPIENTS)
            elif len(block.text) <= _SHORT:
                block = replace(block, zone=Zone.SIGNATURE)
            else:
                in_foot = False
        out.append(block)
    return out


def _is_last_recipient(block: Paragraph) -> bool:
    return _LAST_RECIPIENT.match(folded(block.text)) is not None


def _take_back(out: list[Block]) -> None:
    """The recipients above the last one, whose heading a seal covers on a scan; and what it left of that."""
    at = len(out) - 1
    while at >= 0 and isinstance(one := out[at], Paragraph) and one.zone is Zone.BODY:
        is_item = _ITEM.match(one.text) is not None
        if not is_item and len(one.text) > _TORN:
            return
        out[at] = replace(one, zone=Zone.RECIPIENTS)
        at -= 1
        if not is_item:
            return


def _goes_on(block: Paragraph, in_foot: bool) -> bool:
    """Whether the foot has begun and not ended: an annex ends it, a new page does not."""
    if block.zone in _FOOT or (block.zone is Zone.BODY and opens_recipients(block.text)):
        return True
    return in_foot and _ANNEX.match(folded(block.text)) is None
