"""The corpus read: every document printed in its form, opened, drafted and compared with its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from minhbach.reading.draft import draft_of
from minhbach.reading.open import open_document
from minhbach.reading.shapes import Refusal
from minhbach.reading.tests.corpus.catalogue import Document
from minhbach.reading.tests.corpus.figures import Outcome, outcome
from minhbach.reading.tests.corpus.printing import all_printed


def read(document: Document, data: bytes) -> Outcome | str:
    """One document read from its bytes; the code of the refusal where it is not read."""
    try:
        draft = draft_of(open_document(data))
    except Refusal as refusal:
        return refusal.code
    groups = {"form": document.form.value, "layout": document.layout, "fault": document.fault,
              "side": "held out" if document.held else "seen"}  # fmt: skip
    return outcome(document.name, groups, document.case.label, draft)


def read_all(
    documents: Sequence[Document], printed: Mapping[str, bytes]
) -> tuple[list[Outcome], dict[str, str]]:
    """What came of each, and why some were not read."""
    results = {d.name: read(d, printed[d.name]) for d in documents}
    return (
        [r for r in results.values() if isinstance(r, Outcome)],
        {name: r for name, r in results.items() if isinstance(r, str)},
    )


def read_in_two_processes(chosen: Sequence[Document]) -> tuple[list[Outcome], dict[str, str]]:
    """Printed and read: what came of each, and why some were not read."""
    printed = all_printed(chosen)
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(read, chosen, [printed[d.name] for d in chosen], chunksize=4))
    refused = {d.name: r for d, r in zip(chosen, results, strict=True) if isinstance(r, str)}
    return [r for r in results if isinstance(r, Outcome)], refused
