"""A scan is read from its pictures, page after page: too long for `make test`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from minhbach.reading.limits import Limits
from minhbach.reading.open.ocr import missing
from minhbach.reading.sandbox import Reader, read_plan
from minhbach.reading.tests.corpus.catalogue import pictures
from minhbach.reading.tests.corpus.forms import scan
from minhbach.reading.watching import Unfinished

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCAN = SHARED / "samples" / "001-scan.pdf"

pytestmark = [
    pytest.mark.torture,
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason="letters cannot be recognised here: " + ", ".join(missing())),
]


def test_a_scan_of_sixty_pages_is_read_in_several_runs_page_by_page(tmp_path: Path) -> None:
    case = next(one for one in pictures() if one.layout == "wide sheet").case
    sheets = scan.sheets(case, scan.random.Random(1))
    (tmp_path / "long.pdf").write_bytes(scan.bound((sheets * 60)[:60], quality=60))
    told: list[tuple[int, int]] = []
    runs = 1
    with Reader(limits=Limits(ocr_seconds=15, ocr_page_seconds=20)) as reader:
        while True:
            try:
                found = reader.read_plan(
                    tmp_path / "long.pdf", kept=tmp_path / "kept", progress=lambda *at: told.append(at)
                )
                break
            except Unfinished:
                runs += 1
    assert runs > 1
    assert [done for done, _ in told if done] == list(range(1, 61))
    assert len(found["tasks"]) >= 60 // len(sheets) * len(case.label["tasks"]) * 0.9


@pytest.mark.skipif(not SCAN.exists(), reason="the real plans are not beside the checkout")
def test_the_scan_of_a_real_plan_is_read_like_its_file(tmp_path: Path) -> None:
    parsed = tmp_path / "scan.json"
    parsed.write_text(json.dumps(read_plan(SCAN), ensure_ascii=False), encoding="utf-8")
    score = SHARED / "tools" / "score_intake.py"
    asked = [sys.executable, score, SHARED / "gold" / "001.json", parsed, "--min", "0.93", "--show", "20"]
    found = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout
    silent = re.search(r"silent_wrong ([\d.]+)", found.stdout)
    assert silent is not None
    assert float(silent[1]) <= 0.05, found.stdout
