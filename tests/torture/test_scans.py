"""A scan is read from its pictures, page after page: too long for `make test`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from minhbach.reading.open.ocr import missing
from minhbach.reading.sandbox import read_plan

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCAN = SHARED / "samples" / "001-scan.pdf"

pytestmark = [
    pytest.mark.torture,
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason="letters cannot be recognised here: " + ", ".join(missing())),
    pytest.mark.skipif(not SCAN.exists(), reason="the real plans are not beside the checkout"),
]


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
