"""Reads a plan of 300 rows with merged cells, as Word and as PDF, beside other readers and a floor.

    python -m benchmarks.measure_reading

Each reader runs in a process of its own and reads the file five times (the others three times); printed are
the median, the median of processor time, the first round (with what is loaded then), the largest memory of
that process, and the ratio to ours. Only ours gives a draft (tasks with units and dates); the others give
cells or text. They live in .venv-bench, which `make bench` makes from requirements-bench.lock; one that is
not there is named as skipped. The PDF needs LibreOffice. Bounds: PDF 0,5 s and 150 MB, Word 0,25 s.
Then growth over 7 to 56 pages, and the real plans where they are.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROWS, ROUNDS, PEER_ROUNDS = 300, 5, 3
BOUNDS: dict[str, tuple[float, float | None]] = {".docx": (0.25, None), ".pdf": (0.5, 150)}  # seconds, MB
PEERS = ROOT / ".venv-bench" / "bin" / "python"
REAL = ROOT.parent / "shared"

READERS = {
    ".docx": (
        ("Minh Bạch, whole draft", "ours"),
        ("MarkItDown, text", "markitdown"),
        ("docx2python, text", "docx2python"),
        ("python-docx, cells", "python_docx"),
        ("floor: lxml, elements", "lxml"),
    ),
    ".pdf": (
        ("Minh Bạch, whole draft", "ours"),
        ("pdfplumber, tables", "pdfplumber"),
        ("MarkItDown, text", "markitdown"),
        ("camelot, lattice tables", "camelot"),
        ("floor: pypdfium2, boxes", "pypdfium2"),
    ),
}


def main() -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        over = compare(large_plan(folder, ROWS))
        if shutil.which("soffice"):
            from samples.build import print_pdf

            print_pdf(folder / f"rows-{ROWS}.docx", folder)
            over |= compare(folder / f"rows-{ROWS}.pdf")
            growth([print_pdf(large_plan(folder, ROWS * n // 4), folder) for n in (1, 2, 4, 8)])
        else:
            print("\nPDF: skipped, LibreOffice is not installed")
    real_plans()
    return int(over)


def large_plan(folder: Path, count: int) -> Path:
    """A sample plan whose table has its rows again and again, merged cells included, so many in all."""
    from docx import Document

    paper = Document(str(ROOT / "samples" / "cai-cach-2026-2030.docx"))
    table = paper.tables[-1]._tbl if len(paper.tables[-1].rows) > 5 else paper.tables[-2]._tbl
    rows = list(table.tr_lst)[1:]
    for n in range(count - len(rows)):
        table.append(deepcopy(rows[n % len(rows)]))
    target = folder / f"rows-{count}.docx"
    paper.save(str(target))
    return target


def compare(paper: Path) -> bool:
    """Prints the table of one file; whether ours is over its bounds."""
    print(f"\n{paper.suffix}: {ROWS} rows, {paper.stat().st_size // 1000} kB")
    print(f"{'reader':28}{'median s':>10}{'cpu s':>8}{'first s':>9}{'MB':>6}{'ratio':>7}")
    own, over = 0.0, False
    for name, reader in READERS[paper.suffix]:
        said = measured(reader, paper, ROUNDS if reader == "ours" else PEER_ROUNDS)
        if "seconds" not in said:
            print(f"{name:28}   skipped: {said['missing']}")
            continue
        middle, memory = statistics.median(said["seconds"]), said["megabytes"]
        own = own or middle
        note = ""
        if reader == "ours":
            seconds, megabytes = BOUNDS[paper.suffix]
            over = middle > seconds or (megabytes is not None and memory > megabytes)
            note = "  over" if over else f"  {said['found']} tasks"
        cpu, first = statistics.median(said["cpu"]), said["seconds"][0]
        print(f"{name:28}{middle:10.3f}{cpu:8.3f}{first:9.3f}{memory:6.0f}{middle / own:7.1f}{note}")
    return over


def growth(papers: Sequence[Path]) -> None:
    """Seconds a page of ever longer plans: they stay as they are where the cost grows with the pages."""
    import pypdfium2

    print(f"\n{'pages':>6}{'median s':>10}{'ms a page':>11}{'MB':>7}")
    for paper in papers:
        said, pages = measured("ours", paper), len(pypdfium2.PdfDocument(paper))
        middle = statistics.median(said["seconds"])
        print(f"{pages:6}{middle:10.3f}{1000 * middle / pages:11.1f}{said['megabytes']:7.0f}")


def real_plans() -> None:
    """The real plans of ../shared, in every form that is there."""
    papers = [
        path
        for folder in ("samples", "seeds")
        for path in sorted((REAL / folder).glob("*.*"))
        if path.suffix in (".docx", ".pdf", ".txt") and "scan" not in path.name
    ]
    print(
        f"\n{'real plan':28}{'median s':>10}{'cpu s':>8}{'first s':>9}{'MB':>6}"
        if papers
        else "\nreal plans: skipped"
    )
    for path in papers:
        said = measured("ours", path, rounds=3)
        middle = statistics.median(said["seconds"])
        name = path.name[:3] + path.suffix
        cpu, first = statistics.median(said["cpu"]), said["seconds"][0]
        print(f"{name:28}{middle:10.3f}{cpu:8.3f}{first:9.3f}{said['megabytes']:6.0f}")


def measured(reader: str, paper: Path, rounds: int = ROUNDS) -> dict:
    """What `peers.py` says of a reader, from a process of its own."""
    python = sys.executable if reader == "ours" or not PEERS.exists() else str(PEERS)
    run = subprocess.run(
        [python, str(ROOT / "benchmarks" / "peers.py"), reader, str(paper), str(rounds)],
        capture_output=True, text=True,
    )  # fmt: skip
    if run.returncode:
        return {"missing": (run.stderr.strip().splitlines() or ["it ended without a word"])[-1][:80]}
    return json.loads(run.stdout.splitlines()[-1])


if __name__ == "__main__":
    raise SystemExit(main())
