"""`minhbach backup [-o FILE]`: one archive of tables and files, made while others write."""

from __future__ import annotations

import argparse
from pathlib import Path

from minhbach.commands import DONE, FAILED, Failure, complain, say, start_django


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("backup", help="sao lưu dữ liệu và tệp vào một tệp .tar")
    parser.add_argument("-o", "--output", type=Path, metavar="TỆP", help="mặc định: trong thư mục sao lưu")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings
    from django.utils import timezone

    from minhbach.shared.backup import make_backup
    from minhbach.shared.numbers import vn_number

    name = f"minhbach-{timezone.localtime():%Y%m%d-%H%M%S}.tar"
    try:
        made = make_backup(options.output or Path(settings.BACKUP_DIR) / name)
    except OSError as error:
        raise Failure(f"Không ghi được tệp sao lưu: {error.strerror or error}.") from error
    megabytes = vn_number(made.size / 1_000_000, 1)
    counts = f"{vn_number(made.rows)} dòng, {vn_number(made.files)} tệp ({megabytes} MB)"
    say(f"Đã sao lưu {counts} vào {made.path}")
    if made.faulty:
        complain(f"Có {len(made.faulty)} tệp lưu bị mất hoặc hỏng trên đĩa: {', '.join(made.faulty[:5])}.")
        return FAILED
    return DONE
