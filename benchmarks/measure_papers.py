"""Writes the consolidated report of 200 units with 20 lines each as Word, beside other writers and a floor.

    python -m benchmarks.measure_papers

4.200 table rows: a row for each unit and one for each of its lines, in five columns. Each writer runs in a
process of its own and writes the file five times; printed are the median, the median of processor time, the
first round (with what is loaded then), the largest memory of that process, the size of the file and the ratio
to ours. Ours is the whole report in the state layout; the others write the bare table. They live in
.venv-bench; one that is not there is named as skipped. Bound: 0,6 s. Then reading the file back, and printing
it where LibreOffice is installed.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / ".venv-bench" / "bin" / "python"
UNITS, LINES, ROUNDS, BOUND = 200, 20, 5, 0.6
WRITERS = (
    ("Minh Bạch, whole report", "ours"),
    ("python-docx, cell by cell", "python_docx"),
    ("docxtpl, bare table", "docxtpl"),
    ("lxml, bare elements", "lxml_body"),
    ("floor: words, packed", "floor"),
)
HEADS = ["TT", "Nhiệm vụ", "Thời hạn", "Kết quả", "Đã làm được"]


def main() -> int:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        rows = lines()
        (folder / "table.json").write_text(json.dumps({"heads": HEADS, "rows": rows}), encoding="utf-8")
        print(f"{len(rows)} rows of {UNITS} units")
        print(f"{'writer':28}{'median s':>10}{'cpu s':>8}{'first s':>9}{'MB':>6}{'kB':>7}{'ratio':>7}")
        over = compare(folder)
        read_back(folder / "ours.docx")
        print_out(folder / "ours.docx")
    return int(over)


def lines() -> list[list[str]]:
    """Rows as a report has them: one over all columns for each unit, then its lines."""
    rows: list[list[str]] = []
    for unit in range(1, UNITS + 1):
        rows.append([f"{unit}. Ủy ban nhân dân xã Số {unit} ({LINES} nhiệm vụ)"])
        for line in range(1, LINES + 1):
            what = f"Rà soát, công khai danh mục thủ tục hành chính, nhóm {line}"
            rows.append(
                [str(line), what, "06/10/2026", "Quá hạn, 12 ngày", f"Đã ban hành {unit}.{line}/TB-UBND"]
            )
    return rows


def compare(folder: Path) -> bool:
    own, over = 0.0, False
    for name, writer in WRITERS:
        said = measured(writer, folder)
        if "seconds" not in said:
            print(f"{name:28}   skipped: {said['missing']}")
            continue
        middle = statistics.median(said["seconds"])
        own = own or middle
        over = over or (writer == "ours" and middle > BOUND)
        note = "  over" if writer == "ours" and over else ""
        cpu, first = statistics.median(said["cpu"]), said["seconds"][0]
        print(
            f"{name:28}{middle:10.3f}{cpu:8.3f}{first:9.3f}{said['megabytes']:6.0f}"
            f"{said['bytes'] // 1000:7}{middle / own:7.1f}{note}"
        )
    return over


def measured(writer: str, folder: Path) -> dict[str, Any]:
    """What one writer says of itself; ours and the floors need nothing but the product's own Python."""
    python = sys.executable if writer in ("ours", "lxml_body", "floor") else str(PEERS)
    if not Path(python).exists():
        return {"missing": "there is no .venv-bench (make bench makes it)"}
    script = str(Path(__file__).with_name("writing_peers.py"))
    command = [
        python,
        script,
        writer,
        str(folder / "table.json"),
        str(folder / f"{writer}.docx"),
        str(ROUNDS),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        return {"missing": ran.stderr.strip().splitlines()[-1]}
    return dict(json.loads(ran.stdout))


def read_back(paper: Path) -> None:
    from minhbach.reading.papers import ReadTable
    from minhbach.reading.sandbox import read_paper

    begun = time.perf_counter()
    back = read_paper(paper)
    blocks = (block for annex in back.annexes for block in annex.blocks)
    rows = sum(len(block.rows) for block in blocks if isinstance(block, ReadTable))
    print(f"\nread back: {rows} rows in {time.perf_counter() - begun:.2f} s, with the start of the child")


def print_out(paper: Path) -> None:
    if shutil.which("soffice") is None:
        print("printing: skipped, LibreOffice is not installed")
        return
    from minhbach.reading.printing import pdf_of

    begun = time.perf_counter()
    size = len(pdf_of(paper.read_bytes()))
    print(f"printed whole by LibreOffice: {size // 1000} kB in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
