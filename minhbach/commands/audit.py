"""`minhbach audit verify`: recomputes the chain of the audit log."""

from __future__ import annotations

import argparse

from minhbach.commands import DONE, Failure, say, start_django


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("audit", help="kiểm tra nhật ký")
    verbs = parser.add_subparsers(dest="verb", metavar="VIỆC", required=True)
    verbs.add_parser("verify", help="tính lại chuỗi băm của nhật ký").set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    from minhbach.shared.audit import verify
    from minhbach.shared.numbers import vn_number

    verdict = verify()
    if not verdict.holds:
        raise Failure(f"Chuỗi nhật ký không khớp từ mục số {verdict.broken_at}: {verdict.reason}.")
    say(
        f"Nhật ký nguyên vẹn: {vn_number(verdict.sealed)} mục đã niêm phong, "
        f"{vn_number(verdict.unsealed)} mục chờ niêm phong. Mã cuối chuỗi: {verdict.head}"
    )
    return DONE
