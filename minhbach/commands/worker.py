"""`minhbach worker`: background work; as many as wanted on one database."""

from __future__ import annotations

import argparse

from minhbach.commands import DONE, start_django


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("worker", help="chạy tiến trình xử lý việc nền")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    from minhbach.shared.worker import Worker

    Worker().run()
    return DONE
