"""The command line of Minh Bạch: `minhbach ...` or `python -m minhbach ...`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured

from minhbach.commands import DONE, FAILED, Failure, complain

COMMANDS = (
    "run",
    "serve",
    "worker",
    "parse",
    "import_plan",
    "calendar",
    "demo",
    "user",
    "backup",
    "restore",
    "audit",
    "doctor",
)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="minhbach",
        description="Minh Bạch: đưa kế hoạch đã ký của cơ quan thành kết quả có hồ sơ.",
        epilog="Mã thoát: 0 xong; 1 bị từ chối hoặc lỗi; 2 gọi sai cách.",
    )
    parsers = top.add_subparsers(dest="command", metavar="LỆNH", required=True)
    for name in COMMANDS:
        import_module(f"minhbach.commands.{name}").add(parsers)
    return top


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except Failure as failure:
        complain(str(failure))
        return FAILED
    except ImproperlyConfigured as error:
        complain(f"Cấu hình chưa đúng: {error} Chạy minhbach doctor để xem cách xử lý.")
        return FAILED
    except KeyboardInterrupt:
        complain("Đã dừng theo yêu cầu.")
        return FAILED
    except BrokenPipeError:  # `minhbach parse X | head`
        sys.stderr.close()
        return DONE


if __name__ == "__main__":
    sys.exit(main())
