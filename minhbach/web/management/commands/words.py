"""`manage.py words`: compiles the catalogues; `--update` first collects the sentences for English."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from minhbach.web.words import compile_all, update_english


class Command(BaseCommand):
    help = "Biên dịch bảng chữ các ngôn ngữ bằng Babel."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--update", action="store_true", help="Gom câu chữ mới vào bảng tiếng Anh trước.")

    def handle(self, *args: object, **options: object) -> None:
        if options["update"]:
            count, missing = update_english()
            self.stdout.write(f"{count} câu, {missing} câu chưa có tiếng Anh")
        for path in compile_all():
            self.stdout.write(str(path.name if path.parts else path))
