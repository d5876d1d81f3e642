"""`minhbach restore FILE`: an archive into an empty database, proven row by row."""

from __future__ import annotations

import argparse
from pathlib import Path

from minhbach.commands import DONE, Failure, say, start_django


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("restore", help="khôi phục từ tệp sao lưu vào cơ sở dữ liệu trống")
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument(
        "--force", action="store_true", help="thay toàn bộ dữ liệu đang có (dừng web và worker trước)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    from minhbach.shared.backup import Damaged, NotEmpty, OtherVersion, restore
    from minhbach.shared.numbers import vn_number

    if not options.file.is_file():
        raise Failure(f"Không tìm thấy tệp {options.file}.")
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    try:
        done = restore(options.file, force=options.force, progress=say)
    except (Damaged, NotEmpty, OtherVersion) as refused:
        raise Failure(str(refused)) from refused
    say(
        f"Đã khôi phục {vn_number(done.rows)} dòng, {vn_number(done.files)} tệp, "
        f"đối chiếu khớp với bản kê lập lúc {done.made_at}."
    )
    if done.missing_files:
        say(f"Bản sao lưu thiếu {done.missing_files} tệp đã mất từ trước khi sao lưu.")
    return DONE
