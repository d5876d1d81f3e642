"""What one text says otherwise than another, word by word. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Indel


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that both texts have, or only one of them. sign: "" | "-" (only before) | "+"."""

    words: str
    sign: str = ""


def word_changes(before: str, after: str) -> list[Piece]:
    """The pieces in reading order: without "+" they give the text before, without "-" the one after."""
    old, new = before.split(), after.split()
    out: list[Piece] = []
    gone: list[str] = []
    come: list[str] = []
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            out += [*_swapped(gone, come), Piece(" ".join(new[op.dest_start : op.dest_end]))]
            gone, come = [], []
        gone += old[op.src_start : op.src_end] if op.tag != "equal" else []
        come += new[op.dest_start : op.dest_end] if op.tag != "equal" else []
    return [*out, *_swapped(gone, come)]


def _swapped(gone: list[str], come: list[str]) -> list[Piece]:
    """What goes stands before what comes in its place."""
    return [Piece(" ".join(words), sign) for words, sign in ((gone, "-"), (come, "+")) if words]
