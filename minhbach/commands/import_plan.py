"""`minhbach import FILE`: a plan into the drafts of a unit, read at once."""

from __future__ import annotations

import argparse
from pathlib import Path

from minhbach.commands import DONE, Failure, say, start_django


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("import", help="nhập một kế hoạch thành bản dự thảo để soát trên trang web")
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument(
        "--user", required=True, metavar="TÊN", help="tên đăng nhập của cán bộ đầu mối đứng tên nhập"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise Failure(f"Không tìm thấy tệp {options.file}.")
    start_django()
    from django.core.exceptions import PermissionDenied

    from minhbach.commands.accounts import actor_named
    from minhbach.intake import services as intake
    from minhbach.intake.models import DraftState
    from minhbach.reading.shapes import Refusal
    from minhbach.shared.verbs import Refused

    actor = actor_named(options.user)
    try:
        draft = intake.import_file(options.file, actor)
    except (Refusal, Refused) as refusal:
        raise Failure(refusal.sentence) from refusal
    except PermissionDenied as denied:
        raise Failure(f"Tài khoản {options.user} không có quyền nhập kế hoạch.") from denied
    if draft.state == DraftState.REFUSED:
        raise Failure(draft.refusal)
    say(f"Đã nhập bản dự thảo số {draft.pk} ({draft.name}). Mở mục Nhập kế hoạch để soát và ban hành.")
    return DONE
