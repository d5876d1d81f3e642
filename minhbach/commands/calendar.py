"""`minhbach calendar FILE|PLAN`: every report duty of a document or a plan, with its days and why."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from minhbach.commands import DONE, Failure, say, start_django

if TYPE_CHECKING:
    from minhbach.reporting.core.report_calendar import Entry

Between = tuple[date, date] | None


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser(
        "calendar", help="in mọi kỳ báo cáo của một văn bản hay kế hoạch: hạn gửi và vì sao"
    )
    parser.add_argument(
        "source", metavar="TỆP|KẾ-HOẠCH", help="tệp văn bản, hoặc số (hay mã số) của kế hoạch đã nhập"
    )
    parser.add_argument("--from", dest="first", type=_day, metavar="NGÀY", help="từ ngày, như 2026-01-01")
    parser.add_argument("--to", dest="last", type=_day, metavar="NGÀY", help="đến ngày, như 2027-12-31")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="in JSON")
    form.add_argument("--ics", action="store_true", help="in lịch iCalendar (.ics)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    between = _between(options)
    start_django()
    path = Path(options.source)
    found = _of_file(path, between) if path.is_file() else _of_plan(options.source, between)
    if options.json:
        say(json.dumps([_plain(entry) for entry in found], ensure_ascii=False, indent=1))
    elif options.ics:
        say(_ics(found, path.name))
    else:
        say("\n\n".join(map(_lines, found)) or "Không có chế độ báo cáo nào trong khoảng này.")
    return DONE


def _day(text: str) -> date:
    from minhbach.shared.dates import parse_vn_date

    try:
        return date.fromisoformat(text)
    except ValueError:
        return parse_vn_date(text)


def _between(options: argparse.Namespace) -> Between:
    first, last = options.first, options.last
    if first is None and last is None:
        return None
    first = first or date(last.year, 1, 1)
    last = last or date(first.year, 12, 31)
    if last < first:
        raise Failure("Ngày cuối (--to) không được trước ngày đầu (--from).")
    return first, last


def _of_file(path: Path, between: Between) -> list[Entry]:
    """Read without a database: rest days are the proposals, which nobody has confirmed."""
    from minhbach.intake.core.report_duties import report_duties
    from minhbach.plans.core.rest_days import proposed_calendar
    from minhbach.reading import sandbox
    from minhbach.reading.shapes import Refusal
    from minhbach.reporting.core.turns import Days

    try:
        draft = sandbox.read_plan(path.resolve())
        return report_duties(draft, Days(proposed_calendar()), between)
    except Refusal as refusal:
        raise Failure(refusal.sentence) from refusal
    except ValueError as unknown:
        raise Failure("Văn bản không nêu năm; hãy dùng --from và --to sau khi nhập kế hoạch.") from unknown


def _of_plan(words: str, between: Between) -> list[Entry]:
    from django.utils import timezone

    from minhbach.organisation.actor import Actor
    from minhbach.plans.queries import plan_named
    from minhbach.reporting.queries import calendar_of_plan

    plan = plan_named(Actor.system(), words)
    if plan is None:
        raise Failure(f"Không có tệp nào tên {words} và không có kế hoạch nào mang số hay mã số đó.")
    return calendar_of_plan(plan, timezone.localdate(), between)


def _plain(entry: Entry) -> dict[str, object]:
    from minhbach.reporting.queries.words import explain_lines

    return {
        "role": entry.said.role,
        "cycle": entry.said.cycle,
        "period": entry.period,
        "who": entry.said.who,
        "to": entry.said.to,
        "through": entry.said.through or None,
        "words": entry.said.words,
        "before": _iso(entry.before),
        "last_on_time": _iso(entry.last_on_time),
        "advised_on": _iso(entry.advised_on),
        "window": {
            "from": _iso(entry.window_from),
            "to": _iso(entry.window_to),
            "estimated": entry.estimated,
        },
        "merged_into": entry.merged_into or None,
        "covers": list(entry.covers),
        "outside_plan_years": entry.outside,
        "explanation": explain_lines(entry.steps),
    }


def _ics(found: list[Entry], source: str) -> str:
    from django.conf import settings

    from minhbach.messaging.core.calendar import calendar_bytes
    from minhbach.reporting.core.report_calendar import day_events

    days = day_events(found, source, settings.MINHBACH_MAIL_DOMAIN)
    return calendar_bytes(f"Báo cáo: {source}", days).decode().rstrip()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(entry: Entry) -> str:
    from minhbach.reporting.core.report_calendar import ROLES
    from minhbach.reporting.queries.words import explain_lines
    from minhbach.shared.dates import period_name, vn_date

    said = entry.said
    days = "chưa có ngày"
    if entry.before and entry.last_on_time:
        days = f"{vn_date(entry.before)}, gửi chậm nhất {vn_date(entry.last_on_time)}"
    through = f" (qua {said.through})" if said.through else ""
    lines = [
        f"{days}  {ROLES[said.role]}, {period_name(entry.period)}",
        f"  {said.who or '(không nêu ai)'} → {said.to or '–'}{through}",
    ]
    return "\n".join([*lines, *(f"  - {line}" for line in explain_lines(entry.steps))])
