"""The examination behind `minhbach doctor`: each finding says what was seen and how to mend it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from minhbach.shared.dates import vn_date
from minhbach.shared.models import Marker
from minhbach.shared.numbers import vn_number
from minhbach.shared.queries import LAST_BACKUP, health

PACKAGES = ("Django", "lxml", "openpyxl", "pypdfium2", "python-docx", "rapidfuzz", "gunicorn", "whitenoise")
GIGABYTE = 1_000_000_000
LEAST_DISK, FEW_DISK = 1 * GIGABYTE, 5 * GIGABYTE


class Level(Enum):
    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    what: str
    state: str
    mend: str = ""


def examine() -> list[Finding]:
    """All findings in the order in which one would mend them; a dead database ends the list early."""
    found = [*_python(), *_packages(), *_settings(), *_disk()]
    try:
        connection.ensure_connection()
        found += [_database(), *_migrations()]
        if not any(f.level is Level.FAULT and f.what == "Cập nhật cấu trúc" for f in found):
            found += [*_worker(), *_backup()]
    except DatabaseError as error:
        mend = "kiểm tra MINHBACH_DATABASE và máy chủ cơ sở dữ liệu."
        found.append(Finding(Level.FAULT, "Cơ sở dữ liệu", f"không kết nối được ({error})".strip(), mend))
    return [*found, *_mail(), *_programs()]


def _mail() -> Iterator[Finding]:
    """Whether messages can leave, and whether their links lead anywhere."""
    if not settings.EMAIL_HOST:
        mend = "đặt MINHBACH_MAIL_HOST; không đặt thì thông báo chỉ có trên trang."
        yield Finding(Level.NOTE, "Máy chủ thư", "chưa khai báo", mend)
        return
    yield Finding(Level.OK, "Máy chủ thư", f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}")
    if "127.0.0.1" in settings.MINHBACH_ADDRESS or "localhost" in settings.MINHBACH_ADDRESS:
        mend = "đặt MINHBACH_ADDRESS là địa chỉ của trang, như https://kehoach.tinh.gov.vn."
        yield Finding(Level.NOTE, "Liên kết trong thư", f"trỏ về {settings.MINHBACH_ADDRESS}", mend)


def _python() -> Iterator[Finding]:
    state = sys.version.split()[0]
    if (3, 11) <= sys.version_info[:2] <= (3, 13):
        yield Finding(Level.OK, "Python", state)
    else:
        yield Finding(Level.FAULT, "Python", state, "dùng Python 3.11, 3.12 hoặc 3.13.")


def _packages() -> Iterator[Finding]:
    missing = [name for name in PACKAGES if not _installed(name)]
    if missing:
        yield Finding(Level.FAULT, "Thư viện", f"thiếu {', '.join(missing)}", "chạy: make install")
    else:
        yield Finding(Level.OK, "Thư viện", f"đủ (Django {version('Django')})")


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _settings() -> Iterator[Finding]:
    module = os.environ.get("DJANGO_SETTINGS_MODULE", "")
    if not module.endswith("production"):
        yield Finding(Level.OK, "Cấu hình", f"{module} (một máy, không mở ra mạng)")
        return
    faults = [m for m in checks.run_checks(include_deployment_checks=True) if m.level >= checks.ERROR]
    for fault in faults:
        yield Finding(Level.FAULT, "Cấu hình", str(fault.msg), str(fault.hint or ""))
    if not faults:
        yield Finding(Level.OK, "Cấu hình", f"{module}: khóa bí mật và tên máy chủ đã đặt")


def _disk() -> Iterator[Finding]:
    folder = Path(settings.DATA_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        mend = "đặt MINHBACH_DATA là thư mục ghi được."
        yield Finding(Level.FAULT, "Thư mục dữ liệu", f"{folder}: {error.strerror}", mend)
        return
    if not os.access(folder, os.W_OK):
        yield Finding(
            Level.FAULT, "Thư mục dữ liệu", f"{folder}: không ghi được", "cấp quyền ghi cho người chạy."
        )
    state = f"còn {vn_number(free / GIGABYTE, 1)} GB tại {folder}"
    mend = "dọn ổ đĩa hoặc chuyển MINHBACH_DATA sang ổ lớn hơn."
    if free < LEAST_DISK:
        yield Finding(Level.FAULT, "Ổ đĩa", state, mend)
    elif free < FEW_DISK:
        yield Finding(Level.NOTE, "Ổ đĩa", state, mend)
    else:
        yield Finding(Level.OK, "Ổ đĩa", state)


def _database() -> Finding:
    return Finding(Level.OK, "Cơ sở dữ liệu", connection.display_name)


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if waiting:
        mend = "sao lưu rồi chạy: python manage.py migrate"
        yield Finding(Level.FAULT, "Cập nhật cấu trúc", f"còn {waiting} bước chưa chạy", mend)
    else:
        yield Finding(Level.OK, "Cập nhật cấu trúc", "đã đủ")


def _worker() -> Iterator[Finding]:
    now = health(timezone.now())
    if now.worker_is_silent:
        seen = now.worker_seen_at
        state = f"không có tín hiệu từ {_moment(seen)}" if seen else "không có tiến trình nào đang chạy"
        yield Finding(Level.FAULT, "Việc nền", state, "chạy: minhbach worker (hoặc bật lại dịch vụ).")
    else:
        yield Finding(Level.OK, "Việc nền", "đang chạy")
    if now.dead_jobs:
        mend = "mở Quản trị, mục Việc nền, xem lý do rồi chạy lại hoặc bỏ."
        yield Finding(Level.NOTE, "Việc nền", f"{now.dead_jobs} việc không chạy được", mend)


def _backup() -> Iterator[Finding]:
    now = health(timezone.now())
    if now.last_backup_at is None:
        mend = "chạy: minhbach backup (worker tự sao lưu mỗi ngày)."
        yield Finding(Level.FAULT, "Sao lưu", "chưa có bản nào", mend)
    elif now.backup_is_old:
        mend = "xem worker có chạy không, rồi chạy: minhbach backup"
        yield Finding(Level.FAULT, "Sao lưu", f"bản gần nhất từ {_moment(now.last_backup_at)}", mend)
    else:
        yield Finding(Level.OK, "Sao lưu", f"bản gần nhất lúc {_moment(now.last_backup_at)}")
    faulty = Marker.objects.filter(key=LAST_BACKUP, value__faulty__gt=0).first()
    if faulty:
        mend = "kiểm tra ổ đĩa; lấy lại tệp từ bản sao lưu cũ hơn."
        yield Finding(Level.FAULT, "Tệp lưu", f"{faulty.value['faulty']} tệp mất hoặc hỏng trên đĩa", mend)


def _programs() -> Iterator[Finding]:
    yield _optional(
        "soffice",
        "LibreOffice",
        "xuất PDF, đọc .doc, .xls, .odt, .ods, .rtf",
        "apt install libreoffice-writer-nogui libreoffice-calc-nogui",
    )
    yield _optional("tesseract", "Tesseract", "đọc bản quét", "apt install tesseract-ocr tesseract-ocr-vie")


def _optional(program: str, name: str, purpose: str, install: str) -> Finding:
    if shutil.which(program):
        return Finding(Level.OK, name, "có")
    return Finding(Level.NOTE, name, f"không có (không bắt buộc; dùng để {purpose})", install)


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M} {vn_date(local.date())}"
