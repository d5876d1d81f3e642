"""Assembling again never loses what a person wrote."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from minhbach.reporting.core.consolidating import editing
from minhbach.reporting.core.consolidating.editing import Hand
from minhbach.reporting.core.consolidating.merging import merge
from minhbach.reporting.core.consolidating.plain import from_plain, to_plain
from minhbach.reporting.core.consolidating.shapes import (
    Fact,
    Form,
    Given,
    GivenSection,
    Part,
    Ref,
    RefKind,
    Text,
)

HAND = Hand(7, "2026-10-09")
KEYS, WORDS, SECTIONS = "abcdefg", ("một", "hai 2", "ba 3", "bốn"), ("I", "II", "III")
words = st.sampled_from(WORDS)
forms = st.sampled_from(Form)
facts = st.lists(
    st.builds(
        Fact, st.sampled_from(("x", "y")), words,
        st.lists(st.builds(Ref, st.sampled_from(RefKind), st.integers(1, 3)), max_size=2).map(
            lambda refs: tuple(sorted(set(refs)))
        ),
    ),
    max_size=2, unique_by=lambda fact: fact.name,
)  # fmt: skip


@st.composite
def records(draw):
    """What is assembled at one time: keys once in the report, sections in any number and order."""
    keys = draw(st.permutations(KEYS))[: draw(st.integers(0, len(KEYS)))]
    sections = draw(st.permutations(SECTIONS))[: draw(st.integers(1, len(SECTIONS)))]
    parts = {name: [] for name in sections}
    for key in keys:
        passage = Given(key, draw(words), tuple(draw(facts)), draw(forms))
        parts[draw(st.sampled_from(sections))].append(passage)
    return tuple(GivenSection(name, name, Part.OWN, tuple(own)) for name, own in parts.items())


@st.composite
def edited(draw, text):
    """Some steps of a person at the text."""
    for _ in range(draw(st.integers(0, 6))):
        text = draw(st.sampled_from(STEPS))(draw, text)
    return text


def _one(draw, text, passages):
    return draw(st.sampled_from(passages)) if passages else None


def _edit(draw, text):
    passage = _one(draw, text, [p for _s, p in text.passages() if not p.removed])
    return editing.edit(text, passage.key, draw(words), passage.seen, HAND) if passage else text


def _remove(draw, text):
    passage = _one(draw, text, [p for _s, p in text.passages() if not p.removed])
    return editing.remove(text, passage.key, passage.seen, HAND) if passage else text


def _restore(draw, text):
    passage = _one(draw, text, [p for _s, p in text.passages() if p.removed])
    return editing.restore(text, passage.key, HAND) if passage else text


def _keep(draw, text):
    passage = _one(draw, text, [p for _s, p in text.conflicts])
    return editing.keep(text, passage.key, passage.seen, HAND) if passage else text


def _follow(draw, text):
    passage = _one(draw, text, [p for _s, p in text.passages() if p.base or p.offer])
    return editing.follow(text, passage.key, passage.seen, HAND) if passage else text


def _add(draw, text):
    if not text.sections:
        return text
    section = draw(st.sampled_from(text.sections))
    after = draw(st.sampled_from(["", *(p.key for p in section.passages)]))
    return editing.add(text, section.key, after, draw(words), HAND)


STEPS = (_edit, _remove, _restore, _keep, _follow, _add, _add)


@st.composite
def histories(draw):
    """A text that was assembled and edited by turns, and what was assembled last."""
    text, last = Text(), ()
    for _ in range(draw(st.integers(1, 3))):
        last = draw(records())
        text = draw(edited(merge(text, last)))
    return text, last


def said(text):
    """Without the headings under which nothing stands: of a dropped section they go when it is empty."""
    return [section for section in text.sections if section.passages]


@given(histories(), records())
def test_no_hand_edit_is_lost(history, fresh):
    text, _last = history
    merged = merge(text, fresh)
    for _section, passage in text.passages():
        if passage.is_ours:
            kept = merged.passage(passage.key)
            assert kept is not None, passage
            assert (kept.words, kept.removed) == (passage.words, passage.removed) or (
                passage.removed and kept.removed
            )


@given(histories(), records())
def test_what_nobody_touched_follows_the_record(history, fresh):
    text, _last = history
    merged = merge(text, fresh)
    given_now = {passage.key: passage for section in fresh for passage in section.passages}
    for _section, passage in text.passages():
        if not passage.is_ours:
            kept, now = merged.passage(passage.key), given_now.get(passage.key)
            assert (kept and kept.words) == (now and now.words)
    for key in given_now.keys() - {passage.key for _s, passage in text.passages()}:
        assert merged.passage(key).words == given_now[key].words


@given(histories())
def test_assembling_again_without_a_change_does_nothing(history):
    text, last = history
    assert said(merge(text, last)) == said(text)


@given(histories(), records())
def test_assembling_twice_is_assembling_once(history, fresh):
    once = merge(history[0], fresh)
    assert merge(once, fresh) == once


@given(histories(), records())
def test_every_difference_under_an_edit_is_a_conflict(history, fresh):
    text, _last = history
    merged = merge(text, fresh)
    now = {passage.key: passage.words for section in fresh for passage in section.passages}
    for _section, old in text.passages():
        if not old.is_edited or old.removed:
            continue
        agrees = now.get(old.key) in (old.words, old.base.words)
        assert merged.passage(old.key).is_conflict is not agrees


@given(histories(), records())
def test_added_passages_keep_their_order(history, fresh):
    text, _last = history
    merged = merge(text, fresh)
    for section in text.sections:
        own = [p.key for p in section.passages if p.is_added]
        kept = next((s for s in merged.sections if s.key == section.key), None)
        if kept is not None and not any(
            p.key in own for s in merged.sections if s is not kept for p in s.passages
        ):
            in_new = [p.key for p in kept.passages if p.key in own]
            assert sorted(in_new) == sorted(own)


@given(histories())
def test_the_text_comes_back_from_the_database_as_it_was(history):
    text, _last = history
    assert from_plain(to_plain(text)) == text


def given_text(*passages, section="I"):
    return (GivenSection(section, "Tình hình chung", Part.GENERAL, tuple(passages)),)


def test_a_conflict_shows_both_and_ends_with_either():
    first = given_text(Given("a", "10 đơn vị đã gửi"))
    text = merge(Text(), first)
    text = editing.edit(text, "a", "Đã có 10 đơn vị gửi", text.passage("a").seen, HAND)
    text = merge(text, given_text(Given("a", "11 đơn vị đã gửi")))
    passage = text.passage("a")
    assert (passage.words, passage.offer.words) == ("Đã có 10 đơn vị gửi", "11 đơn vị đã gửi")
    assert editing.keep(text, "a", passage.seen, HAND).conflicts == []
    followed = editing.follow(text, "a", passage.seen, HAND).passage("a")
    assert (followed.words, followed.is_ours) == ("11 đơn vị đã gửi", False)


def test_an_added_passage_stays_behind_the_passage_it_was_written_behind():
    text = merge(Text(), given_text(Given("a", "A"), Given("c", "C")))
    text = editing.add(text, "I", "a", "của tôi", HAND)
    merged = merge(text, given_text(Given("a", "A"), Given("b", "B"), Given("c", "C")))
    assert [p.words for p in merged.sections[0].passages] == ["A", "của tôi", "B", "C"]


def test_what_is_written_over_by_another_is_refused():
    text = merge(Text(), given_text(Given("a", "A")))
    seen = text.passage("a").seen
    text = editing.edit(text, "a", "của người thứ nhất", seen, HAND)
    try:
        editing.edit(text, "a", "của người thứ hai", seen, replace(HAND, by=8))
    except editing.NotEdited as refused:
        assert refused.fault is editing.Fault.CHANGED
    else:
        raise AssertionError("the second editor wrote over the first")
