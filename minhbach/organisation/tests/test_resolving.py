"""What a phrase means on the day of the plan and today."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhbach.organisation.core.registry import GroupFacts, Registry, SuccessionFacts, UnitFacts
from minhbach.organisation.core.resolve import Resolution, ResolutionKind, Resolver, resolve

BEFORE, AFTER, TODAY = date(2023, 7, 11), date(2026, 2, 27), date(2026, 11, 21)
DEPARTMENTS, TERRITORY = date(2025, 3, 1), date(2025, 7, 1)


def unit(pk: int, name: str, kind: str = "department", **more: object) -> UnitFacts:
    return UnitFacts(id=pk, code=f"U{pk}", name=name, kind=kind, order=pk, **more)  # type: ignore[arg-type]


SMALL = Registry(
    units=(
        unit(1, "Ủy ban nhân dân tỉnh Sông Lam", "committee", short_name="UBND tỉnh"),
        unit(2, "Văn phòng Ủy ban nhân dân tỉnh", "office", short_name="Văn phòng UBND tỉnh"),
        unit(3, "Sở Khoa học và Công nghệ", short_name="Sở KH&CN"),
        unit(4, "Sở Thông tin và Truyền thông", short_name="Sở TT&TT", closed_on=DEPARTMENTS),
        unit(5, "Sở Nông nghiệp và Môi trường", short_name="Sở NN&MT", opened_on=DEPARTMENTS),
        unit(6, "Sở Văn hóa, Thể thao và Du lịch"),
        unit(7, "Ban Quản lý các khu công nghiệp tỉnh", "agency"),
        unit(8, "Công an tỉnh", "police_army", authority="central"),
        unit(9, "Báo Sông Lam", "press"),
        unit(10, "Sở Tư pháp"),
        unit(11, "Sở Tài chính"),
        unit(20, "Ủy ban nhân dân huyện Lam Sơn", "district", closed_on=TERRITORY),
        unit(21, "Ủy ban nhân dân huyện Trà Vực", "district", closed_on=TERRITORY),
        unit(30, "Ủy ban nhân dân xã Khe Lim", "commune", opened_on=TERRITORY, aliases=("xã Khe Lim",)),
        unit(31, "Ủy ban nhân dân xã Khe Lim", "commune", closed_on=TERRITORY, aliases=("xã Khe Lim",)),
        unit(32, "Ủy ban nhân dân phường Bến Vạn", "ward", opened_on=TERRITORY),
        unit(40, "Phòng Kinh tế", "division", parent_id=30),
        unit(41, "Phòng Kinh tế", "division", parent_id=32),
        unit(42, "Văn phòng", "division", parent_id=3),
        unit(50, "Hội Doanh nghiệp", "association", aliases=("Hội DN",)),
        unit(51, "Hội Doanh nghiệp trẻ", "association", aliases=("Hội DN",)),
    ),
    groups=(
        GroupFacts(1, "SN", "Các sở, ban", "by_rule", {"kinds": ["office", "department"]}, ("Sở, ngành",)),
        GroupFacts(2, "CH", "UBND cấp huyện", "by_rule", {"kinds": ["district"]}, ("UBND huyện, thành phố",)),
        GroupFacts(3, "LQ", "Các đơn vị liên quan", "open", {}, ("Sở, ngành liên quan",)),
        GroupFacts(4, "CT", "Đơn vị chủ trì chỉ tiêu", "relative", {"relation": "leads_indicator"}),
        GroupFacts(5, "CX", "UBND xã, phường", "by_rule", {"kinds": ["commune", "ward"]}, ("UBND cấp xã",)),
    ),
    successions=(
        SuccessionFacts(4, 3, "merged", DEPARTMENTS),
        SuccessionFacts(4, 6, "function_moved", DEPARTMENTS, "báo chí"),
        SuccessionFacts(20, 30, "split", TERRITORY),
        SuccessionFacts(20, 32, "split", TERRITORY),
        SuccessionFacts(21, 32, "split", TERRITORY),
        SuccessionFacts(31, 30, "merged", TERRITORY),
    ),
    provinces=("Bắc Giang", "Phú Thọ"),
)  # fmt: skip


def said(phrase: str, on: date = BEFORE, issuer_id: int | None = None) -> Resolution:
    return resolve(phrase, SMALL, on, TODAY, issuer_id)


@pytest.mark.parametrize(
    ("phrase", "unit_id"),
    [
        ("Sở TT&TT", 4),
        ("sở TTTT", 4),
        ("STTTT", 4),
        ("Sở TT-TT", 4),
        ("Sở T.T và T.T", 4),
        ("Sở VH,TT&DL", 6),
        ("Sở VHTTDL", 6),
        ("Sở Văn hoá, Thể thao & Du lịch", 6),
        ("Uỷ ban nhân dân tỉnh", 1),
        ("UBND tỉnh Sông Lam", 1),
        ("Chủ tịch UBND tỉnh", 1),
        ("VPUBND tỉnh", 2),
        ("Chánh Văn phòng UBND tỉnh", 2),
        ("Giám đốc Sở KHCN", 3),
        ("Đề nghị Sở Khoa học và Công nghệ tỉnh Sông Lam", 3),
        ("Sở TC", 11),
        ("Sở TP", 10),
        ("BQL các KCN", 7),
        ("Ban Quản lí các Khu công nghiệp", 7),
        ("CA tỉnh", 8),
        ("Công an tỉnh Sông Lam", 8),
        ("Báo tỉnh", 9),
        ("Sở Tư pháp (đơn vị đầu mối)", 10),
        ("Sở Tư pháp - ĐV đầu mối", 10),
        ("UBND huyện Lam Sơn", 20),
        ("so khoa hoc va cong nghe", 3),
    ],
)
def test_a_unit_is_found_under_the_ways_offices_write_it(phrase: str, unit_id: int) -> None:
    found = said(phrase)
    assert (found.kind, found.unit_ids) == (ResolutionKind.UNIT, (unit_id,)), found.reason


def test_a_plan_of_2023_names_the_old_department_and_shows_who_carries_on_today() -> None:
    found = said("Sở Thông tin và Truyền thông")
    assert found.members == (4,)
    assert found.successor_today == (3,), "the moved function does not make a second successor"
    assert "Sở KH&CN" in found.reason and "01/03/2025" in found.reason
    assert not found.out_of_date


def test_a_plan_of_2026_that_names_an_old_department_asks_a_person() -> None:
    found = said("Sở Thông tin và Truyền thông", AFTER)
    assert (found.kind, found.unit_ids, found.members) == (ResolutionKind.UNIT, (4,), ())
    assert found.out_of_date
    assert found.successor_today == (3,)


def test_a_department_that_did_not_exist_yet_is_named_so() -> None:
    found = said("Sở NN&MT")
    assert found.out_of_date and "chưa có" in found.reason


def test_of_two_units_with_one_name_the_day_of_the_plan_decides() -> None:
    assert said("UBND xã Khe Lim", BEFORE).unit_ids == (31,)
    assert said("UBND xã Khe Lim", AFTER).unit_ids == (30,)


def test_a_group_is_the_list_of_its_day_with_the_successors_of_today() -> None:
    found = said("UBND huyện, thành phố")
    assert (found.kind, found.group_ids) == (ResolutionKind.GROUP, (2,))
    assert found.members == (20, 21)
    assert found.successor_today == (30, 32)


def test_a_group_whose_units_are_gone_asks_a_person_and_shows_who_carries_on() -> None:
    found = said("UBND huyện, thành phố", AFTER)
    assert found.members == () and found.out_of_date
    assert found.successor_today == (30, 32)
    assert "không còn 2 đơn vị" in found.reason


def test_a_group_of_departments_has_those_of_the_day() -> None:
    assert 4 in said("Các sở, ngành").members
    assert 5 not in said("Các sở, ngành").members
    assert 5 in said("Các sở, ngành", AFTER).members
    assert 4 not in said("Các sở, ngành", AFTER).members


@pytest.mark.parametrize(
    ("phrase", "relation"),
    [
        ("Các cơ quan, đơn vị được giao chủ trì các chỉ tiêu", "leads_indicator"),
        ("Thủ trưởng các cơ quan được phân công chủ trì nhiệm vụ", "leads"),
        ("Các đơn vị được giao phối hợp", "coordinates"),
        ("Các sở, ngành có tên trong kế hoạch này", "named"),
    ],
)
def test_words_about_the_plan_are_relative_to_it(phrase: str, relation: str) -> None:
    found = said(phrase)
    assert (found.kind, found.relation, found.members) == (ResolutionKind.RELATIVE, relation, ())


@pytest.mark.parametrize("phrase", ["các sở, ngành liên quan", "Các cơ quan có liên quan", "các đơn vị khác"])
def test_open_words_never_expand_by_themselves(phrase: str) -> None:
    found = said(phrase)
    assert (found.kind, found.members, found.unit_ids) == (ResolutionKind.OPEN, (), ())


def test_a_unit_named_beside_open_words_is_kept_and_groups_are_not() -> None:
    found = said("Sở Tư pháp và các sở, ngành liên quan")
    assert (found.kind, found.unit_ids) == (ResolutionKind.OPEN, (10,))
    assert said("UBND cấp huyện và các đơn vị liên quan").members == ()


def test_several_bodies_in_one_phrase_are_taken_only_where_all_are_known() -> None:
    found = said("Sở Tư pháp, Sở Khoa học và Công nghệ và UBND cấp huyện")
    assert (found.unit_ids, found.group_ids) == ((10, 3), (2,))
    assert found.members == (3, 10, 20, 21)
    assert said("Sở Tư pháp, Sở Không Có").kind is ResolutionKind.UNKNOWN


def test_a_name_that_two_units_share_is_not_guessed() -> None:
    found = said("Hội DN")
    assert found.kind is ResolutionKind.UNKNOWN
    assert {c.unit_id for c in found.candidates} == {50, 51}


def test_likeness_proposes_and_never_decides() -> None:
    found = said("Sở Thông tin và Truyền tin")
    assert found.kind is ResolutionKind.UNKNOWN and found.members == ()
    assert found.candidates[0].unit_id == 4


@pytest.mark.parametrize(
    "phrase", ["Ban Cây xanh", "Sở Cá cảnh tỉnh", "Ban Cây xanh các khu phố tỉnh Sông Lam"]
)
def test_a_body_that_shares_only_its_kind_or_its_place_is_not_proposed(phrase: str) -> None:
    found = said(phrase)
    assert found.kind is ResolutionKind.UNKNOWN and "Gần giống" not in found.reason
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("phrase", "unit_id"), [("UBND xã Khelin", 30), ("Sở Tài chánh", 11), ("Báo Sông Lan", 9)]
)
def test_a_slip_of_typing_still_proposes_the_body_that_is_meant(phrase: str, unit_id: int) -> None:
    assert said(phrase).candidates[0].unit_id == unit_id


def test_the_name_of_another_province_is_not_this_one() -> None:
    found = said("Báo Bắc Giang")
    assert found.kind is ResolutionKind.UNKNOWN and "Bắc Giang" in found.reason
    assert found.candidates[0].unit_id == 9


def test_a_division_is_found_only_inside_the_issuer() -> None:
    assert said("Phòng Kinh tế", AFTER, issuer_id=32).unit_ids == (41,)
    assert said("Phòng Kinh tế", AFTER).kind is ResolutionKind.UNKNOWN
    assert said("Phòng Kinh tế", AFTER, issuer_id=3).kind is ResolutionKind.UNKNOWN
    assert said("Văn phòng", AFTER).kind is ResolutionKind.UNKNOWN


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("Phòng Văn hóa và Thông tin", "cấp huyện"),
        ("Hội đồng phối hợp PBGDPL", "phối hợp"),
        ("  .", "không có chữ"),
    ],
)
def test_what_is_unknown_has_its_reason(phrase: str, words: str) -> None:
    found = said(phrase)
    assert found.kind is ResolutionKind.UNKNOWN and words in found.reason


def test_ubnd_alone_is_nobody() -> None:
    assert said("UBND").kind is ResolutionKind.UNKNOWN


TONES = "\u0300\u0301\u0303\u0309\u0323"
WRITINGS = sorted(text for u in SMALL.units if u.kind != "division" for text in (u.name, *u.aliases))
RESOLVERS = {on: Resolver.of(SMALL, on, TODAY) for on in (BEFORE, AFTER)}


def old_tone_place(text: str) -> str:
    """ "hòa" as "hoà", "ủy" as "uỷ": the tone one vowel further."""
    chars = list(unicodedata.normalize("NFD", text))
    for at in range(1, len(chars) - 1):
        before, mark, after = chars[at - 1], chars[at], chars[at + 1]
        end = at + 2 >= len(chars) or not chars[at + 2].isalpha()
        if mark in TONES and before.lower() in "ou" and after.lower() in "aey" and end:
            chars[at], chars[at + 1] = after, mark
    return unicodedata.normalize("NFC", "".join(chars))


def as_written(form: str, text: str) -> str:
    if form == "nfd":
        return unicodedata.normalize("NFD", text)
    if form == "old tone place":
        return old_tone_place(text)
    return {"upper": text.upper(), "lower": text.lower(), "joined": text.replace(" và ", " & ")}[form]


FORMS = st.lists(st.sampled_from(["nfd", "old tone place", "upper", "lower", "joined"]), max_size=4)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(WRITINGS), FORMS, st.sampled_from([1, 2, 3]), st.sampled_from([BEFORE, AFTER]), st.data()
)
def test_form_case_tone_place_and_spaces_change_nothing(
    name: str, forms: list[str], spaces: int, on: date, data: st.DataObject
) -> None:
    written = name
    for form in forms:
        written = as_written(form, written)
    edges = data.draw(st.sampled_from(["", " ", ".", "- ", "\u00a0"]))
    written = edges + written.replace(" ", " " * spaces) + data.draw(st.sampled_from(["", ";", ".", " "]))
    plain, other = RESOLVERS[on].resolve(name), RESOLVERS[on].resolve(written)
    assert (plain.kind, plain.unit_ids, plain.members) == (other.kind, other.unit_ids, other.members)


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*WRITINGS, "Các sở, ngành", "liên quan", "và", ","])).map(" ".join)
)
def test_nothing_is_dropped_whatever_the_words(phrase: str) -> None:
    found = RESOLVERS[BEFORE].resolve(phrase)
    assert found.phrase == phrase and found.reason
    if found.kind is ResolutionKind.UNKNOWN:
        assert found.unit_ids == () and found.group_ids == () and found.members == ()
    if found.kind is ResolutionKind.UNIT:
        assert len(found.unit_ids) == 1
    assert all(SMALL.unit[pk].is_open(BEFORE) for pk in found.members)
    assert all(SMALL.unit[pk].is_open(TODAY) for pk in found.successor_today)


def test_a_circle_of_successions_ends() -> None:
    circle = Registry(
        units=(unit(1, "Sở A", closed_on=DEPARTMENTS), unit(2, "Sở B", closed_on=TERRITORY)),
        successions=(
            SuccessionFacts(1, 2, "merged", DEPARTMENTS),
            SuccessionFacts(2, 1, "merged", TERRITORY),
        ),
    )
    assert circle.carried_on_by(1, TODAY) == ()


def test_a_chain_of_successions_is_followed_to_its_end() -> None:
    chain = Registry(
        units=(
            unit(1, "Cục", closed_on=DEPARTMENTS),
            unit(2, "Chi cục", closed_on=TERRITORY),
            unit(3, "Thuế"),
        ),
        successions=(
            SuccessionFacts(1, 2, "renamed", DEPARTMENTS),
            SuccessionFacts(2, 3, "renamed", TERRITORY),
        ),
    )
    assert chain.carried_on_by(1, TODAY) == (3,)
    assert chain.carried_on_by(1, date(2025, 4, 1)) == (2,)
    assert chain.carried_on_by(1, BEFORE) == (1,)
