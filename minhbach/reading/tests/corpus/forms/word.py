"""A paper as a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase, digits
from xml.sax.saxutils import escape

from minhbach.reading.tests import papers
from minhbach.reading.tests.corpus.paper import Block, Box, Case, Grid, Line, Paper
from minhbach.reading.tests.papers import W, para, run

_ROOM = {False: 9072, True: 14000}  # the width of a page's text, upright and wide, in twentieths of a point
_COUNTED = ascii_lowercase + digits
_CENTRE = '<w:jc w:val="center"/>'
_STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="{size}"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def as_word(case: Case, fault: str = "") -> bytes:
    """The Word file of a case; `fault` plants what only a Word file or its sheets can bear."""
    return _Word(case.paper, fault).written()


class _Word:
    def __init__(self, paper: Paper, fault: str) -> None:
        self.paper, self.fault = paper, fault
        self._lists: list[str] = []  # the format of each list of automatic numbers
        self._notes: list[str] = []

    def written(self) -> bytes:
        paper = self.paper
        body = [self._letterhead(), para("")]
        body += [self._block(block) for block in paper.blocks]
        body += [para(""), self._closing()]
        for n, block in enumerate(paper.annexes):
            opens = isinstance(block, Line) and block.text.startswith("Phụ lục")
            body.append(self._block(block, new_page=opens or n == 0))
        body.append(self._section())
        size = 28 if self.fault != "narrow columns" else 26
        parts = {"styles.xml": _STYLES.replace("{size}", str(size))}
        if self._lists:
            parts["numbering.xml"] = self._numbering()
        if self._notes:
            parts["footnotes.xml"] = self._footnotes()
        return papers.word(*body, parts=parts)

    def _section(self) -> str:
        wide, high = (16838, 11906) if self.paper.landscape else (11906, 16838)
        if self.fault in ("rows cut by pages", "small page"):
            high = 9600
        turned = ' w:orient="landscape"' if self.paper.landscape else ""
        return (
            f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
            '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701"/></w:sectPr>'
        )

    def _letterhead(self) -> str:
        left = [para(run(line, bold=True), props=_CENTRE) for line in self.paper.issuer]
        left.append(para(f"Số: {self.paper.number}", props=_CENTRE))
        right = [
            para(run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True), props=_CENTRE),
            para(run("Độc lập - Tự do - Hạnh phúc", bold=True), props=_CENTRE),
            para(self.paper.dated, props=_CENTRE),
        ]
        return _table(
            [["".join(left), "".join(right)]], [0.42, 0.58], _ROOM[self.paper.landscape], ruled=False
        )

    def _closing(self) -> str:
        authority, name = self.paper.signer
        left = [para(run("Nơi nhận:", bold=True)), *(para(f"- {r};") for r in self.paper.recipients)]
        lines = [*authority.split(" / "), "", "", name]
        right = [para(run(line, bold=True), props=_CENTRE) for line in lines]
        return _table([["".join(left), "".join(right)]], [0.5, 0.5], _ROOM[self.paper.landscape], ruled=False)

    def _block(self, block: Block, new_page: bool = False) -> str:
        if isinstance(block, Grid):
            return self._grid(block)
        props = _CENTRE if block.centre else '<w:jc w:val="both"/>'
        if new_page:
            props = "<w:pageBreakBefore/>" + props
        if block.number:
            props = self._numbered(block.number) + props
        parts = list(self._runs(block.text, block.bold))
        if block.note:
            self._notes.append(block.note)
            parts.append(
                f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{len(self._notes)}"/></w:r>'
            )
        if block.inset:
            parts.append(_inset(block.inset))
        return para(*parts, props=props)

    def _runs(self, text: str, bold: bool) -> Iterator[str]:
        """Word parts a sentence into runs at every change; tracked ones bear what was struck out."""
        words = text.split(" ")
        for at in range(0, len(words), 5):
            said = escape(" ".join(words[at : at + 5]) + (" " if at + 5 < len(words) else ""))
            if self.fault == "tracked changes" and at == 5:
                yield f"<w:del><w:r><w:delText>{escape(words[0])} nháp </w:delText></w:r></w:del>"
                yield f"<w:ins>{run(said, bold)}</w:ins>"
            else:
                yield run(said, bold)

    def _grid(self, grid: Grid) -> str:
        rows = [[self._box(box) for box in row] for row in grid.rows]
        widths = list(grid.widths)
        if self.fault == "narrow columns":
            widths = _narrowed(widths)
        header = grid.head if self.fault != "small page" else 0
        return _table(rows, widths, _ROOM[self.paper.landscape], header=header, grid=grid)

    def _box(self, box: Box | None) -> str:
        if box is None:
            return ""
        props = self._numbered(box.number) if box.number else ""
        return "".join(para(*self._runs(line, False), props=props) for line in box.lines)

    def _numbered(self, number: str) -> str:
        """The last list of this form, which the number goes on with; a first number opens one of its own."""
        form = f"%1{number.lstrip(_COUNTED)}"
        if number.strip(".)") in ("1", "a"):
            self._lists.append(form)
        at = max(n for n, other in enumerate(self._lists, 1) if other == form)
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{at}"/></w:numPr>'

    def _numbering(self) -> str:
        kinds = ["lowerLetter" if form.endswith(")") else "decimal" for form in self._lists]
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{form}"/></w:lvl></w:abstractNum>'
            for n, (form, kind) in enumerate(zip(self._lists, kinds, strict=True), 1)
        )
        used = "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
            for n in range(1, len(self._lists) + 1)
        )
        return f'<w:numbering xmlns:w="{W}">{abstract}{used}</w:numbering>'

    def _footnotes(self) -> str:
        notes = "".join(
            f'<w:footnote w:id="{n}">{para("<w:r><w:footnoteRef/></w:r>", " " + note)}</w:footnote>'
            for n, note in enumerate(self._notes, 1)
        )
        return f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'


def _inset(words: str) -> str:
    style = "position:absolute;margin-left:300pt;margin-top:2pt;width:140pt;height:30pt"
    return (
        f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="{style}"><v:textbox>'
        f"<w:txbxContent>{para(words)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def _narrowed(widths: list[float]) -> list[float]:
    """Half of every column but the widest goes to the widest, so that names wrap word by word."""
    widest = max(range(len(widths)), key=widths.__getitem__)
    spared = sum(0.35 * w for n, w in enumerate(widths) if n != widest)
    return [w + spared if n == widest else 0.65 * w for n, w in enumerate(widths)]


def _table(
    rows: list[list[str]],
    widths: list[float],
    room: int,
    header: int = 0,
    grid: Grid | None = None,
    ruled: bool = True,
) -> str:
    sizes = [round(w * room) for w in widths]
    columns = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    borders = f"<w:tblBorders>{_BORDERS}</w:tblBorders>" if ruled else ""
    body = ""
    for at, row in enumerate(rows):
        props = "<w:trPr><w:tblHeader/></w:trPr>" if at < header else ""
        body += f"<w:tr>{props}{''.join(_cells(row, sizes, grid, at))}</w:tr>"
    look = (
        f'<w:tblPr><w:tblW w:w="{sum(sizes)}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/></w:tblPr>'
    )
    return f"<w:tbl>{look}<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def _cells(row: list[str], sizes: list[int], grid: Grid | None, at: int) -> Iterator[str]:
    column = 0
    while column < len(row):
        box = grid.rows[at][column] if grid else None
        across, down = (box.across, box.down) if box else (1, 1)
        merge = '<w:vMerge w:val="restart"/>' if down > 1 else ""
        if grid and box is None:
            merge = "<w:vMerge/>"
        span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
        wide = sum(sizes[column : column + across])
        inner = row[column] or para("")
        yield f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{span}{merge}</w:tcPr>{inner}</w:tc>'
        column += across
