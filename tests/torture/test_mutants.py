"""Spoilt documents through the sandbox: each ends in a draft or in one sentence, within the limits."""

from __future__ import annotations

import resource
import time
from collections import Counter

import pytest

from minhbach.reading.limits import Limits
from minhbach.reading.sandbox import Reader
from minhbach.reading.shapes import Refusal
from minhbach.reporting.tests.papers import LETTER, REPORT
from minhbach.reporting.writers.paper import paper_docx
from tests.torture.conftest import MUTANTS
from tests.torture.mutants import Seed, mutant
from tests.torture.seeds import seeds

LIMITS = Limits(seconds=30)
GRACE = 15  # seconds to end and replace a child that was cut off, on a busy machine
KEYS = {"document", "indicators", "tasks", "reporting", "doubts", "unread"}


def _ending(reader: Reader, path) -> str:
    """ "draft", or the code of the refusal, whose sentence is checked to be one."""
    try:
        draft = reader.read_plan(path)
    except Refusal as refusal:
        assert refusal.sentence.strip(), "a refusal without a sentence"
        assert "\n" not in refusal.sentence.strip()
        assert "Traceback" not in refusal.sentence
        return refusal.code
    assert draft.keys() >= KEYS
    return "draft"


@pytest.mark.slow
def test_the_seeds_themselves_are_read(tmp_path):
    with Reader(limits=LIMITS) as reader:
        for seed in seeds():
            (tmp_path / seed.name).write_bytes(seed.data)
            # Where letters cannot be recognised, a scan is refused as what it is.
            ends = {"draft", "scan", "picture"} if seed.name.startswith("scan.") else {"draft"}
            assert _ending(reader, tmp_path / seed.name) in ends, seed.name


def test_every_mutant_ends_in_a_draft_or_a_sentence(tmp_path):
    whole, endings, slowest = seeds(), Counter(), (0.0, "")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Reader(limits=LIMITS) as reader:
        for number in range(MUTANTS):
            spoilt = mutant(whole, number)
            path = tmp_path / spoilt.name
            path.write_bytes(spoilt.data)
            begun = time.monotonic()
            try:
                endings[_ending(reader, path)] += 1
            except Exception as error:
                pytest.fail(f"mutant {number} ({spoilt.name}): {error!r}")
            took = time.monotonic() - begun
            slowest = max(slowest, (took, spoilt.name))
            assert took < LIMITS.seconds + GRACE, f"mutant {number} took {took:.0f} s"
            path.unlink()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 500_000, f"the reading process grew by {grown} kB"
    assert len(endings) > 2, "mutants that all end alike test little"
    assert endings["stopped"] == 0, f"faults of our own: {endings}"
    print(f"{MUTANTS} mutants, slowest {slowest[1]} with {slowest[0]:.1f} s: {dict(endings.most_common())}")


def test_every_mutant_of_a_paper_comes_back_or_ends_in_a_sentence(tmp_path):
    """Reports that return from Word: our own and a plan of somebody else's."""
    whole = [seed for seed in seeds() if seed.name.endswith(".docx")]
    whole += [Seed("report.docx", paper_docx(REPORT)), Seed("letter.docx", paper_docx(LETTER))]
    endings = Counter()
    with Reader(limits=LIMITS) as reader:
        for number in range(MUTANTS):
            spoilt = mutant(whole, number)
            path = tmp_path / spoilt.name
            path.write_bytes(spoilt.data)
            try:
                reader.read_paper(path)
                endings["paper"] += 1
            except Refusal as refusal:
                assert refusal.sentence.strip() and "Traceback" not in refusal.sentence
                endings[refusal.code] += 1
    assert len(endings) > 2 and endings["paper"]
    assert endings["stopped"] == 0, f"faults of our own: {endings}"
