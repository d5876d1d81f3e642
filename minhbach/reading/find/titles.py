"""The kind of paper and its title, from the lines that stand alone above the body."""

from __future__ import annotations

import re

from minhbach.reading.find.lexicon import KINDS
from minhbach.reading.find.units import only_units
from minhbach.reading.find.words import fold, label_of, squash
from minhbach.reading.shapes import Paragraph, Zone

ATTACHED = re.compile(r"\(?\s*(?:Ban hành\s+)?[Kk]èm theo\s")


def kind_line(blocks: list[tuple[int, Paragraph]]) -> tuple[int | None, str | None, str]:
    """The line that names the kind of paper in capitals, and what stands behind the kind on it."""
    for at, p in blocks[:40]:
        if p.zone is not Zone.BODY:
            continue
        text = squash(p.text).strip("# *")
        for kind in KINDS:
            upper = kind.upper()
            behind = text[len(upper) :]
            goes_on = text.isupper() or p.bold or p.centred or behind[1:2].islower()
            if text == upper or (behind.startswith(" ") and text.startswith(upper) and goes_on):
                return at, kind, text[len(upper) :].strip()
        if label_of(text) and len(text) > 3 and not text.isupper():
            return None, None, ""
    return None, None, ""


def annexed_kind(
    blocks: list[tuple[int, Paragraph]], attached: list[tuple[int, Paragraph]]
) -> tuple[str | None, str | None, list[int]]:
    """The kind and title of a paper of which only an annex is here: "(Kèm theo Nghị quyết ...)"."""
    for at, p in attached:
        said = re.search(r"[Kk]èm theo\s+(.+)", squash(p.text))
        kind = next((k for k in KINDS if said and fold(said[1]).startswith(k.lower())), None)
        above = [(i, squash(q.text)) for i, q in blocks if at - 4 <= i < at and squash(q.text).isupper()]
        lines = [(i, t) for i, t in above if not t.startswith(("PHỤ LỤC", "BIỂU"))]
        if kind:
            return kind, " ".join(t for _, t in lines) or None, [i for i, _ in above]
    return None, None, []


_BODY_OPENS = re.compile(
    r"(?:Căn cứ|Thực hiện|Thi hành|Theo|Nhằm|Để|Triển khai|Trên cơ sở|Xét|Phát huy|Ngày|Năm|Tiếp tục)\s"
)


_GLUED = re.compile(
    r"(?<=[^\W_])\s+(?=(?:Căn cứ|Thực hiện|Thi hành|Theo|Để)\s)|(?<=[^\W_]”)\s+(?=(?:Căn cứ|Thực hiện)\s)"
)
_ISSUING = re.compile(r"(?:ban hành|xây dựng)\s+(?:Kế hoạch|Chương trình)|như sau:$", re.I)


def title_lines(
    blocks: list[tuple[int, Paragraph]], kind_at: int | None, rest: str
) -> tuple[str | None, list[int], int]:
    """The title, its blocks, and the first block behind it."""
    if kind_at is None:
        return None, [], 0
    parts, used, end = ([rest] if rest else []), [kind_at], kind_at + 1
    for at, p in blocks:
        text = squash(p.text)
        if at <= kind_at or p.zone is not Zone.BODY:
            continue
        if not text or re.fullmatch(r"[-_*. –—]+", text):
            end = at + 1
            continue
        if not _goes_on(p, text, parts):
            break
        glued = _GLUED.search(text) if _ISSUING.search(text) else None
        if glued:  # title and opening sentence ran together in one paragraph
            parts.append(text[: glued.start()])
            return " ".join(parts), used, at
        parts.append(text)
        used.append(at)
        end = at + 1
    return " ".join(parts) or None, used, end


def _authority(text: str) -> bool:
    """The one who decides, in capitals below the title of a decision: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"."""
    return text.isupper() and only_units(text.capitalize()) is not None


def _goes_on(p: Paragraph, text: str, parts: list[str]) -> bool:
    """Whether a line still belongs to the title: the first always, later ones by look or by sense."""
    if ATTACHED.match(text) or label_of(text) or text.startswith(("(", "Kính gửi")):
        return False
    if parts and _authority(text):
        return False
    if not parts:
        return True
    if p.bold or p.centred:
        return len(parts) < 8
    if p.bold is False and p.centred is False and not text[0].islower():
        return False
    unfinished = text[0].islower() and not parts[-1].endswith((".", ":", ";"))
    return (
        len(parts) < 8
        and len(text) < 140
        and (unfinished or not _BODY_OPENS.match(text))
        and not text.endswith((":", ";", "."))
    )
