"""What the doubts of the reader are worth, over the own corpus and the labelled plans together.

    python -m benchmarks.measure_doubts [--silent] [--editions N]

The bar: of wrong values at least 90 % bear a doubt (the lower end of the 95 % interval at least 80 %),
of right ones at most 10 %. The interval is drawn over documents (all forms of one plan are one), as the
values of a document go wrong together. The corpus is read in two editions, the second from seeds of
its own, so that enough goes wrong to be counted. Behind the bar stands what nobody doubted, by form,
field and the way it went wrong; `--silent` names the documents as well, never those held out.
Ends with 1 where the bar is not reached.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from minhbach.reading.tests.corpus import worth
from minhbach.reading.tests.corpus.catalogue import Form, documents
from minhbach.reading.tests.corpus.figures import Outcome
from minhbach.reading.tests.corpus.forms.office import office_found
from minhbach.reading.tests.corpus.labelled import labelled_outcomes
from minhbach.reading.tests.corpus.reading import read_in_two_processes

EDITIONS = 2
MOST_CLASSES = 25


def main() -> int:
    options = _options()
    chosen = [d for edition in range(options.editions) for d in documents(edition)]
    if not office_found():
        print("PDF of LibreOffice: skipped, it is not installed")
        chosen = [d for d in chosen if d.form is not Form.OFFICE]
    corpus, refused = read_in_two_processes(chosen)
    for code in sorted(set(refused.values())):
        print(f"not read ({code}): {sum(r == code for r in refused.values())} documents")
    plans = labelled_outcomes()
    if not plans:
        print("labelled plans: skipped, they are not beside this checkout")
    seen = [o for o in corpus if o.groups["side"] == "seen"]
    held = [o for o in corpus if o.groups["side"] == "held out"]
    print(f"\n{'':24}{'papers':>7}  {'of wrong values doubted':34}{'of right values doubted':34}")
    by_form("seen", seen)
    by_form("held out", held)
    by_form("labelled plans", plans)
    reached = line("everything together", [*corpus, *plans])
    reasons([*corpus, *plans])
    for name, some in (("seen", seen), ("held out", held), ("labelled plans", plans)):
        silent(name, some)
    if options.silent:
        named([*seen, *plans])
    return 0 if reached else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--silent", action="store_true", help="name what nobody doubted")
    parser.add_argument("--editions", type=int, default=EDITIONS, help="how many times the corpus")
    return parser.parse_args()


def by_form(name: str, outcomes: Sequence[Outcome]) -> None:
    for form in dict.fromkeys(o.groups["form"] for o in outcomes):
        line(f"  {form}", [o for o in outcomes if o.groups["form"] == form])
    if outcomes:
        line(name, outcomes)


def line(name: str, outcomes: Sequence[Outcome]) -> bool:
    """One line of the bar; whether it is reached."""
    caught, flagged = worth.wrong_with_a_doubt(outcomes), worth.right_with_a_doubt(outcomes)
    reached = worth.holds(caught, flagged)
    print(f"{name:24}{len(outcomes):7}  {caught!s:34}{flagged!s:34}{'' if reached else 'not reached'}")
    return reached


def reasons(outcomes: Sequence[Outcome]) -> None:
    print(f"\n{'reason':24}{'wrong':>8}{'right':>8}")
    for code, caught, flagged in worth.by_reason(outcomes):
        print(f"{code:24}{caught:8}{flagged:8}")


def silent(name: str, outcomes: Sequence[Outcome]) -> None:
    found = worth.silent_classes(outcomes)
    print(f"\nwrong and not doubted, {name}: {sum(row[-2] for row in found)} values")
    for form, field, how, values, papers in found[:MOST_CLASSES]:
        print(f"  {form:22}{field:26}{how:14}{values:5} in {papers} documents")


def named(outcomes: Sequence[Outcome]) -> None:
    for one in outcomes:
        for d in worth.undoubted(one):
            print(f"\n{one.name}: {d.path} ({worth.how(d)})\n  label {d.label!r}\n  draft {d.draft!r}")


if __name__ == "__main__":
    raise SystemExit(main())
