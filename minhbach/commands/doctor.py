"""`minhbach doctor`: what is missing or unsafe, and how to mend it."""

from __future__ import annotations

import argparse

from minhbach.commands import DONE, FAILED, say, start_django


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("doctor", help="kiểm tra máy và hệ thống, nói rõ cách khắc phục")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    from minhbach.shared.doctor import Level, examine

    marks = {Level.OK: "[ đạt ]", Level.NOTE: "[ lưu ý ]", Level.FAULT: "[ LỖI ]"}
    findings = examine()
    for finding in findings:
        say(f"{marks[finding.level]:<10} {finding.what}: {finding.state}")
        if finding.mend:
            say(f"{'':<10}   Cách xử lý: {finding.mend}")
    faults = sum(finding.level is Level.FAULT for finding in findings)
    say(f"\n{faults} lỗi cần xử lý." if faults else "\nKhông có lỗi.")
    return FAILED if faults else DONE
