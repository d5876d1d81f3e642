"""Where a webhook may go: which addresses can be written, and which machines may be spoken to. Pure."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

HTTPS = 443
LONGEST = 500
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """One https address, taken apart. params: of its query, in order."""

    host: str
    port: int
    path: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """As lists of hosts write it: the port only where it is another than that of https."""
        return self.host if self.port == HTTPS else f"{self.host}:{self.port}"


def target_of(address: str) -> Target | None:
    """None where it is no https address of a named machine, or carries a name and password."""
    if len(address) > LONGEST or not address.isascii() or any(c.isspace() for c in address):
        return None
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or HTTPS
    except ValueError:
        return None
    if parts.scheme != "https" or not host or "@" in parts.netloc or parts.fragment:
        return None
    if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", host):
        return None
    return Target(host, port, parts.path or "/", tuple(parse_qsl(parts.query)))


def host_line(line: str) -> str:
    """A line of the list of hosts as it is kept, such as "chat.tinh.gov.vn:8443"; "" where it is none."""
    target = target_of(f"https://{line.strip().lower()}")
    return target.name if target and target.path == "/" and not target.params else ""


def is_listed(target: Target, hosts: Collection[str]) -> bool:
    return target.name in hosts


def is_public(address: Address) -> bool:
    """Whether the address belongs to a machine on the open network, also where one hides another."""
    inner = _hidden(address)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


def is_inside(address: Address) -> bool:
    """Whether the office's own network may hold it. Never link-local: there clouds keep their secrets."""
    inner = _hidden(address) or address
    return not (inner.is_link_local or inner.is_multicast or inner.is_unspecified or inner.is_reserved)


def _hidden(address: Address) -> Address | None:
    """The IPv4 address inside an IPv6 one: mapped (RFC 4291), 6to4 (RFC 3056), NAT64 (RFC 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
