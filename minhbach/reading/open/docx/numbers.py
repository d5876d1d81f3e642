"""Automatic numbers: they stand nowhere in the text, so they are counted (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re

from lxml import etree

from minhbach.reading.open.docx.names import W, value, whole

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACEHOLDER = re.compile(r"%([1-9])")


class Numbers:
    """The counters of one document, moved on paragraph by paragraph in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._instances: dict[str, etree._Element] = {}
        self._levels: dict[tuple[str, int], etree._Element | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        for element in () if root is None else root.iterfind(W + "abstractNum"):
            self._abstract[element.get(W + "abstractNumId", "")] = element
        for element in () if root is None else root.iterfind(W + "num"):
            self._instances[element.get(W + "numId", "")] = element

    def next(self, number_id: str, level: int) -> str:
        """The label of the next paragraph of this list and level; empty when the list is unknown."""
        instance = self._instances.get(number_id)
        definition = self._level(number_id, level)
        if instance is None or definition is None:
            return ""
        counters = self._counters.setdefault(self._family(instance), [None] * 9)
        self._restart(number_id, instance, level, counters)
        current = counters[level]
        counters[level] = self._start(number_id, level) if current is None else current + 1
        for deeper in range(level + 1, 9):
            counters[deeper] = None
        for higher in range(level):
            if counters[higher] is None:
                counters[higher] = self._start(number_id, higher)
        return self._written(number_id, level, counters)

    @staticmethod
    def _family(instance: etree._Element) -> str:
        """Lists on one abstract definition share their counters."""
        return value(instance, "abstractNumId") or ""

    def _restart(
        self, number_id: str, instance: etree._Element, level: int, counters: list[int | None]
    ) -> None:
        if (number_id, level) in self._restarted:
            return
        self._restarted.add((number_id, level))
        for override in instance.iterfind(W + "lvlOverride"):
            if override.get(W + "ilvl") == str(level) and override.find(W + "startOverride") is not None:
                counters[level] = None

    def _level(self, number_id: str, level: int) -> etree._Element | None:
        key = (number_id, level)
        if key not in self._levels:
            self._levels[key] = self._find_level(number_id, level)
        return self._levels[key]

    def _find_level(self, number_id: str, level: int) -> etree._Element | None:
        instance = self._instances.get(number_id)
        if instance is None:
            return None
        path = f"{W}lvl[@{W}ilvl='{level}']"
        overridden = instance.find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}lvl")
        if overridden is not None:
            return overridden
        abstract = self._abstract.get(self._family(instance))
        return None if abstract is None else abstract.find(path)

    def _start(self, number_id: str, level: int) -> int:
        instance = self._instances[number_id]
        override = instance.find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride")
        if override is not None:
            return whole(override.get(W + "val"), 1, 0, 100_000)
        return whole(value(self._level(number_id, level), "start"), 1, 0, 100_000)

    def _written(self, number_id: str, level: int, counters: list[int | None]) -> str:
        definition = self._level(number_id, level)
        text = value(definition, "lvlText") or ""
        if value(definition, "numFmt") == "bullet":
            return "+" if text.strip() == "+" else "-"
        legal = definition is not None and definition.find(W + "isLgl") is not None

        def numeral(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            kind = value(self._level(number_id, at), "numFmt") or "decimal"
            return written_number(counters[at] or 0, "decimal" if legal and at < level else kind)

        return _PLACEHOLDER.sub(numeral, text).strip()


def written_number(number: int, kind: str) -> str:
    """A counter in one of the number formats of 17.18.59; an unknown format is written in digits."""
    if kind == "none":
        return ""
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if kind == "upperRoman" else roman
    if kind in ("lowerLetter", "upperLetter") and 0 < number < 1000:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        out += letters * (number // worth)
        number %= worth
    return out
