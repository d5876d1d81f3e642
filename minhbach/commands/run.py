"""`minhbach run`: everything for one machine - migrate, demo, web and worker - until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from minhbach.commands import DONE, FAILED, Failure, complain, say, start_django

PATIENCE = 20  # seconds that web and worker get to end by themselves


def add(parsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = parsers.add_parser("run", help="dùng thử trên máy này: web và việc nền, dừng bằng Ctrl-C")
    parser.add_argument("--port", type=int, default=8000, metavar="CỔNG")
    parser.add_argument("--empty", action="store_true", help="không nạp dữ liệu dùng thử")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings
    from django.core.management import call_command

    from minhbach.commands import demo

    if _taken(options.port):
        raise Failure(
            f"Cổng {options.port} đang có chương trình khác dùng. Chọn cổng khác: make run PORT=8001"
        )
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    say("Chuẩn bị cơ sở dữ liệu")
    call_command("migrate", interactive=False, verbosity=0)
    accounts = [] if options.empty else demo.load()
    supervisor = Supervisor(options.port)
    supervisor.start()
    say(f"\nMinh Bạch đang chạy tại http://127.0.0.1:{options.port}")
    for line in accounts:
        say(line)
    say("Dừng bằng Ctrl-C.")
    return supervisor.watch()


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


class Supervisor:
    """Starts web and worker, starts one again that died, ends both."""

    def __init__(self, port: int) -> None:
        self._commands = {"web": ["serve", "--port", str(port)], "worker": ["worker"]}
        self._port = port
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._ending = False

    def start(self) -> None:
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        for name in self._commands:
            self._spawn(name)
        for _ in range(300):
            if _taken(self._port) or self._children["web"].poll() is not None:
                return
            time.sleep(0.1)

    def watch(self) -> int:
        """Waits until told to end; 1 where a part died too often."""
        deaths: list[float] = []
        while not self._ending:
            for name, child in list(self._children.items()):
                if child.poll() is None:
                    continue
                deaths = [at for at in deaths if time.monotonic() - at < 60] + [time.monotonic()]
                complain(f"{name} đã dừng (mã {child.returncode}); khởi động lại.")
                if len(deaths) > 5:
                    complain("Dừng quá nhiều lần trong một phút; xem các dòng lỗi ở trên.")
                    self._stop_children()
                    return FAILED
                self._spawn(name)
            time.sleep(0.5)
        self._stop_children()
        return DONE

    def _spawn(self, name: str) -> None:
        command = [sys.executable, "-m", "minhbach", *self._commands[name]]
        # A session of its own: Ctrl-C reaches us alone, and we end the children in order.
        self._children[name] = subprocess.Popen(command, start_new_session=True, env=os.environ)  # noqa: S603

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ending = True

    def _stop_children(self) -> None:
        say("Đang dừng")
        for child in self._children.values():
            child.terminate()
        until = time.monotonic() + PATIENCE
        for child in self._children.values():
            try:
                child.wait(timeout=max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
