"""A paper as a Word file in the layout of Nghị định 30/2020/NĐ-CP: the one writer of reports and letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from minhbach.reading.papers import bookmark_of
from minhbach.reporting.core.paper_rules import basis_lines, closed, labelled, subject_words
from minhbach.reporting.core.papers import (
    Block,
    Bullet,
    Heading,
    Level,
    Paper,
    Paragraph,
    Picture,
    Run,
    Table,
)
from minhbach.reporting.writers import grids, state
from minhbach.reporting.writers.ooxml import (
    Align,
    Face,
    Page,
    Shape,
    Style,
    mm,
    run,
    said,
    section_break,
    smallest_paragraph,
    styled,
)
from minhbach.reporting.writers.package import Pictures, Properties, package

PORTRAIT, LANDSCAPE = Page(), Page(landscape=True)
INDENT = mm(12.7)  # 1 or 1,27 cm (phụ lục I, phần I, mục II.6e)

# At least 6 points between paragraphs, both margins flush, single to 1,5 lines (mục II.6e).
_BODY = Shape(align=Align.JUSTIFY, first=INDENT, before=6)
_SIZE = Face(size=14)
BODY = Style("MBNoiDung", "Nội dung", _BODY, _SIZE)
BASIS = Style("MBCanCu", "Căn cứ", _BODY, Face(italic=True, size=14))
BULLET = Style("MBGachDong", "Gạch đầu dòng", _BODY, _SIZE)
PLUS = Style("MBDauCong", "Dấu cộng đầu dòng", _BODY, _SIZE)
PART_LABEL = Style(
    "MBPhan",
    "Phần",
    Shape(align=Align.CENTRE, before=12, keep_next=True, outline=0),
    Face(bold=True, size=14),
)
PART = Style("MBTenPhan", "Tên phần", Shape(align=Align.CENTRE, keep_next=True), Face(bold=True, size=14))
HEADINGS = {
    Level.SECTION: Style(
        "MBMuc",
        "Mục I",
        Shape(Align.JUSTIFY, INDENT, before=10, keep_next=True, outline=0),
        Face(bold=True, size=14),
    ),
    Level.ITEM: Style(
        "MBKhoan",
        "Khoản 1",
        Shape(Align.JUSTIFY, INDENT, before=6, keep_next=True, outline=1),
        Face(bold=True, size=14),
    ),
    # Letters of points stand upright, not in bold (mục II.6đ).
    Level.POINT: Style(
        "MBDiem", "Điểm a", Shape(Align.JUSTIFY, INDENT, before=6, keep_next=True, outline=2), _SIZE
    ),
}
CAPTION = Style(
    "MBTenBang",
    "Tên bảng, hình",
    Shape(align=Align.CENTRE, before=8, after=4, keep_next=True),
    Face(bold=True, size=13),
)
FIGURE = Style("MBHinh", "Hình", Shape(align=Align.CENTRE, before=8, after=4))
STYLES = (BODY, BASIS, BULLET, PLUS, PART_LABEL, PART, *HEADINGS.values(), CAPTION, FIGURE)


def paper_docx(paper: Paper) -> bytes:
    """The .docx. What is not recorded yet (number, date, name) stays blank: văn thư and the head give it.

    The same paper gives the same bytes. Raises ValueError where a table's row does not fit its columns or
    the signature lacks its principal.
    """
    return _Writing(paper).file()


class _Writing:
    """One paper being written: counts its bookmarks and pictures."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._pictures = Pictures()
        self._marks = count(1)

    def file(self) -> bytes:
        paper = self._paper
        parts = list(self._main())
        page = PORTRAIT
        for place, annex in enumerate(paper.annexes, start=1):
            parts.append(section_break(page))
            page = LANDSCAPE if annex.landscape else PORTRAIT
            parts.extend(state.annex_head(page, paper, annex, place))
            parts.extend(self._blocks(closed(annex.blocks), page))
        parts.append(smallest_paragraph())
        title = f"{paper.kind} {paper.subject}" if paper.kind else subject_words(paper)
        about = Properties(title, f"Mã bản chốt {paper.code}" if paper.code else "")
        styles = (*state.STYLES, *STYLES, *grids.STYLES)
        return package("".join(parts), page, about, styles=styles, pictures=self._pictures)

    def _main(self) -> Iterator[str]:
        paper = self._paper
        yield state.letterhead(PORTRAIT, paper)
        yield state.title(PORTRAIT, paper)
        yield state.addressees(PORTRAIT, paper)
        yield from (said(BASIS, line) for line in basis_lines(paper.bases))
        yield from self._blocks(closed(paper.body), PORTRAIT, signed=True)
        yield state.signature(PORTRAIT, paper)

    def _blocks(self, blocks: Sequence[Block], page: Page, *, signed: bool = False) -> Iterator[str]:
        """signed: the last words stay on the page of the signature, which never stands alone."""
        for place, block in enumerate(labelled(blocks), start=1):
            keep = signed and place == len(blocks)
            mark = self._mark(block.key)
            match block:
                case Heading():
                    yield from _heading(block, mark)
                case Paragraph():
                    yield styled(BODY, mark + _runs(block.runs), keep_next=keep)
                case Bullet():
                    sign = "+ " if block.deeper else "- "
                    style = PLUS if block.deeper else BULLET
                    yield styled(style, mark + run(sign) + _runs(block.runs), keep_next=keep)
                case Table():
                    yield said(CAPTION, block.caption) if block.caption else said(state.GAP, "")
                    yield grids.grid(block, page.width, mark=mark)
                case Picture():
                    drawn = self._pictures.add(block.png, block.width_mm, block.height_mm, block.words)
                    yield styled(FIGURE, mark + drawn)

    def _mark(self, key: str) -> str:
        name = bookmark_of(key)
        if not name:
            return ""
        number = next(self._marks)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def _heading(heading: Heading, mark: str) -> Iterator[str]:
    if heading.level is Level.PART:
        yield styled(PART_LABEL, mark + run(heading.label))
        yield said(PART, heading.words.upper())
        return
    words = heading.words.upper() if heading.level is Level.SECTION else heading.words
    yield styled(HEADINGS[heading.level], mark + run(f"{heading.label} {words}"))


def _runs(runs: Sequence[Run]) -> str:
    return "".join(run(one.text, Face(bold=one.bold, italic=one.italic)) for one in runs)
