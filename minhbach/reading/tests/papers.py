"""Papers made for the tests: Word files and PDFs written by hand, so that every oddity can be set."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)


def run(text: str, bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{weight}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*inner: str, props: str = "") -> str:
    body = "".join(part if part.startswith("<") else run(part) for part in inner)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{body}</w:p>"


def cell(text: str = "", props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{text if text.startswith('<w:') else para(text)}</w:tc>"


def row(*cells: str, props: str = "") -> str:
    inner = "".join(part if part.startswith("<w:tc>") else cell(part) for part in cells)
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inner}</w:tr>"


def table(*rows: str, ruled: bool = True) -> str:
    borders = (
        '<w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders>' if ruled else ""
    )
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{''.join(rows)}</w:tbl>"


def word(*body: str, parts: Mapping[str, str] | None = None, head: str = "") -> bytes:
    """A .docx whose body is the given XML. parts: further parts of word/, or full names with '/'."""
    parts = dict(parts or {})
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATIONS}/{name.removesuffix(".xml")}" Target="{name}"/>'
        for at, name in enumerate(parts)
        if "/" not in name
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="d" '
        f'Type="{_RELATIONS}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{relations}</Relationships>',
        "word/document.xml": f'{head}<w:document xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{''.join(body)}</w:body></w:document>",
    }
    for name, text in parts.items():
        files[name if "/" in name else f"word/{name}"] = text
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


class Sheet:
    """One page of a PDF. Coordinates are points from the top left; every letter is half its size wide."""

    def __init__(self, width: float = 595, height: float = 842, turned: int = 0) -> None:
        self.width, self.height, self.turned = width, height, turned
        self._marks: list[str] = []
        self._stamps: list[tuple[float, float, float, str]] = []
        self.image = False
        self.sideways = False  # the content is turned, the page does not say so

    def text(self, x: float, y: float, words: str, size: float = 12, bold: bool = False) -> Sheet:
        codes = words.encode("utf-16-be").hex()
        font = "FB" if bold else "F"
        self._marks.append(f"BT /{font} {size} Tf 1 0 0 1 {x} {self.height - y} Tm <{codes}> Tj ET")
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 12, step: float = 15) -> Sheet:
        for at, words in enumerate(texts):
            self.text(x, y + at * step, words, size)
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        self._marks.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Sheet:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def picture(self, x: float = 0, y: float = 0, wide: float = 0, high: float = 0) -> Sheet:
        """A grey image, over all of the page unless said otherwise."""
        wide, high = wide or self.width, high or self.height
        self._marks.append(f"q {wide} 0 0 {high} {x} {self.height - y - high} cm /I Do Q")
        return self

    def stamp(self, x: float, y: float, words: str, size: float = 12) -> Sheet:
        """An annotation with an appearance: its text is not in the page's own text."""
        self._stamps.append((x, y, size, words))
        return self

    def content(self) -> bytes:
        shown = "\n".join(self._marks)
        if self.image:
            shown += f"\nq {self.width} 0 0 {self.height} 0 0 cm /I Do Q"
        return f"q {self._upright()} cm\n{shown}\nQ".encode()

    def _upright(self) -> str:
        """The matrix that makes a turned page show its content upright."""
        return {
            0: "1 0 0 1 0 0",
            90: f"0 1 -1 0 {self.height} 0",
            180: f"-1 0 0 -1 {self.width} {self.height}",
            270: f"0 -1 1 0 0 {self.width}",
        }[self.turned]

    def box(self) -> str:
        sides = (self.height, self.width) if self.turned % 180 else (self.width, self.height)
        return f"[0 0 {sides[0]} {sides[1]}]"

    def stamps(self) -> list[tuple[float, float, float, str]]:
        return self._stamps


def pdf(*sheets: Sheet, locked: bool = False, properties: Mapping[str, str] | None = None) -> bytes:
    """A PDF of the given pages, its fonts not embedded, its letters mapped to Unicode."""
    return _Pdf().written(sheets, locked, properties or {})


class _Pdf:
    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def _add(self, body: bytes) -> int:
        self._objects.append(body)
        return len(self._objects)

    def _stream(self, content: bytes, more: str = "") -> int:
        packed = zlib.compress(content)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode {more} >>\nstream\n".encode()
        return self._add(head + packed + b"\nendstream")

    def _font(self, name: str, letters: int) -> int:
        inner = self._add(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /DW 500 "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>".encode()
        )
        return self._add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{inner} 0 R] /ToUnicode {letters} 0 R >>".encode()
        )

    def _letters(self) -> int:
        ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in (0, 1, 2, 3, 0x1E, 0x20)]
        return self._stream(
            (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
                "1 begincodespacerange <0000> <FFFF> endcodespacerange "
                f"{len(ranges)} beginbfrange {' '.join(ranges)} endbfrange "
                "endcmap end end"
            ).encode()
        )

    def written(self, sheets: tuple[Sheet, ...], locked: bool, properties: Mapping[str, str]) -> bytes:
        letters = self._letters()
        plain, bold = self._font("TimesNewRoman", letters), self._font("TimesNewRoman-Bold", letters)
        fonts = f"/F {plain} 0 R /FB {bold} 0 R"
        image = self._stream(
            b"\x80" * 64,
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        )
        resources = f"<< /Font << {fonts} >> /XObject << /I {image} 0 R >> >>"
        pages_at = len(self._objects) + 1 + sum(2 + 2 * len(sheet.stamps()) for sheet in sheets)
        kids = [self._page(sheet, resources, pages_at) for sheet in sheets]
        pages = self._add(
            f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
        )
        assert pages == pages_at
        root = self._add(f"<< /Type /Catalog /Pages {pages} 0 R >>".encode())
        said = " ".join(
            f"/{name} <FEFF{text.encode('utf-16-be').hex()}>" for name, text in properties.items()
        )
        info = self._add(f"<< {said} >>".encode())
        more = f"/Info {info} 0 R"
        if locked:
            lock = self._add(
                b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
            )
            more += f" /Encrypt {lock} 0 R /ID [<00><00>]"
        return self._closed(root, more)

    def _page(self, sheet: Sheet, resources: str, parent: int) -> int:
        notes = [self._stamp(sheet, resources, *stamp) for stamp in sheet.stamps()]
        content = self._stream(sheet.content())
        return self._add(
            f"<< /Type /Page /Parent {parent} 0 R /MediaBox {sheet.box()} "
            f"/Rotate {0 if sheet.sideways else sheet.turned} /Resources {resources} /Contents {content} 0 R "
            f"/Annots [{' '.join(f'{note} 0 R' for note in notes)}] >>".encode()
        )

    def _stamp(self, sheet: Sheet, resources: str, x: float, y: float, size: float, words: str) -> int:
        wide, high = len(words) * size / 2, size * 1.2
        low = sheet.height - y - 0.2 * size
        codes = words.encode("utf-16-be").hex()
        shown = self._stream(
            f"BT /F {size} Tf 1 0 0 1 0 {0.2 * size} Tm <{codes}> Tj ET".encode(),
            f"/Type /XObject /Subtype /Form /BBox [0 0 {wide} {high}] /Resources {resources}",
        )
        return self._add(
            f"<< /Type /Annot /Subtype /Stamp /F 4 /Rect [{x} {low} {x + wide} {low + high}] "
            f"/AP << /N {shown} 0 R >> >>".encode()
        )

    def _closed(self, root: int, more: str) -> bytes:
        out = bytearray(b"%PDF-1.7\n")
        places = []
        for number, body in enumerate(self._objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        out += f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R {more} >>\n".encode()
        out += f"startxref\n{start}\n%%EOF\n".encode()
        return bytes(out)
