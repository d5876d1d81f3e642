"""`minhbach serve`: the web under gunicorn with threads (slow uploads must not block a process)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from minhbach.commands import Failure, start_django

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
ROOT = Path(__file__).resolve().parents[2]


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("serve", help="chạy trang web")
    parser.add_argument("--host", default="127.0.0.1", metavar="ĐỊA_CHỈ")
    parser.add_argument("--port", type=int, default=8000, metavar="CỔNG")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="số tiến trình (mặc định 2)")
    parser.add_argument(
        "--threads", type=int, default=8, metavar="N", help="số luồng mỗi tiến trình (mặc định 8)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    local = os.environ["DJANGO_SETTINGS_MODULE"] == "config.settings.local"
    if local and options.host not in LOCAL:
        raise Failure(
            "Cấu hình máy đơn chỉ phục vụ 127.0.0.1. Để mở ra mạng: đặt DJANGO_SETTINGS_MODULE="
            "config.settings.production, MINHBACH_SECRET_KEY và MINHBACH_HOSTS."
        )
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    if not local:
        _refuse_unsafe_settings()
        call_command("collectstatic", interactive=False, verbosity=0)
    sys.stdout.flush()
    os.execv(sys.executable, _gunicorn(options, local=local))  # noqa: S606  (no shell, our own interpreter)


def _refuse_unsafe_settings() -> None:
    from django.core import checks

    faults = [m for m in checks.run_checks(include_deployment_checks=True) if m.level >= checks.ERROR]
    if faults:
        raise Failure("\n".join(f"{fault.msg} Cách xử lý: {fault.hint}" for fault in faults))


def _gunicorn(options: argparse.Namespace, *, local: bool) -> list[str]:
    settings = {
        "--bind": f"{options.host}:{options.port}",
        "--worker-class": "gthread",
        "--workers": str(options.workers),
        "--threads": str(options.threads),
        "--timeout": "120",
        "--graceful-timeout": "20",
        "--max-requests": "5000",
        "--max-requests-jitter": "500",
        "--chdir": str(ROOT),
        **({} if local else {"--access-logfile": "-"}),
        "--logger-class": "minhbach.commands.access_log.AccessLog",
        "--log-level": "warning",
    }
    pairs = [part for pair in settings.items() for part in pair]
    return [sys.executable, "-m", "gunicorn", *pairs, "config.wsgi:application"]
