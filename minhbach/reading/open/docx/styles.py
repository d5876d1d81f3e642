"""What paragraph, run and table styles say: bold, centring, indents, levels, numbering, borders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from minhbach.reading.open.docx.names import VAL, W, children, switch, switched_on, value, whole

_DEEPEST = 12  # basedOn chains are short; a longer one is a loop
_STYLE, _RUN_STYLE, _BOLD, _HIDDEN = W + "pStyle", W + "rStyle", W + "b", W + "vanish"
_CENTRING, _INDENT, _LEVEL = W + "jc", W + "ind", W + "outlineLvl"
_NUMBERING, _NEW_PAGE, _SECTION, _MARK = W + "numPr", W + "pageBreakBefore", W + "sectPr", W + "rPr"
_FONTS = W + "rFonts"
_ASKED = frozenset((_CENTRING, _INDENT, _LEVEL, _NUMBERING, _NEW_PAGE, _SECTION, _MARK))

Letters = tuple[bool, bool, str]  # hidden text, bold, name of the font


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set.

    indent: where its first line begins, in points from the text margin. level: its outline level, 0 the
    highest, None for body text. numbering: id and level of its automatic number. mark_deleted: a tracked
    change joins it with the next one. ends_section: what follows begins a page.
    """

    style: str | None
    centred: bool
    indent: float
    level: int | None
    numbering: tuple[str, int] | None
    starts_page: bool
    mark_deleted: bool
    ends_section: bool


class Styles:
    """styles.xml, asked property by property."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[tuple[str, str | None], tuple[etree._Element, ...]] = {}
        self._letters: dict[tuple[str | None, str | None], Letters] = {}
        self._looks: dict[str | None, Look] = {}
        self._properties: dict[str | None, list[dict[str, etree._Element]]] = {}
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

    def letters(self, run: etree._Element | None, paragraph_style: str | None) -> Letters:
        """How the letters of a run are set.

        The run's own setting counts first, then its style, then the paragraph's style, then the defaults.
        """
        own = children(run)
        named = own.get(_RUN_STYLE)
        said = self._letters_of(None if named is None else named.get(VAL), paragraph_style)
        if not own:
            return said
        hidden, bold, font = said
        if _HIDDEN in own:
            hidden = switched_on(own[_HIDDEN])
        if _BOLD in own:
            bold = switched_on(own[_BOLD])
        return hidden, bold, _font_of(own.get(_FONTS)) or font

    def _letters_of(self, character: str | None, paragraph: str | None) -> Letters:
        """What the styles say of a run that says nothing itself."""
        key = (character, paragraph)
        known = self._letters.get(key)
        if known is None:
            run_styles = self.chain("character", character) if character else ()
            hidden = any(switch(style.find(W + "rPr"), "vanish") for style in run_styles)
            holders = [style.find(W + "rPr") for style in (*run_styles, *self.chain("paragraph", paragraph))]
            holders.append(self._run_defaults)
            said = (switch(holder, "b") for holder in holders)
            bold = next((one for one in said if one is not None), False)
            fonts = (_font_of(children(holder).get(_FONTS)) for holder in holders)
            known = self._letters[key] = (hidden, bold, next(filter(None, fonts), ""))
        return known

    def look(self, properties: etree._Element | None) -> Look:
        """How a paragraph is set: its own properties first, then those of its style."""
        own = children(properties)
        named = own.get(_STYLE)
        style = None if named is None else named.get(VAL)
        if _ASKED.isdisjoint(own):
            return self._look_of(style)
        return _look(style, own, self._holders(style))

    def _look_of(self, style: str | None) -> Look:
        """The look of a paragraph that says nothing itself."""
        known = self._looks.get(style)
        if known is None:
            known = self._looks[style] = _look(style, {}, self._holders(style))
        return known

    def _holders(self, style: str | None) -> list[dict[str, etree._Element]]:
        known = self._properties.get(style)
        if known is None:
            chain = self.chain("paragraph", style)
            known = self._properties[style] = [children(one.find(W + "pPr")) for one in chain]
        return known

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


def _font_of(fonts: etree._Element | None) -> str:
    """The font of a run's letters (17.3.2.26), "" where nothing or only the theme is named."""
    return "" if fonts is None else fonts.get(W + "hAnsi") or fonts.get(W + "ascii") or ""


def _look(
    style: str | None, own: dict[str, etree._Element], inherited: list[dict[str, etree._Element]]
) -> Look:
    """The look of a paragraph by its own properties and those it inherits, the nearest first."""
    holders = [own, *inherited]

    def nearest(tag: str) -> etree._Element | None:
        return next((holder[tag] for holder in holders if tag in holder), None)

    centring, page, level = nearest(_CENTRING), nearest(_NEW_PAGE), nearest(_LEVEL)
    section, mark = own.get(_SECTION), own.get(_MARK)
    outline = 9 if level is None else whole(level.get(VAL), 9, 0, 9)
    return Look(
        style,
        centred=centring is not None and centring.get(VAL) == "center",
        indent=_indent([holder[_INDENT] for holder in holders if _INDENT in holder]),
        level=None if outline == 9 else outline,  # 17.3.1.20: 9 is body text
        numbering=_numbering([holder[_NUMBERING] for holder in holders if _NUMBERING in holder]),
        starts_page=page is not None and page.get(VAL, "1") not in ("0", "false", "off"),
        mark_deleted=mark is not None and mark.find(W + "del") is not None,
        ends_section=section is not None and value(section, "type") != "continuous",  # 17.6.22
    )


def _indent(found: list[etree._Element]) -> float:
    left: int | None = None
    first: int | None = None
    for ind in found:
        if left is None and (given := ind.get(W + "left") or ind.get(W + "start")) is not None:
            left = whole(given, 0, -31680, 31680)
        if first is None and (given := ind.get(W + "firstLine")) is not None:
            first = whole(given, 0, 0, 31680)
        if first is None and (given := ind.get(W + "hanging")) is not None:
            first = -whole(given, 0, 0, 31680)
    return ((left or 0) + (first or 0)) / 20


def _numbering(found: list[etree._Element]) -> tuple[str, int] | None:
    number: str | None = None
    level: int | None = None
    for one in found:
        number = number or value(one, "numId")
        if level is None and (given := value(one, "ilvl")) is not None:
            level = whole(given, 0, 0, 8)
    return None if number in (None, "0") else (number or "", level or 0)
