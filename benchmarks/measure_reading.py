"""Reads a plan of 300 rows with merged cells, as Word and as PDF, beside other readers and a floor.

    python benchmarks/measure_reading.py

Each reader runs in a process of its own and reads the same file five times; printed are the median, the
largest memory of that process, and the ratio to ours. Only ours gives a draft (tasks with units and dates);
the others give cells or text. A reader that is not installed (`pip install .[bench]`) is named as skipped;
the PDF needs LibreOffice. Bounds: PDF 0,5 s and 150 MB, Word 0,25 s.
"""

from __future__ import annotations

import importlib.util
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

ROWS, ROUNDS = 300, 5
BOUNDS = {".docx": (0.25, None), ".pdf": (0.5, 150)}  # seconds, MB


def ours(path: Path) -> int:
    from minhbach.reading.limits import DEFAULT
    from minhbach.reading.serving import plan

    draft = plan(path.read_bytes(), DEFAULT, with_blocks=False, released=False)
    return len(draft["tasks"])


def python_docx(path: Path) -> int:
    from docx import Document

    return sum(len(row.cells) for table in Document(str(path)).tables for row in table.rows)


def lxml_floor(path: Path) -> int:
    import zipfile

    from lxml import etree

    return sum(1 for _ in etree.fromstring(zipfile.ZipFile(path).read("word/document.xml")).iter())


def markitdown(path: Path) -> int:
    from markitdown import MarkItDown

    return len(MarkItDown().convert(str(path)).text_content)


def pdfplumber(path: Path) -> int:
    import pdfplumber as reader

    with reader.open(path) as paper:
        return sum(len(table) for page in paper.pages for table in page.extract_tables())


def pypdfium2_floor(path: Path) -> int:
    import pypdfium2

    paper = pypdfium2.PdfDocument(path)
    return sum(len(page.get_textpage().get_text_range()) for page in paper)


READERS: dict[str, tuple[tuple[str, str, Callable[[Path], int]], ...]] = {
    ".docx": (
        ("Minh Bạch, whole draft", "minhbach", ours),
        ("python-docx, cells", "docx", python_docx),
        ("MarkItDown, text", "markitdown", markitdown),
        ("floor: lxml, elements", "lxml", lxml_floor),
    ),
    ".pdf": (
        ("Minh Bạch, whole draft", "minhbach", ours),
        ("pdfplumber, tables", "pdfplumber", pdfplumber),
        ("MarkItDown, text", "markitdown", markitdown),
        ("floor: pypdfium2, text", "pypdfium2", pypdfium2_floor),
    ),
}


def main() -> int:
    if len(sys.argv) == 4 and sys.argv[1] == "one":
        return one(int(sys.argv[2]), Path(sys.argv[3]))
    with tempfile.TemporaryDirectory() as folder:
        word = large_plan(Path(folder))
        papers = [word]
        if shutil.which("soffice"):
            from samples.build import print_pdf

            papers.append(print_pdf(word, Path(folder)))
        else:
            print("PDF: skipped, LibreOffice is not installed")
        return max(compare(paper) for paper in papers)


def large_plan(folder: Path) -> Path:
    """A sample plan whose table has its rows again and again, merged cells included, until there are 300."""
    from docx import Document

    paper = Document(str(ROOT / "samples" / "cai-cach-2026-2030.docx"))
    table = paper.tables[-1]._tbl if len(paper.tables[-1].rows) > 5 else paper.tables[-2]._tbl
    rows = list(table.tr_lst)[1:]
    for n in range(ROWS - len(rows)):
        table.append(deepcopy(rows[n % len(rows)]))
    target = folder / "large.docx"
    paper.save(str(target))
    return target


def compare(paper: Path) -> int:
    """Prints the table of one file; 1 where ours is over its bounds."""
    print(f"\n{paper.suffix}: {ROWS} rows, {paper.stat().st_size // 1000} kB")
    print(f"{'reader':28}{'median s':>10}{'MB':>7}{'ratio':>8}")
    own, result = 0.0, 0
    for at, (name, package, _read) in enumerate(READERS[paper.suffix]):
        if importlib.util.find_spec(package) is None:
            print(f"{name:28}   skipped, not installed")
            continue
        seconds, megabytes, found = measured(at, paper)
        own = own or seconds
        over = ""
        if at == 0:
            bound, memory = BOUNDS[paper.suffix]
            over = "  over" if seconds > bound or (memory and megabytes > memory) else f"  {found} tasks"
            result = int(over == "  over")
        print(f"{name:28}{seconds:10.3f}{megabytes:7.0f}{seconds / own:8.1f}{over}")
    return result


def measured(at: int, paper: Path) -> tuple[float, float, int]:
    """Median seconds, most MB, and what was found, from a process of its own."""
    run = subprocess.run(
        [sys.executable, __file__, "one", str(at), str(paper)], check=True, capture_output=True, text=True
    )
    seconds, megabytes, found = json.loads(run.stdout.splitlines()[-1])
    return seconds, megabytes, found


def one(at: int, paper: Path) -> int:
    read, took, found = READERS[paper.suffix][at][2], [], 0
    for _ in range(ROUNDS):
        started = time.perf_counter()
        found = read(paper)
        took.append(time.perf_counter() - started)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([statistics.median(took), memory, found]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
