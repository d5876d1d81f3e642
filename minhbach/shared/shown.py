"""Words of rules, in the language of whoever reads the page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minhbach.shared.words import Words


def shown(text: str) -> str:
    """The text in the reader's language where it knows its parts; any other as it is."""
    if not isinstance(text, Words):
        return text
    return " ".join(_filled(part, values) for part, values in text.parts)


def _filled(text: str, values: dict[str, object]) -> str:
    said = {name: shown(value) if isinstance(value, str) else value for name, value in values.items()}
    return _(text) % said if said else _(text)
