"""The rules of the house as functions: a file in, sentences about what breaks a rule out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ORDER = (
    "shared", "reading", "organisation", "messaging", "plans", "indices", "reporting", "intake",
    "surveys", "publishing", "engagement", "supervision", "evaluation", "web",
)  # fmt: skip
ROOMS = frozenset({"models", "queries", "services", "access", "core"})
# Doors of an app beside its rooms: who acts; the sandbox, what it hands out and what this machine reads;
# printing a report.
DOORS = frozenset({
    "organisation.actor", "reading.sandbox", "reading.shapes", "reading.refusals", "reading.limits",
    "reading.watching",
    "reading.known", "reading.machine", "reading.papers", "reading.printing", "reading.wording",
    "reporting.writers",
})  # fmt: skip
PURE = frozenset({"shared.text", "shared.dates", "shared.numbers", "shared.words"})
TRANSLATED = frozenset({"_", "_l", "gettext", "gettext_lazy", "ngettext", "pgettext", "Words"})
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
CLOCKS = frozenset({("date", "today"), ("datetime", "now"), ("datetime", "today"), ("timezone", "now")})


@dataclass(frozen=True)
class Source:
    """A Python file of the repository, or a planted one. path: from the root of the repository."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def app(self) -> str:
        parts = self.path.split("/")
        return parts[1] if parts[0] == "minhbach" and len(parts) > 2 else ""

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.split("/")

    @property
    def is_core(self) -> bool:
        """Under the core of an app, or in reading, which is core throughout."""
        parts = self.path.split("/")
        return self.app == "reading" or (len(parts) > 2 and parts[2] in {"core", "core.py"})

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of everything imported: `from a import b` is a.b."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def sources(*folders: str) -> list[Source]:
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in found
        if "migrations" not in path.parts
    ]


def breaks_order(source: Source) -> Iterator[str]:
    """An app imports only the apps before it; nothing imports the commands."""
    if source.app not in ORDER or source.is_test:
        return
    for line, name in source.imports():
        parts = name.split(".")
        if parts[0] != "minhbach" or len(parts) < 2:
            continue
        if parts[1] == "commands":
            yield f"{source.path}:{line} imports the command line"
        if parts[1] in ORDER and ORDER.index(parts[1]) > ORDER.index(source.app):
            yield f"{source.path}:{line} {source.app} imports the later app {parts[1]}"


def enters_by_the_window(source: Source) -> Iterator[str]:
    """From another app only its rooms that are open to others."""
    if source.app not in ORDER or source.is_test:
        return
    for line, name in source.imports():
        parts = name.split(".")
        if parts[0] != "minhbach" or len(parts) < 3 or parts[1] in {source.app, "shared"}:
            continue
        if parts[1] not in ORDER or parts[2] in ROOMS or ".".join(parts[1:3]) in DOORS:
            continue
        yield f"{source.path}:{line} imports {name}, which is no room for other apps"


def writes_from_web(source: Source) -> Iterator[str]:
    """Pages neither query models nor save: queries and services do."""
    if source.app != "web" or source.is_test:
        return
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Attribute):
            continue
        if node.attr in {"objects", "_base_manager", "_default_manager"}:
            yield f"{source.path}:{node.lineno} reaches for .{node.attr}"
        if node.attr in {"save", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}:
            yield f"{source.path}:{node.lineno} writes with .{node.attr}"


def is_not_pure(source: Source) -> Iterator[str]:
    """core and reading know no Django, no clock, and of this product only themselves and pure words."""
    if source.is_test or not source.is_core:
        return
    for line, name in source.imports():
        parts = name.split(".")
        if parts[0] == "django" and name != "django.utils.translation.gettext_lazy":
            yield f"{source.path}:{line} imports {name}"
        if parts[0] == "minhbach" and not _is_pure_module(parts, source.app):
            yield f"{source.path}:{line} imports {name}, which is not pure"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and (owner.id, node.func.attr) in CLOCKS:
                yield f"{source.path}:{node.lineno} asks the clock"


def _is_pure_module(parts: list[str], app: str) -> bool:
    if ".".join(parts[1:3]) in PURE:
        return True
    if parts[1] == "reading":
        return app == "reading" or parts[2] in ("shapes", "known", "wording", "papers")
    return len(parts) > 2 and parts[2] == "core"


def is_too_long(source: Source) -> Iterator[str]:
    length = source.text.count("\n")
    if length > LONGEST_FILE:
        yield f"{source.path} has {length} lines"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source.path}:{node.lineno} {node.name} has {length} lines"


def hides_words(source: Source) -> Iterator[str]:
    """A sentence inside an f-string is not found for the catalogue, and never gets its English."""
    if source.is_test:
        return
    for outer in ast.walk(source.tree):
        for node in ast.walk(outer) if isinstance(outer, ast.JoinedStr) else ():
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in TRANSLATED:
                yield f"{source.path}:{node.lineno} translates inside an f-string"


def is_badly_named(source: Source) -> Iterator[str]:
    """Nouns, questions, verbs: no box for odds and ends."""
    if re.fullmatch(r"(utils?|helpers?|common|misc|manager)\.py", Path(source.path).name):
        yield f"{source.path} says nothing about what is in it"
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith(("get_", "do_")):
            yield f"{source.path}:{node.lineno} {node.name}: name what it gives or does"


def announces(source: Source) -> Iterator[tuple[str, str]]:
    """Place and fact of every `announce("...")` that names its fact."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not node.args or source.is_test:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0]
        if name == "announce" and isinstance(first, ast.Constant):
            yield f"{source.path}:{node.lineno}", str(first.value)


def breaks_strict_csp(path: str, html: str) -> Iterator[str]:
    """No inline style, script or handler: the strict content policy would refuse them."""
    html = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", html, flags=re.S)
    if re.search(r"\sstyle\s*=\s*[\"']", html):
        yield f"{path} has an inline style"
    if re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", html):
        yield f"{path} has an inline script"
    if re.search(r"\son(click|change|submit|load|input|key\w+|focus|blur)\s*=", html):
        yield f"{path} has an inline handler"
