"""A wrapped text from its lines to blocks: zones, footnotes, prose, tables."""

from __future__ import annotations

import re
from dataclasses import replace

from minhbach.reading.rebuild.lines import Line
from minhbach.reading.rebuild.prose import goes_on, measure_of, paragraphs_of, text_of
from minhbach.reading.rebuild.tables import Stretch, tables_in, without_page_numbers
from minhbach.reading.rebuild.zones import zones_of
from minhbach.reading.shapes import Block, Doubt, Paragraph, Zone

_NOTE = re.compile(r"^(\d{1,3})\s+(?=\S)")
_OWN_LINES = (Zone.LETTERHEAD_LEFT, Zone.LETTERHEAD_RIGHT, Zone.SIGNATURE)


def rebuilt(lines: list[Line]) -> tuple[list[Block], tuple[str, ...], tuple[Doubt, ...]]:
    """Blocks, footnote texts and doubts about the whole of a wrapped text."""
    lines = without_page_numbers(lines)
    zones = zones_of(lines)
    body = [i for i, zone in enumerate(zones) if zone is not Zone.FOOTNOTE]
    notes = _footnotes([line for line, zone in zip(lines, zones, strict=True) if zone is Zone.FOOTNOTE])
    lines, zones = [lines[i] for i in body], [zones[i] for i in body]
    lines = _without_note_signs(lines, notes)
    blocks: list[Block] = []
    at = 0
    for stretch in tables_in(lines):
        blocks += _prose(lines[at : stretch.start], zones[at : stretch.start])
        blocks += stretch.blocks
        at = stretch.end
    blocks += _prose(lines[at:], zones[at:])
    blocks += [Paragraph(f"{n} {words}", zone=Zone.FOOTNOTE) for n, words in notes]
    return blocks, tuple(words for _, words in notes), ()


def _prose(lines: list[Line], zones: list[Zone]) -> list[Block]:
    measure = measure_of(lines, zones)
    found: list[Block] = []
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and zones[end] is zones[start]:
            end += 1
        found += _of_one_zone(lines[start:end], zones[start], measure)
        start = end
    return found


def _of_one_zone(lines: list[Line], zone: Zone, measure: int | None) -> list[Paragraph]:
    if zone in _OWN_LINES:
        return [Paragraph(line.text, zone=zone, page_start=line.page_start) for line in lines]
    groups = paragraphs_of(lines, measure if zone is Zone.BODY else None)
    return [Paragraph(text_of(group), zone=zone, page_start=group[0].page_start) for group in groups]


def _footnotes(lines: list[Line]) -> list[tuple[int, str]]:
    """Number and words of each footnote; the next one opens with the next number."""
    found: list[tuple[int, list[Line]]] = []
    for line in lines:
        mark = _NOTE.match(line.text)
        if mark and (not found or int(mark[1]) == found[-1][0] + 1):
            found.append((int(mark[1]), [replace(line, text=line.text[mark.end() :])]))
        elif found:
            found[-1][1].append(line)
        else:
            found.append((0, [line]))
    return [(number, text_of(group)) for number, group in found]


def _without_note_signs(lines: list[Line], notes: list[tuple[int, str]]) -> list[Line]:
    """Takes off the digits of footnote references glued to the words before them, in order."""
    done = list(lines)
    at = 0
    for number, _ in notes:
        sign = re.compile(rf"(?<=[^\W\d_”\"’)]){number}(?=[\s;,.:)]|$)|(?<=[”\"’)]){number}(?=[\s;,.:)]|$)")
        hit = next((i for i in range(at, len(done)) if sign.search(done[i].text)), None)
        if number and hit is not None:
            done[hit] = replace(done[hit], text=sign.sub("", done[hit].text, count=1))
            at = hit
    return done


__all__ = ["Stretch", "goes_on", "rebuilt"]
