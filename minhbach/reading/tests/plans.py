"""Plans that several tests look at: each file is read once in a process, however many tests ask for it."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from minhbach.reading.draft import draft_of
from minhbach.reading.open import open_document
from minhbach.reading.shapes import Source

SHARED = Path(__file__).resolve().parents[4] / "shared"
SCORER = SHARED / "tools" / "score_intake.py"


@cache
def opened(path: Path) -> Source:
    """A file opened; nothing in a source can be changed."""
    return open_document(path.read_bytes())


def drafted(path: Path) -> dict[str, Any]:
    """The draft of a file, as JSON gives it back: a copy of its own for everybody who asks."""
    return dict(json.loads(_as_json(path)))


@cache
def _as_json(path: Path) -> str:
    return json.dumps(draft_of(opened(path)))


def scored(label: Path, draft: Mapping[str, Any], folder: Path, arguments: Sequence[str]) -> tuple[bool, str]:
    """The scoring tool's run on a draft: whether every figure is above its floor, and what it says."""
    out = folder / "draft.json"
    out.write_text(json.dumps(draft), encoding="utf-8")
    tool, said = _scorer(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", [str(SCORER), str(label), str(out), *arguments]),
        contextlib.redirect_stdout(said),
    ):
        try:
            tool.main()
        except SystemExit as end:
            return end.code == 0, said.getvalue()
    raise AssertionError("the scoring tool ends with a code")


@cache
def _scorer() -> ModuleType:
    """The tool, which remembers how alike two texts are: the forms of a plan share nearly all of them."""
    spec = importlib.util.spec_from_file_location("score_intake", SCORER)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    tool.norm, tool.alike = cache(tool.norm), cache(tool.alike)
    return tool
