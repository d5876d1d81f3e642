"""One reader on one file, in a process of its own: `python benchmarks/peers.py NAME FILE ROUNDS`.

Prints as JSON the seconds and processor seconds of each round, the most megabytes, and how much was found;
"missing" where the package is not installed here. Ours is run by the product's own Python, the others by that
of .venv-bench.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def ours(path: Path) -> int:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from minhbach.reading.limits import DEFAULT
    from minhbach.reading.serving import plan

    return len(plan(path.read_bytes(), DEFAULT, with_blocks=False, released=True)["tasks"])


def python_docx(path: Path) -> int:
    from docx import Document

    return sum(len(row.cells) for table in Document(str(path)).tables for row in table.rows)


def docx2python(path: Path) -> int:
    from docx2python import docx2python as read

    with read(path) as paper:
        return len(paper.body)


def lxml(path: Path) -> int:
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


def camelot(path: Path) -> int:
    import camelot as reader

    return sum(len(table.df) for table in reader.read_pdf(str(path), flavor="lattice", pages="all"))


def pypdfium2(path: Path) -> int:
    """Every character with its box, and every line that is drawn: what any reader of tables must ask for."""
    import ctypes

    import pypdfium2 as reader
    from pypdfium2 import raw

    found, box = 0, [ctypes.c_double() for _ in range(4)]
    for page in reader.PdfDocument(path):
        text = page.get_textpage()
        count = raw.FPDFText_CountChars(text)
        for at in range(count):
            raw.FPDFText_GetCharBox(text, at, *box)
        found += count + sum(1 for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)))
    return found


READERS: dict[str, Callable[[Path], int]] = {
    read.__name__: read
    for read in (ours, python_docx, docx2python, lxml, markitdown, pdfplumber, camelot, pypdfium2)
}


def main() -> int:
    read, path = READERS[sys.argv[1]], Path(sys.argv[2])
    took: list[float] = []
    worked: list[float] = []
    found = 0
    for _ in range(int(sys.argv[3])):
        started, busy = time.perf_counter(), time.process_time()
        try:
            found = read(path)
        except ImportError as error:
            print(json.dumps({"missing": str(error)}))
            return 0
        took.append(time.perf_counter() - started)
        worked.append(time.process_time() - busy)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "cpu": worked, "megabytes": memory, "found": found}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
