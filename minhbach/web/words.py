"""The catalogue of words, by Babel alone: no gettext of the system is needed.

Vietnamese is the source language. locale/en holds the English of our own sentences; locale/vi holds the
Vietnamese of allauth, which ships none.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

# Where it stands, its words (several where it counts), and the context that tells two uses of a word apart.
Sentence: TypeAlias = tuple[str, str | tuple[str, ...], str | None]

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "web" / "locale"
KEYWORDS = {
    "_": None, "_l": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "Words": None,
}  # fmt: skip
_NO_HOUR = datetime(2026, 1, 1, tzinfo=UTC)


def compile_all() -> list[Path]:
    """Writes the .mo beside every .po; returns what was written."""
    written = []
    for po in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        mo.write_bytes(compiled(po))
        written.append(mo)
    return written


def compiled(po: Path) -> bytes:
    """The catalogue of a source. No hour goes in, so that the same source always gives the same bytes."""
    with po.open("rb") as source:
        catalog = read_po(source, locale=po.parts[-3])
    catalog.creation_date = catalog.revision_date = _NO_HOUR
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update_english() -> tuple[int, int]:
    """Puts every sentence of the product into the English catalogue. Returns (all, without English)."""
    po = LOCALE / "en" / "LC_MESSAGES" / "django.po"
    with po.open("rb") as source:
        catalog = read_po(source, locale="en")
    fresh = Catalog(locale="en", project="minhbach", charset="utf-8")
    for place, message, context in sentences():
        fresh.add(message, locations=[(place, 0)], context=context)
    catalog.update(fresh, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.creation_date = catalog.revision_date = _NO_HOUR
    catalog.last_translator, catalog.language_team = "Minh Bạch", "English"
    catalog.msgid_bugs_address = ""
    with po.open("wb") as out:
        write_po(out, catalog, width=110, omit_header=False, include_lineno=False, sort_output=True)
    ours = [message for message in catalog if message.id]
    return len(ours), sum(not any(_texts(message.string)) for message in ours)


def without_english() -> list[str]:
    """The sentences of the product that an English page would show in Vietnamese."""
    with (LOCALE / "en" / "LC_MESSAGES" / "django.po").open("rb") as source:
        catalog = read_po(source, locale="en")
    said = {(message, context) for _place, message, context in sentences()}
    silent = [message for message, context in said if not _is_said(catalog.get(message, context))]
    return sorted(_texts(message)[0] for message in silent)


def _is_said(message: Message | None) -> bool:
    return message is not None and bool(message.string) and all(_texts(message.string))


def sentences() -> Iterator[Sentence]:
    """Every sentence that the code and the templates mark, with its place."""
    for path in sorted(ROOT.rglob("*.py")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        for _line, message, _comments, context in extract_from_file("python", str(path), keywords=KEYWORDS):
            yield path.relative_to(ROOT).as_posix(), message, context
    for path in sorted((ROOT / "web" / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            yield from _of_template(path)


def _of_template(path: Path) -> Iterator[Sentence]:
    """Django turns the template into a text of gettext calls, which Babel reads as a script."""
    from io import BytesIO

    from babel.messages.extract import extract

    calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    kept = "\n".join(line.strip() for line in calls.splitlines())
    found = extract("javascript", BytesIO(kept.encode()), keywords=KEYWORDS)
    for _line, message, _comments, context in found:
        yield path.relative_to(ROOT).as_posix(), message, context


def _texts(string: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [string] if isinstance(string, str) else list(string or ())
