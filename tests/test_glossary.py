"""The trade's word, one word: every model has one line in the glossary."""

from __future__ import annotations

import re

import pytest
from django.apps import apps

from tests.house import ROOT

COLUMNS = 5


def rows(text: str) -> list[list[str]]:
    lines = (line for line in text.splitlines() if line.startswith("|") and not re.match(r"\|[-|]+$", line))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def without_a_line(models: list[str], text: str) -> list[str]:
    """Models that no line names, and models that two lines name."""
    codes = [cells[2] for cells in rows(text) if len(cells) > 2]
    return [model for model in models if codes.count(model) != 1]


def models_of_the_product() -> list[str]:
    ours = (config for config in apps.get_app_configs() if config.name.startswith("minhbach."))
    return [model.__name__ for config in ours for model in config.get_models()]


@pytest.fixture
def glossary() -> str:
    return (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_every_model_has_one_line(glossary):
    assert without_a_line(models_of_the_product(), glossary) == []


def test_a_model_without_a_line_is_noticed(glossary):
    assert without_a_line(["Unicorn"], glossary) == ["Unicorn"]


def test_a_model_with_two_lines_is_noticed(glossary):
    line = "| Kế hoạch | plan | Plan | again | |\n"
    assert without_a_line(["Plan"], glossary + line) == ["Plan"]


def test_every_code_of_a_line_is_a_model_or_a_marked_word(glossary):
    named = [cells[2] for cells in rows(glossary) if cells[2] not in {"code", ""}]
    known = set(models_of_the_product())
    assert [code for code in named if not code.startswith("`") and code not in known] == []


def test_no_line_lacks_its_meaning(glossary):
    assert [cells for cells in rows(glossary) if len(cells) < COLUMNS - 1 or not cells[3]] == []
