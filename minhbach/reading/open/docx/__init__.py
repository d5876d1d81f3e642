"""Opens Word documents (.docx). Reads the XML itself: python-docx drops tracked insertions, content
controls, text boxes, automatic numbers and footnotes, and keeps hidden text."""

from __future__ import annotations

from itertools import groupby

from lxml import etree

from minhbach.reading.limits import DEFAULT, Limits
from minhbach.reading.open.docx.names import W
from minhbach.reading.open.docx.numbers import Numbers
from minhbach.reading.open.docx.package import Package
from minhbach.reading.open.docx.properties import properties_of
from minhbach.reading.open.docx.reader import Reader, nothing_read
from minhbach.reading.open.docx.styles import Styles
from minhbach.reading.open.encodings import OLD, Encoding, doubts_of, of_font
from minhbach.reading.open.encodings.judging import chosen, strange
from minhbach.reading.open.placing import placed
from minhbach.reading.open.wording import tidy
from minhbach.reading.open.zones import with_foot
from minhbach.reading.refusals import refuse
from minhbach.reading.shapes import Doubt, Form, Source

_TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"


def open_docx(data: bytes, sha256: str = "", *, limits: Limits = DEFAULT) -> Source:
    """The document of a Word file. Raises Refusal where it is damaged, locked, too big or empty."""
    package = Package(data, limits)
    main = package.main_part()
    document = None if main is None else package.xml(main)
    if main is None or document is None:
        raise refuse("damaged")
    body = document.find(W + "body")
    if body is None:
        raise refuse("damaged")
    styles = Styles(_first(package, main, "styles"))
    reader = Reader(styles, Numbers(_first(package, main, "numbering")), limits)
    blocks = reader.blocks(body)
    encodings = _encodings(reader)
    if encodings:
        reader = Reader(styles, Numbers(_first(package, main, "numbering")), limits, encodings)
        blocks = reader.blocks(body)
    notes = _notes(package, main, reader)
    running = tuple(dict.fromkeys([*_running(package, main, reader), *_drawn(document)]))
    nothing_read(blocks)
    return Source(
        form=Form.WORD,
        blocks=placed(with_foot(blocks)),
        footnotes=notes,
        running=running,
        lines=tuple(reader.marks),
        properties=properties_of(package),
        doubts=(*_doubts(reader), *doubts_of(encodings.values())),
        sha256=sha256,
        keys=tuple(reader.keys),
    )


def _encodings(reader: Reader) -> dict[str, Encoding]:
    """The fonts of the text whose letters mean others: known by their names, else by the words."""
    lines = list(reader.lines())
    named = {font: old for font in {font for line in lines for font, _ in line}
             if (old := of_font(font)) is not None}  # fmt: skip
    if not named and not strange(text for line in lines for _, text in line):
        return {}
    return chosen([_joined(line) for line in lines], OLD, named)


def _joined(line: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(font, "".join(text for _, text in same)) for font, same in groupby(line, lambda one: one[0])]


def _first(package: Package, main: str, kind: str) -> etree._Element | None:
    parts = package.related(main, kind)
    return package.xml(parts[0]) if parts else None


def _notes(package: Package, main: str, reader: Reader) -> tuple[str, ...]:
    """Footnotes and endnotes, without the separators."""
    out = []
    for kind in ("footnote", "endnote"):
        root = _first(package, main, kind + "s")
        for note in () if root is None else root.iterfind(W + kind):
            if note.get(W + "type") in (None, "normal") and (texts := reader.plain(note)):
                out.append(" ".join(texts))
    return tuple(out)


def _running(package: Package, main: str, reader: Reader) -> list[str]:
    out = []
    for kind in ("header", "footer"):
        for part in package.related(main, kind):
            root = package.xml(part)
            if root is not None:
                out.extend([*reader.plain(root), *_drawn(root)])
    return out


def _drawn(root: etree._Element) -> list[str]:
    """The words of drawn letters (WordArt), in which Word keeps a mark laid across the pages."""
    return [words for path in root.iter(_TEXT_PATH) if (words := tidy(path.get("string", "")))]


def _doubts(reader: Reader) -> tuple[Doubt, ...]:
    found = []
    if reader.tracked:
        found.append(Doubt("document", "tracked_changes"))
    if reader.embedded:
        found.append(Doubt("document", "embedded_part"))
    return tuple(found)
