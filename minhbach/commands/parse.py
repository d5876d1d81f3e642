"""`minhbach parse FILE [-o OUT]`: the draft of a plan as JSON, without a database."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from minhbach.commands import DONE, Failure, say


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser(
        "parse", help="đọc một kế hoạch (Word, Excel, PDF, bản quét, văn bản) thành bản nháp JSON"
    )
    parser.add_argument("file", type=Path, metavar="TỆP")
    parser.add_argument("-o", "--output", type=Path, metavar="TỆP", help="ghi vào tệp thay vì in ra")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from minhbach.reading import sandbox
    from minhbach.reading.shapes import Refusal

    if not options.file.is_file():
        raise Failure(f"Không tìm thấy tệp {options.file}.")
    try:
        draft = sandbox.read_plan(options.file.resolve())  # the reader works in a folder of its own
    except Refusal as refusal:
        raise Failure(refusal.sentence) from refusal
    text = json.dumps(draft, ensure_ascii=False, indent=1)
    if options.output is None:
        say(text)
        return DONE
    try:
        options.output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise Failure(f"Không ghi được {options.output}: {error.strerror}.") from error
    return DONE
