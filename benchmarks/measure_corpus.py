"""Reads the own corpus and the labelled plans; prints how far drafts agree. The doubts: measure_doubts.py.

    python -m benchmarks.measure_corpus [--pictures [EDITIONS] | --differences LAYOUT | --held-out [EDITIONS]]

The corpus (minhbach/reading/tests/corpus) is made anew each time, the same documents always: named
layouts, planted faults, ten forms. Nothing in the reader is fitted to it by a program. What people mend
they mend on the seen layouts and words; the held-out third judges, and its differences are not printed.
The labelled plans need ../shared; LibreOffice's PDFs need soffice; both are named as skipped without.
What is recognised from pictures (scans, photos, broken layers) has a section of its own, with the worth of
its doubts; `--pictures` reads it alone, in more editions where told (one takes about a minute).
`--differences` prints what is wrong in the seen documents of one layout. `--held-out` reads the held-out
layouts alone and prints figures by layout, with what the doubts are worth there: never what went wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from minhbach.reading.tests.corpus import figures, layouts, worth
from minhbach.reading.tests.corpus.catalogue import PICTURED, Document, Form, documents, pictures
from minhbach.reading.tests.corpus.figures import Outcome
from minhbach.reading.tests.corpus.forms.office import office_found
from minhbach.reading.tests.corpus.labelled import labelled_outcomes
from minhbach.reading.tests.corpus.reading import read_in_two_processes

BOUNDS = {"F1": 0.97, "row_right": 0.9, "silent": 0.01}


def main() -> int:
    chosen = [d for d in documents() if d.form is not Form.OFFICE or office_found()]
    if not office_found():
        print("PDF of LibreOffice: skipped, it is not installed")
    if len(sys.argv) == 3 and sys.argv[1] == "--differences":
        return differences([d for d in chosen if d.layout == sys.argv[2] and not d.held])
    if sys.argv[1:2] == ["--held-out"]:
        return held_out(int(sys.argv[2]) if len(sys.argv) == 3 else 1)
    alone = sys.argv[1:2] == ["--pictures"]
    if alone:
        editions = int(sys.argv[2]) if len(sys.argv) == 3 else 1
        chosen = [d for edition in range(editions) for d in pictures(edition)]
    everything, refused = read_in_two_processes(chosen)
    pictures = [o for o in everything if o.groups["form"] in PICTURED]
    outcomes = [o for o in everything if o not in pictures]
    plans = [] if alone else labelled_outcomes()
    of_pictures(pictures)
    missing(refused)
    if alone:
        return 0
    if not plans:
        print("labelled plans: skipped, they are not beside this checkout")
    for side in ("seen", "held out"):
        own = [o for o in outcomes if o.groups["side"] == side]
        print(f"\n== {side}: {len(own)} documents")
        for key in ("side", "form", "layout", "fault") if side == "seen" else ("side", "form"):
            table(key, own)
    if plans:
        print(f"\n== labelled plans: {len(plans)} documents")
        table("form", plans)
    return 0


def of_pictures(outcomes: Sequence[Outcome]) -> None:
    """Scans, photos and what else is recognised; doubts by form with their 95 % interval."""
    for side in ("seen", "held out"):
        own = [o for o in outcomes if o.groups["side"] == side]
        print(f"\n== recognised from pictures, {side}: {len(own)} documents")
        for key in ("side", "form"):
            table(key, own)
    names = dict.fromkeys(o.groups["form"] for o in outcomes)
    print(f"\n{'':30}{'wrong with a doubt':52}right with a doubt")
    for name in ("together", *names):
        own = [o for o in outcomes if name in ("together", o.groups["form"])]
        print(f"{name:30}{worth.wrong_with_a_doubt(own)!s:52}{worth.right_with_a_doubt(own)}")


def missing(refused: dict[str, str]) -> None:
    for code in sorted(set(refused.values())):
        names = [name for name, r in refused.items() if r == code]
        print(f"\nnot read ({code}): {len(names)} documents, e.g. {names[0]}")


def table(key: str, outcomes: Sequence[Outcome]) -> None:
    print(f"\n{key:36}" + "".join(f"{head:>13}" for head in figures.HEADS))
    for name, found in figures.grouped(outcomes, key).items():
        print(f"{name:36}" + "".join(f"{value:>13}" for value in found.line()))


def differences(chosen: Sequence[Document]) -> int:
    for one in read_in_two_processes(chosen)[0]:
        if one.wrong:
            print(f"\n## {one.name}\n{one.score.report()}")
    return 0


def held_out(editions: int) -> int:
    """The figures of layouts on which no rule was mended; pictures are left out."""
    made = [d for edition in range(editions) for d in documents(edition) if d.layout in layouts.HELD]
    chosen = [d for d in made if d.form not in PICTURED and (d.form is not Form.OFFICE or office_found())]
    outcomes, refused = read_in_two_processes(chosen)
    for key in ("layout", "form", "side"):
        table(key, outcomes)
    print(f"\n{'':36}{'of wrong values doubted':32}of right values doubted")
    for key in ("layout", "form", "side"):
        for name in dict.fromkeys(o.groups[key] for o in outcomes):
            some = [o for o in outcomes if o.groups[key] == name]
            print(f"{name:36}{worth.wrong_with_a_doubt(some)!s:32}{worth.right_with_a_doubt(some)}")
    print(f"\nnot read: {len(refused)} documents")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
