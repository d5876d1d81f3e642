"""The text of a message that leaves the product: always Vietnamese, plain, with the page's address. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from minhbach.shared.text import nfc

LONGEST_SUBJECT = 150
MARK = "[Minh Bạch]"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a message carries. href: its whole address."""

    label: str
    words: str
    href: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """to: name of the person or unit; by: whose system it is; settings: where one changes what comes."""

    to: str
    by: str
    settings: str


@dataclass(frozen=True, slots=True)
class Text:
    subject: str
    body: str


def mail_text(said: list[Said], frame: Frame) -> Text:
    """A mail: every thing with its address, and where to change what comes."""
    greeting = f"Kính gửi: {_line(frame.to)}"
    lead = [] if len(said) == 1 else [f"Có {len(said)} thông báo:"]
    things = [_thing(number, one, len(said)) for number, one in enumerate(said, start=1)]
    by = f" của {_line(frame.by)}" if frame.by else ""
    foot = f"-- \nThư do hệ thống Minh Bạch{by} tự gửi; không trả lời thư này."
    foot += f"\nĐổi cách nhận tin: {frame.settings}"
    return Text(_subject(said), nfc("\n\n".join([greeting, *lead, *things, foot]) + "\n"))


def chat_text(said: list[Said]) -> Text:
    """A short message for a chat: no greeting, no foot."""
    things = [_thing(number, one, len(said)) for number, one in enumerate(said, start=1)]
    return Text(_subject(said), nfc("\n\n".join(things)))


def _thing(number: int, one: Said, count: int) -> str:
    before = f"{number}. " if count > 1 else ""
    return f"{before}{_lines(one.words)}\n{one.href}"


def _subject(said: list[Said]) -> str:
    """The only thing's own name; of several their number, and how many press."""
    if len(said) == 1:
        return _cut(nfc(f"{MARK} {_line(said[0].label)}"))
    urgent = sum(one.urgent for one in said)
    return f"{MARK} {len(said)} thông báo" + (f", {urgent} cần xử lý ngay" if urgent else "")


def _line(text: str) -> str:
    """On one line: a line break in a subject would be a header of its own."""
    return " ".join(text.split())


def _lines(text: str) -> str:
    """A list stays a list in the body of a message."""
    return "\n".join(line for line in map(_line, text.splitlines()) if line)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SUBJECT else text[:LONGEST_SUBJECT].rsplit(" ", 1)[0] + "…"
