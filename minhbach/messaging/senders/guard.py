"""The guard before every message over HTTPS: only the named host, only an address it may have.

Apprise asks `requests` for every call and lets nobody hand in a session, so the adapter that `requests`
mounts is ours while a message is sent: it resolves the name once, checks every address, connects to the
checked one (a second look-up cannot lead elsewhere), takes no proxy and follows no redirect to another host.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from requests import sessions
from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import NewConnectionError
from urllib3.util import Timeout

from minhbach.messaging.core.hosts import Target, is_inside, is_public

PATIENCE = 10.0  # seconds to connect, and again to wait for the answer


@dataclass
class Sight:
    """What the guard saw of one call. status: 0 where no answer came."""

    target: Target
    is_inner: bool
    connected: bool = False
    forbidden: bool = False
    status: int = 0


class Forbidden(OSError):
    """The name leads to an address that it may not have."""


_current: list[Sight] = []


@contextmanager
def guarded(target: Target, *, is_inner: bool) -> Iterator[Sight]:
    """While open, `requests` speaks to this target only. One at a time: the worker has one thread for it."""
    sight = Sight(target, is_inner)
    mounted = vars(sessions)  # where `requests` looks for the adapter of every new session
    before = mounted["HTTPAdapter"]
    _current.append(sight)
    mounted["HTTPAdapter"] = _Adapter
    try:
        yield sight
    finally:
        mounted["HTTPAdapter"] = before
        _current.pop()


class _Connection(HTTPSConnection):
    def connect(self) -> None:
        """Connected is who has shown a certificate that is trusted: before that nothing was handed over."""
        super().connect()
        _current[-1].connected = True

    def _new_conn(self) -> socket.socket:
        sight = _current[-1]
        try:
            found = _checked(sight)
        except OSError as wrong:
            raise NewConnectionError(self, str(wrong)) from wrong
        for family, address in found:
            line = socket.socket(family, socket.SOCK_STREAM)
            line.settimeout(PATIENCE)
            try:
                line.connect(address)
            except OSError:
                line.close()
                continue
            return line
        raise NewConnectionError(self, "no address answers")


def _checked(sight: Sight) -> list[tuple[int, tuple[object, ...]]]:
    """Every address of the name; one that it may not have spoils all of them."""
    rows = socket.getaddrinfo(sight.target.host, sight.target.port, type=socket.SOCK_STREAM)
    may_have = is_inside if sight.is_inner else is_public
    for *_, address in rows:
        if not may_have(ipaddress.ip_address(str(address[0]).partition("%")[0])):
            sight.forbidden = True
            raise Forbidden("address not allowed")
    return [(int(row[0]), tuple(row[4])) for row in rows]


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Connection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: object, **kwargs: object) -> None:
        super().init_poolmanager(*args, **kwargs)  # type: ignore[arg-type]
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"https": _Pool}

    def send(self, request: requests.PreparedRequest, **how: object) -> requests.Response:  # type: ignore[override]
        sight = _current[-1]
        parts = urlsplit(request.url or "")
        if (parts.scheme, parts.hostname, parts.port or 443) != (
            "https",
            sight.target.host,
            sight.target.port,
        ):
            sight.forbidden = True
            raise requests.exceptions.InvalidURL("not the named host")
        how |= {"proxies": None, "verify": how.get("verify") or True}
        how["timeout"] = Timeout(connect=PATIENCE, read=PATIENCE)
        answer = super().send(request, **how)  # type: ignore[arg-type]
        sight.status = answer.status_code
        return answer
