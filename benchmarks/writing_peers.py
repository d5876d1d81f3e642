"""One writer on one table, in a process of its own: `writing_peers.py NAME TABLE FILE ROUNDS`.

TABLE: JSON with the heads and the rows (one cell: a row over all columns). Writes FILE in each round and
prints as JSON the seconds and processor seconds of each, the most megabytes and the size of the file;
"missing" where the package is not installed here. Ours is run by the product's own Python, the others by
that of .venv-bench.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

Rows = list[list[str]]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def ours(heads: list[str], rows: Rows, target: Path) -> None:
    """A whole report: letterhead, body, signature, and the table in a landscape annex."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from minhbach.reporting.core.papers import (
        Annex,
        Column,
        Head,
        Heading,
        Paper,
        Signer,
        Table,
        group_row,
        paragraph,
        row,
    )
    from minhbach.reporting.writers.paper import paper_docx

    table = Table(
        tuple(Column(head, 1) for head in heads),
        tuple(group_row(line[0]) if len(line) == 1 else row(*line) for line in rows),
    )
    report = Paper(
        head=Head("Sở Khoa học và Công nghệ", "BC-SKHCN", "Sông Mẫu", "Ủy ban nhân dân tỉnh Sông Mẫu"),
        kind="Báo cáo",
        subject="Tổng hợp kết quả thực hiện Quý III/2026",
        body=(Heading("Kết quả chung"), paragraph("Chi tiết tại Phụ lục kèm theo.")),
        signer=Signer("Giám đốc"),
        annexes=(Annex("Kết quả chi tiết", (table,), landscape=True),),
    )
    target.write_bytes(paper_docx(report))


def python_docx(heads: list[str], rows: Rows, target: Path) -> None:
    """Row by row through its cells, the way of its documentation."""
    from docx import Document

    paper = Document()
    table = paper.add_table(rows=1, cols=len(heads))
    for cell, words in zip(table.rows[0].cells, heads, strict=True):
        cell.text = words
    for line in rows:
        cells = table.add_row().cells
        if len(line) == 1:
            cells[0].merge(cells[-1]).text = line[0]
        else:
            for cell, words in zip(cells, line, strict=True):
                cell.text = words
    paper.save(str(target))


def docxtpl(heads: list[str], rows: Rows, target: Path) -> None:
    """A template with a row that is repeated; groups as rows of their own, without a merge."""
    from docx import Document
    from docxtpl import DocxTemplate

    template = target.with_suffix(".template.docx")
    if not template.exists():
        paper = Document()
        table = paper.add_table(rows=4, cols=len(heads))
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            cell.text = words
        table.rows[1].cells[0].text = "{%tr for line in lines %}"
        for at, cell in enumerate(table.rows[2].cells):
            cell.text = f"{{{{ line[{at}] }}}}"
        table.rows[3].cells[0].text = "{%tr endfor %}"
        paper.save(str(template))
    written = DocxTemplate(str(template))
    written.render({"lines": [line + [""] * (len(heads) - len(line)) for line in rows]}, autoescape=True)
    written.save(str(target))


def lxml_body(heads: list[str], rows: Rows, target: Path) -> None:
    """The same rows as elements, without widths, styles or anything of a paper."""
    from lxml import etree

    def tag(name: str) -> str:
        return f"{{{_W}}}{name}"

    root = etree.Element(tag("document"), nsmap={"w": _W})
    table = etree.SubElement(etree.SubElement(root, tag("body")), tag("tbl"))
    for line in [heads, *rows]:
        element = etree.SubElement(table, tag("tr"))
        for words in line:
            cell = etree.SubElement(element, tag("tc"))
            run = etree.SubElement(etree.SubElement(cell, tag("p")), tag("r"))
            etree.SubElement(run, tag("t")).text = words
    _zipped(target, etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def floor(heads: list[str], rows: Rows, target: Path) -> None:
    """The words alone, joined and packed: what any writer must do."""
    _zipped(target, "\n".join("\t".join(line) for line in [heads, *rows]).encode())


def _zipped(target: Path, document: bytes) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)


WRITERS: dict[str, Callable[[list[str], Rows, Path], None]] = {
    write.__name__: write for write in (ours, python_docx, docxtpl, lxml_body, floor)
}


def main() -> int:
    write, target = WRITERS[sys.argv[1]], Path(sys.argv[3])
    table = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    said: dict[str, Any] = {"seconds": [], "cpu": []}
    try:
        for _ in range(int(sys.argv[4])):
            begun, worked = time.perf_counter(), time.process_time()
            write(table["heads"], table["rows"], target)
            said["seconds"].append(time.perf_counter() - begun)
            said["cpu"].append(time.process_time() - worked)
    except ImportError as error:
        said = {"missing": f"{error.name} is not installed"}
    said["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    said["bytes"] = target.stat().st_size if target.exists() else 0
    print(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())
