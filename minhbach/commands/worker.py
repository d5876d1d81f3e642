"""`minhbach worker`: background work; as many as wanted on one database."""

from __future__ import annotations

import argparse

from minhbach.commands import DONE, start_django


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("worker", help="chạy tiến trình xử lý việc nền")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    from minhbach.plans.services import propose_rest_days
    from minhbach.shared.worker import Worker

    propose_rest_days()  # of years that have none: proposals until an administrator confirms them
    Worker().run()
    return DONE
