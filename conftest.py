"""What holds for every test: no property is judged by the clock, for a busy machine is no defect."""

import compileall
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")

_ROOT = Path(__file__).resolve().parent


def pytest_configure(config: pytest.Config) -> None:
    """Compiles the product once: the processes that tests start would each compile all of it again."""
    sys.dont_write_bytecode = False
    if not hasattr(config, "workerinput"):
        for folder in ("minhbach", "config", "tests"):
            compileall.compile_dir(_ROOT / folder, quiet=2)
