"""What paragraph, run and table styles say: bold, centring, indents, levels, numbering, borders."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from minhbach.reading.open.docx.names import W, switch, value, whole

_DEEPEST = 12  # basedOn chains are short; a longer one is a loop


class Styles:
    """styles.xml, asked property by property."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[tuple[str, str | None], tuple[etree._Element, ...]] = {}
        self._run_defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in () if root is None else root.iterfind(W + "style"):
            name = style.get(W + "styleId", "")
            self._styles[name] = style
            if style.get(W + "default") in ("1", "true", "on"):
                self._default[style.get(W + "type", "")] = name

    def chain(self, kind: str, name: str | None) -> tuple[etree._Element, ...]:
        """A style and those it is based on, nearest first; the default style where none is named."""
        key = (kind, name)
        if key not in self._chains:
            self._chains[key] = tuple(self._walk(name or self._default.get(kind)))
        return self._chains[key]

    def _walk(self, name: str | None) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = value(style, "basedOn")

    def bold(self, run: etree._Element | None, paragraph_style: str | None) -> bool:
        """Whether a run's letters are bold: own setting, run style, paragraph style, defaults."""
        own = switch(run, "b")
        if own is not None:
            return own
        character = value(run, "rStyle")
        for style in (
            *(self.chain("character", character) if character else ()),
            *self.chain("paragraph", paragraph_style),
        ):
            said = switch(style.find(W + "rPr"), "b")
            if said is not None:
                return said
        return bool(switch(self._run_defaults, "b"))

    def hidden(self, run: etree._Element | None) -> bool:
        """Whether a run is hidden text."""
        own = switch(run, "vanish")
        if own is not None:
            return own
        name = value(run, "rStyle")
        return any(
            switch(style.find(W + "rPr"), "vanish")
            for style in (self.chain("character", name) if name else ())
        )

    def _paragraph_elements(self, properties: etree._Element | None, child: str) -> Iterator[etree._Element]:
        for holder in (
            properties,
            *(s.find(W + "pPr") for s in self.chain("paragraph", value(properties, "pStyle"))),
        ):
            found = None if holder is None else holder.find(W + child)
            if found is not None:
                yield found

    def centred(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph is centred."""
        found = next(self._paragraph_elements(properties, "jc"), None)
        return found is not None and found.get(W + "val") == "center"

    def indent(self, properties: etree._Element | None) -> float:
        """Where the first line begins, in points from the text margin."""
        left: int | None = None
        first: int | None = None
        for ind in self._paragraph_elements(properties, "ind"):
            if left is None and (given := ind.get(W + "left") or ind.get(W + "start")) is not None:
                left = whole(given, 0, -31680, 31680)
            if first is None and (given := ind.get(W + "firstLine")) is not None:
                first = whole(given, 0, 0, 31680)
            if first is None and (given := ind.get(W + "hanging")) is not None:
                first = -whole(given, 0, 0, 31680)
        return ((left or 0) + (first or 0)) / 20

    def level(self, properties: etree._Element | None) -> int | None:
        """The outline level, 0 for the highest, None for body text (17.3.1.20: 9 is body)."""
        found = next(self._paragraph_elements(properties, "outlineLvl"), None)
        level = None if found is None else whole(found.get(W + "val"), 9, 0, 9)
        return None if level == 9 else level

    def numbering(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """The numbering id and level of a paragraph, None when it has no automatic number."""
        number: str | None = None
        level: int | None = None
        for found in self._paragraph_elements(properties, "numPr"):
            number = number or value(found, "numId")
            if level is None and (given := value(found, "ilvl")) is not None:
                level = whole(given, 0, 0, 8)
        return None if number in (None, "0") else (number or "", level or 0)

    def starts_page(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph is set to begin a page."""
        found = next(self._paragraph_elements(properties, "pageBreakBefore"), None)
        return found is not None and found.get(W + "val", "1") not in ("0", "false", "off")

    def table_borders(self, properties: etree._Element | None) -> etree._Element | None:
        """The borders of a table: its own, else those of its style."""
        own = None if properties is None else properties.find(W + "tblBorders")
        if own is not None:
            return own
        for style in self.chain("table", value(properties, "tblStyle")):
            found = style.find(f"{W}tblPr/{W}tblBorders")
            if found is not None:
                return found
        return None
