"""Two plans row by row: nothing is lost, nothing stands twice, order and numbers decide nothing."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhbach.plans.core.amending import named_in
from minhbach.plans.core.difference import Item, Kind, Party, Relation, Time, compare
from minhbach.plans.core.word_changes import word_changes

WORDS = ("rà soát", "công khai", "dự toán", "thủ tục", "đất đai", "tập huấn", "chợ", "bến xe", "trạm y tế")
UNITS = {1: "so tai chinh", 2: "so y te", 3: "ubnd cac xa"}


def party(*units: int) -> Party:
    return Party(frozenset(UNITS[unit] for unit in units), frozenset(units))


gently = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
times = st.builds(
    Time,
    timing=st.just("deadline"),
    due=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
)
items = st.builds(
    Item,
    key=st.just(0),
    text=texts,
    code=st.sampled_from(["", "1", "2", "1.1"]),
    lead=st.sampled_from([party(1), party(2), party(3), Party()]),
    time=times | st.just(Time()),
)


def numbered(rows: list[Item]) -> list[Item]:
    return [replace(row, key=number) for number, row in enumerate(rows, start=1)]


plans = st.lists(items, max_size=12).map(numbered)


def content(rows: list[Item]) -> dict[int | None, Item | None]:
    return {row.key: replace(row, key=0) for row in rows} | {None: None}


def shape(matches, old, new) -> Counter:
    """The difference without the keys."""
    before, after = content(old), content(new)
    return Counter((m.kind, m.fields, before[m.earlier], after[m.later]) for m in matches)


@gently
@given(plans)
def test_a_plan_beside_itself_differs_nowhere(rows):
    assert {m.kind for m in compare(rows, rows)} <= {Kind.SAME}


@gently
@given(plans, plans, st.sampled_from(Relation))
def test_every_row_of_both_plans_stands_exactly_once(old, new, relation):
    matches = compare(old, new, relation)
    assert sorted(m.earlier for m in matches if m.earlier) == [row.key for row in old]
    assert sorted(m.later for m in matches if m.later) == [row.key for row in new]


@gently
@given(plans, plans)
def test_seen_from_the_other_side_new_is_left_out(old, new):
    there = Counter(m.kind for m in compare(old, new))
    back = Counter(m.kind for m in compare(new, old))
    assert there[Kind.NEW] == back[Kind.LEFT_OUT]
    assert there[Kind.SAME] + there[Kind.CHANGED] == back[Kind.SAME] + back[Kind.CHANGED]


@gently
@given(plans, plans, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_decides_nothing(old, new, chance):
    mixed_old, mixed_new = list(old), list(new)
    chance.shuffle(mixed_old)
    chance.shuffle(mixed_new)
    assert shape(compare(old, new), old, new) == shape(compare(mixed_old, mixed_new), old, new)


@gently
@given(plans)
def test_a_new_number_is_no_change(rows):
    moved = [replace(row, code=f"9.{row.key}") for row in rows]
    assert {m.kind for m in compare(rows, moved)} <= {Kind.SAME}


@gently
@given(plans)
def test_an_amendment_leaves_what_it_does_not_name(rows):
    assert {m.kind for m in compare(rows, [], Relation.AMENDS)} <= {Kind.KEPT}


@gently
@given(texts, texts)
def test_the_pieces_give_both_texts_back(before, after):
    pieces = word_changes(before, after)
    assert " ".join(p.words for p in pieces if p.sign != "+") == before
    assert " ".join(p.words for p in pieces if p.sign != "-") == after


OLD = [
    Item(1, "Công khai dự toán ngân sách của xã trên trang tin", "1.1", ("II",), lead=party(1)),
    Item(2, "Lập quỹ bảo lãnh tín dụng cho doanh nghiệp nhỏ, trình UBND tỉnh", "1.2", ("II",),
         lead=party(1), time=Time("deadline", due=date(2026, 9, 30))),
    Item(3, "Khảo sát thời gian chờ khám tại trạm y tế", "1.2", ("III",), lead=party(2)),
]  # fmt: skip


def one(matches, later: int):
    return next(m for m in matches if m.later == later)


def test_a_later_day_and_another_lead_are_named_as_what_changed():
    new = [replace(OLD[1], key=9, time=Time("deadline", due=date(2026, 11, 30)), lead=party(2))]
    found = one(compare(OLD, new), 9)
    assert (found.earlier, found.kind, found.fields) == (2, Kind.CHANGED, ("lead", "time"))


def test_other_words_for_the_same_units_are_the_same_lead():
    said = Party(frozenset({"so tai chinh tinh"}), frozenset({1}))
    assert one(compare(OLD, [replace(OLD[0], key=9, lead=said)]), 9).kind is Kind.SAME


def test_an_amendment_that_names_a_row_means_that_row_and_touches_only_what_it_says():
    said = "Sửa đổi điểm 1.2 mục II như sau: “1.2. Lập quỹ bảo lãnh tín dụng cho hợp tác xã.”"
    found = one(compare(OLD, [Item(9, said, "1")], Relation.AMENDS), 9)
    assert (found.earlier, found.kind, found.fields) == (2, Kind.CHANGED, ("text",))


def test_an_amendment_that_abolishes_a_row_names_it():
    found = one(compare(OLD, [Item(9, "Bãi bỏ điểm 1.2 mục III.", "2")], Relation.AMENDS), 9)
    assert (found.earlier, found.kind) == (3, Kind.LEFT_OUT)


def test_a_name_that_fits_two_rows_names_neither():
    found = one(compare(OLD, [Item(9, "Bãi bỏ điểm 1.2.", "2")], Relation.AMENDS), 9)
    assert found.kind is Kind.NEW


def test_the_plan_of_next_year_says_the_same_a_year_later():
    old = [
        Item(1, "Tổ chức đối thoại với doanh nghiệp năm 2026", time=Time("deadline", due=date(2026, 9, 30)))
    ]
    new = [
        Item(2, "Tổ chức đối thoại với doanh nghiệp năm 2027", time=Time("deadline", due=date(2027, 9, 30)))
    ]
    assert [m.kind for m in compare(old, new, Relation.FOLLOWS, 1)] == [Kind.SAME]


@pytest.mark.parametrize(("day", "fields"), [(date(2026, 8, 1), ()), (date(2026, 12, 1), ("time",))])
def test_a_plan_that_carries_another_out_may_be_earlier_not_later(day, fields):
    own = Item(
        9,
        "UBND xã lập quỹ bảo lãnh tín dụng cho doanh nghiệp nhỏ",
        lead=party(1),
        time=Time("deadline", due=day),
    )
    assert one(compare(OLD, [own], Relation.CARRIES_OUT), 9).fields == fields


def test_alike_rows_that_stand_close_are_left_to_a_person():
    old = [
        Item(n, f"Mở lớp tập huấn kế toán cho hộ kinh doanh tại phường {name}")
        for n, name in ((1, "Nam"), (2, "Bắc"))
    ]
    new = [Item(3, "Mở lớp tập huấn kế toán cho hộ kinh doanh tại phường Đông")]
    assert not one(compare(old, new), 3).is_sure


def test_two_thousand_rows_find_their_own_among_two_thousand():
    chance = random.Random(7)
    old = [Item(n, " ".join(chance.choice(WORDS) for _ in range(12)) + f" tại xã {n}") for n in range(2000)]
    new = [replace(row, text=row.text + " trong năm") for row in old]
    chance.shuffle(new)
    assert all(m.earlier == m.later for m in compare(old, new))


@pytest.mark.parametrize(
    ("text", "codes", "words"),
    [
        ("Sửa đổi, bổ sung nhiệm vụ số 4 thành: Mở lớp", ("4",), "Mở lớp"),
        ("Điều chỉnh điểm b khoản 2 mục II như sau: “b) Mở lớp.”", ("b", "2", "II"), "Mở lớp."),
        ("Bổ sung nhiệm vụ 1.4 vào sau nhiệm vụ 1.3: Mở lớp", (), "Mở lớp"),
    ],
)
def test_an_amending_row_gives_its_numbers_and_its_new_words(text, codes, words):
    said = named_in(text)
    assert said is not None
    assert (said.codes, said.words) == (codes, words)


@pytest.mark.parametrize("text", ["Bổ sung kinh phí cho trường học", "Thay thế bóng đèn đường", "Bỏ phiếu"])
def test_a_task_that_opens_with_such_a_verb_stands_for_itself(text):
    assert named_in(text) is None
