"""Chooses for every font of a document the table that makes words of its letters, or none.

Good documents pay for one search of letters that no Vietnamese paper in Unicode has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from minhbach.reading.open.encodings import Encoding, is_modern
from minhbach.reading.syllables import is_syllable

Font = TypeVar("Font")
Segments = Sequence[tuple[Font, str]]  # one line or paragraph: letters with their fonts

# Signs that stand for Vietnamese letters in some table and that papers in Unicode hardly hold: those of
# Latin-1, of Cyrillic (numbers of glyphs), of Mac Roman, soft hyphens, control codes, and private ones but
# for the bullets of Symbol and Wingdings.
_STRANGE = re.compile(
    "[\x03-\x08\x0b\x0e-\x1f\x80-\x9f\u00a1-\u00a6\u00a8-\u00aa\u00ac-\u00af\u00b5\u00b6\u00b8\u00b9\u00bc-\u00bf"
    "ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ\u0131\u02c6-\u02dd\u0400-\u04ff\u221a\u2219\u25ca\uf0c0-\uf0d7\uf0d9-\uf0df\uf0e1-\uf0fb]"
)
_TOKEN = re.compile(
    r"[^\W\d_]+(?:[^\s\x00-\x40\x5b-\x60\x7b-\x7f“”‘’–—…•]*[^\W\d_]+)*|[^\x00-\x7f\s“”‘’–—…•]+"
)
_PLAIN = re.compile(r"[\x00-\x7f]+")
_MOST = 60_000  # letters of a font: more tell no more
_RISE = 0.10  # of the words, by which a table must better them where the font's name is silent
_FEW = 3  # and at least so many


def strange(texts: Iterable[str]) -> bool:
    """Whether letters are met that may stand for others."""
    return _STRANGE.search("".join(texts)) is not None


@lru_cache(maxsize=16384)
def _worth(word: str) -> int:
    if is_syllable(word):
        return 1 if _PLAIN.fullmatch(word) else 2
    return 0 if _PLAIN.fullmatch(word) else -1


def score(text: str) -> int:
    """How Vietnamese a text is: its syllables, those with marks twice, less the words that are none."""
    words = Counter(_TOKEN.findall(text.lower()))
    return sum(_worth(word) * times for word, times in words.items())


def chosen(
    lines: Sequence[Segments[Font]], tables: Sequence[Encoding], named: Mapping[Font, Encoding]
) -> dict[Font, Encoding]:
    """The encoding of each font that has one. A word may change its font, so fonts are judged in their lines,
    the most used first, beside what was chosen for the others.

    named: what the names of fonts tell; such a font is taken by its name unless its words say otherwise.
    """
    letters: Counter[Font] = Counter()
    for line in lines:
        for font, text in line:
            letters[font] += len(text)
    found: dict[Font, Encoding] = {}
    for _ in range(2):  # a font of few letters is understood once the others are
        for font, _ in letters.most_common():
            best = _best(font, _lines_of(font, lines), tables, named.get(font), found)
            if best is not None:
                found[font] = best
    return found


def _lines_of(font: Font, lines: Sequence[Segments[Font]]) -> list[Segments[Font]]:
    out: list[Segments[Font]] = []
    size = 0
    for line in lines:
        if any(one == font for one, _ in line):
            out.append(line)
            size += sum(len(text) for _, text in line)
            if size > _MOST:
                break
    return out


def _best(
    font: Font,
    lines: Sequence[Segments[Font]],
    tables: Sequence[Encoding],
    named: Encoding | None,
    found: Mapping[Font, Encoding],
) -> Encoding | None:
    """The table under which the lines of a font say most, None where they are as they should be."""
    own = "".join(text for line in lines for one, text in line if one == font)
    if named is None and not strange((own,)):
        return None
    others = {one: encoding for one, encoding in found.items() if one != font}
    before = score(_read(lines, others))
    if named is not None and _is_old(font, lines) and score(_read(lines, {**others, font: named})) >= before:
        return named
    words = len(own.split()) or 1
    used = set(others.values())
    best, most = None, before
    for table in tables:
        now = score(_read(lines, {**others, font: table}))
        rise = 0 if table in used else max(_FEW, _RISE * words)
        if now > most and now - before > rise:
            best, most = table, now
    return best


def _is_old(font: Font, lines: Sequence[Segments[Font]]) -> bool:
    """Whether more lines of a font hold letters of an old one than of Unicode, which programs show in
    another font without a word. A font of plain letters is what its name says."""
    texts = [text for line in lines for one, text in line if one == font]
    modern = sum(is_modern(text) for text in texts)
    return modern == 0 or sum(strange((text,)) for text in texts) > modern


def _read(lines: Sequence[Segments[Font]], found: Mapping[Font, Encoding]) -> str:
    return "\n".join(read(line, found) for line in lines)


def read(line: Segments[Font], found: Mapping[Font, Encoding]) -> str:
    """A line in Unicode."""
    return "".join(decoded(text, found.get(font)) for font, text in line)


def decoded(text: str, encoding: Encoding | None) -> str:
    """A piece of a font in Unicode: as it stands where its table makes fewer words of it."""
    if encoding is None:
        return text
    meant = encoding.decode(text)
    return text if not encoding.broken and score(meant) < score(text) else meant
