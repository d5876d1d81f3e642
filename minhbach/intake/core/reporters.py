"""Who reports, to whom and through whom, as the units that the words of a report duty stand for. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from minhbach.intake.core.assignment import Assigned, Assigner, Standing
from minhbach.intake.core.phrases import Phrase, phrase_key
from minhbach.intake.core.rows import Row
from minhbach.organisation.core.phrases import is_bare
from minhbach.organisation.core.writing import tokens
from minhbach.shared.text import nfc

_THROUGH = re.compile(r"\(\s*(?:thông\s+)?qua\s+([^()]{3,150}?)\s*\)")
_BEFORE_SERIES = re.compile(r"trước\s+(?:hết\s+)?ngày\s[^;.]{1,80}?(?:và|,|hoặc)\s*$", re.I)
_LEADS = ("leads_indicator", "leads")


@dataclass(frozen=True, slots=True)
class Reporters:
    """rule: reporting.models.WhoRule. note: why a person should look; empty where the words are plain."""

    rule: str
    units: tuple[int, ...] = ()
    note: str = ""


def reporters_of(row: Row, assigner: Assigner) -> Reporters:
    """The units behind "ai báo cáo". Words that point to the plan itself follow its duties as they stand."""
    if row.get("role") == "consolidated_report":
        return Reporters("focal")
    words = " ".join(nfc(row.get("who") or "").split())
    if not words:
        return Reporters("leads", note="Văn bản không nêu ai báo cáo; tạm lấy các đơn vị chủ trì.")
    found = _assigned(words, assigner)
    if found.relation:
        return Reporters("leads" if found.relation in _LEADS else "named")
    if is_bare(tokens(words)):  # "các cơ quan, đơn vị": those of this plan, not all that there are
        return Reporters("named")
    units = tuple(dict.fromkeys(found.units))
    if not units:
        return Reporters("leads", note=f"Chưa xác định được “{words}”; tạm lấy các đơn vị chủ trì."[:300])
    note = "" if found.standing in (Standing.UNIT, Standing.GROUP) else f"Có phần để ngỏ trong “{words}”."
    return Reporters("listed", units, note[:300])


def receiver_of(words: str, assigner: Assigner) -> int | None:
    """The one unit that the words stand for; None where they stand for several or none."""
    units = _assigned(" ".join(nfc(words).split()), assigner).units if words.strip() else ()
    return units[0] if len(set(units)) == 1 else None


def through_of(row: Row) -> str:
    """ "báo cáo UBND tỉnh (qua Sở Kế hoạch và Đầu tư)": whose hands the report passes."""
    found = _THROUGH.findall((row.get("place") or {}).get("quote") or "")
    return str(found[-1]) if found and row.get("role") == "consolidated_report" else ""


def is_before(row: Row) -> bool:
    """Whether "trước" holds for this day: "trước ngày 01 tháng 6 và ngày 01 tháng 12" says it of both."""
    words = " ".join(nfc(row.get("due_raw") or "").split())
    if words.lower().startswith("trước"):
        return True
    quote = " ".join(nfc((row.get("place") or {}).get("quote") or "").split())
    at = quote.find(words) if words else -1
    return at > 0 and (
        _BEFORE_SERIES.search(quote[:at]) is not None or quote[:at].rstrip().lower().endswith("trước")
    )


def window_rule(row: Row) -> str:
    """ "trước ngày 2 tháng sau": the month that is reported is the one before, whole."""
    words = (row.get("due_raw") or "").lower()
    return "calendar" if row.get("cycle") == "monthly" and "tháng sau" in words else "usual"


def _assigned(words: str, assigner: Assigner) -> Assigned:
    return assigner.assign(Phrase(phrase_key(words), words, ()))
