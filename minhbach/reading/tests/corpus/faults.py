"""What goes wrong between the desk and the reader. Faults of the words change the paper, typos its
label too; faults of the sheet are named here and planted by the form that can bear them."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from minhbach.reading.tests.corpus.paper import Block, Box, Case, Grid, Label, Line

Said = Callable[[str], str]


def _spoken(block: Block, say: Said) -> Block:
    if isinstance(block, Line):
        return replace(block, text=say(block.text))
    rows = tuple(
        tuple(box and replace(box, lines=tuple(map(say, box.lines))) for box in row) for row in block.rows
    )
    return replace(block, rows=rows)


def _said(case: Case, say: Said) -> Case:
    """The same paper with every text of its body said another way."""
    paper = case.paper
    return replace(
        case,
        paper=replace(
            paper,
            blocks=tuple(_spoken(b, say) for b in paper.blocks),
            annexes=tuple(_spoken(b, say) for b in paper.annexes),
        ),
    )


def decomposed(case: Case, rng: random.Random) -> Case:
    """Letters and their marks apart, as some converters write them."""
    return _said(case, lambda text: unicodedata.normalize("NFD", text))


def double_spaces(case: Case, rng: random.Random) -> Case:
    def say(text: str) -> str:
        return re.sub(" ", lambda m: "  " if rng.random() < 0.15 else m[0], text)

    return _said(case, say)


def stray_spaces(case: Case, rng: random.Random) -> Case:
    """A blank at the end, before a comma, or one that must not break."""

    def say(text: str) -> str:
        text = re.sub(r"(?<=\w),", lambda m: " ," if rng.random() < 0.2 else m[0], text)
        text = re.sub(
            r"(?<=\w) (?=\w)", lambda m: "\N{NO-BREAK SPACE}" if rng.random() < 0.15 else m[0], text
        )
        return f"{text} " if text and rng.random() < 0.4 else text

    return _said(case, say)


def soft_hyphens(case: Case, rng: random.Random) -> Case:
    """Marks inside long words where they might be parted; they are no letters."""

    def say(text: str) -> str:
        return re.sub(r"\b([^\W\d_]{3})([^\W\d_]{3,})", lambda m: f"{m[1]}\N{SOFT HYPHEN}{m[2]}", text)

    return _said(case, say)


def typos(case: Case, rng: random.Random) -> Case:
    """Two letters change places in some words of the work; the label keeps what the paper says.

    Names and triggers are values of their own and stay; so does work told in several paragraphs.
    """
    lines = tuple(_lines(case))
    slips: dict[str, str] = {}
    for task in case.label["tasks"]:
        text = task["text"]
        words = text.split(" ")
        own = {word for name in _values_within(task) for word in name.lower().split()}
        long = [n for n, word in enumerate(words)
                if word.isalpha() and word.islower() and len(word) > 4 and word not in own]  # fmt: skip
        if long and text not in slips and any(text in line for line in lines):
            at = rng.choice(long)
            words[at] = words[at][:-2] + words[at][-1] + words[at][-2]
            slips[text] = " ".join(words)

    def say(text: str) -> str:
        for right, wrong in sorted(slips.items()):
            text = text.replace(right, wrong)
        return text

    tasks = [{**task, "text": say(task["text"])} for task in case.label["tasks"]]
    return replace(_said(case, say), label={**case.label, "tasks": tasks})


def _lines(case: Case) -> Iterator[str]:
    for block in (*case.paper.blocks, *case.paper.annexes):
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (line for row in block.rows for box in row if box for line in box.lines)


def _values_within(task: Label) -> list[str]:
    """What a sentence of work may hold besides: the bodies it names, what it waits for."""
    trigger = task.get("time", {}).get("trigger")
    return [*task["lead"], *task.get("coordinating", ()), *([trigger] if trigger else ())]


def automatic_numbers(case: Case, rng: random.Random) -> Case:
    """Numbers of rows and of items are set by the program: they stand in no run of text."""

    def own(block: Block) -> Block:
        if isinstance(block, Grid):
            return replace(block, rows=tuple(tuple(map(_counted, row)) for row in block.rows))
        number = re.match(r"(\d{1,2}\.|[a-z]\)) ", block.text)
        return replace(block, number=number[1], text=block.text[number.end() :]) if number else block

    return replace(case, paper=replace(case.paper, blocks=tuple(map(own, case.paper.blocks))))


def _counted(box: Box | None) -> Box | None:
    if box is None or not re.fullmatch(r"\d{1,2}", box.text):
        return box
    return replace(box, number=box.text, lines=("",))


def footnotes(case: Case, rng: random.Random) -> Case:
    """Two paragraphs bear the sign of a footnote, glued to their last word."""
    lines = [n for n, b in enumerate(case.paper.blocks) if isinstance(b, Line) and n >= 2 and not b.bold]
    chosen = rng.sample(lines, min(2, len(lines)))
    noted = tuple(
        replace(b, note="Theo số liệu của cơ quan thống kê tại thời điểm lập kế hoạch.") if n in chosen else b
        for n, b in enumerate(case.paper.blocks)
        if isinstance(b, (Line, Grid))
    )
    return replace(case, paper=replace(case.paper, blocks=noted))


def insets(case: Case, rng: random.Random) -> Case:
    """A frame of its own beside a paragraph, with words that belong to nothing."""
    first = next(n for n, b in enumerate(case.paper.blocks) if isinstance(b, Line) and not b.centre)
    framed = tuple(
        replace(b, inset="BẢN GỐC LƯU TẠI VĂN THƯ") if n == first and isinstance(b, Line) else b
        for n, b in enumerate(case.paper.blocks)
    )
    return replace(case, paper=replace(case.paper, blocks=framed))


OF_WORDS: Mapping[str, Callable[[Case, random.Random], Case]] = {
    "decomposed letters": decomposed,
    "double spaces": double_spaces,
    "stray spaces": stray_spaces,
    "soft hyphens": soft_hyphens,
    "typos": typos,
    "automatic numbers": automatic_numbers,
    "footnotes": footnotes,
    "text box": insets,
}

# What the form itself plants: see forms/.
OF_SHEETS = (
    "rows cut by pages",
    "repeated header",
    "tracked changes",
    "seal over the text",
    "signature widget",
    "signed-by stamp",
    "rotated page",
    "narrow columns",
    "small page",
)


def planted(case: Case, fault: str, seed: str) -> Case:
    """The case with a fault of its words; a fault of the sheet leaves it to the form."""
    plant: Any = OF_WORDS.get(fault)
    return plant(case, random.Random(seed)) if plant else case
