"""What a second look at a task doubts, beside the other tasks of its paper; it changes no value."""

from dataclasses import replace

import pytest

from minhbach.reading.find.actors import actor_of
from minhbach.reading.find.findings import Task
from minhbach.reading.find.name_ends import runs_on
from minhbach.reading.find.second_look import looked_at_again
from minhbach.reading.find.units import Units
from minhbach.reading.shapes import Place
from minhbach.reading.syllables import broken_words


def bodies(*names):
    return Units("; ".join(names), names)


def task(text="Sửa đường liên thôn", **more):
    return Task(text=text, place=Place(table=0), **more)


def doubts(*tasks):
    return [[(d.field, d.reason) for d in t.doubts] for t in looked_at_again(tasks)]


def numbered(*codes):
    return [task(code=code, lead=bodies("Sở Y tế")) for code in codes]


def test_a_sound_row_is_left_alone():
    sound = replace(task("Sửa đường liên thôn"), lead=bodies("Sở Xây dựng"), product="Báo cáo")
    assert doubts(sound, sound) == [[], []]


@pytest.mark.parametrize(
    "codes", [("1", "2", "3", "5"), ("1.1", "1.2", "2.1", "2.3"), ("1.1", "1.2", "1.3", "2.2")]
)
def test_the_rows_on_both_sides_of_a_missing_number_are_doubted_as_a_whole(codes):
    gap = [("", "number_skipped")]
    assert doubts(*numbered(*codes)) == [[], [], gap, gap]


def test_a_row_that_begins_in_mid_sentence_makes_the_row_above_it_doubtful():
    rows = numbered("1", "2", None, "3", "4")
    rows[2] = replace(rows[2], text="cho người dân")
    cut = ("", "cell_unfinished")
    assert doubts(*rows)[1:3] == [[cut], [("code", "number_missing"), cut]]


def test_a_numbered_row_may_begin_small():
    rows = numbered(*"123456789")
    rows[4] = replace(rows[4], text="tập huấn cho thú y xã")
    assert doubts(*rows) == [[]] * 9


def test_a_goal_told_by_letters_among_numbered_ones_is_doubted():
    rows = [
        replace(t, indicator=goal)
        for t, goal in zip(numbered(*"12345"), ("1", "1", "2", "hứ", "3"), strict=True)
    ]
    assert doubts(*rows)[3] == [("indicator", "number_missing")]


def test_a_paragraph_of_two_sentences_among_those_of_one_may_be_two_works():
    one, two = "Dọn sạch kênh mương trước mùa mưa", "Dọn kênh mương. Lập bản đồ vùng ngập của xã"
    rows = [said(text, "Công an xã") for text in (one, one, one, two)]
    assert doubts(*rows)[3] == [("text", "several_works")]
    assert doubts(*[said(two, "Công an xã")] * 4) == [[]] * 4
    dashed = replace(rows[3], place=Place(quote=f"- {two}"))
    assert doubts(*rows[:3], dashed) == [[]] * 4


def test_bodies_parted_by_a_semicolon_are_no_second_sentence():
    helpers = "Các sở, ban, ngành; UBND các xã, phường"
    alone = said("Dọn sạch kênh mương trước mùa mưa", "Công an xã")
    several = said(f"Công an xã phối hợp với {helpers} dọn kênh", "Công an xã", helpers)
    assert doubts(alone, alone, alone, several) == [[]] * 4


def test_a_row_without_a_number_among_numbered_ones_is_doubted():
    assert doubts(*numbered("1", "2", None, "4", "5"))[2] == [("code", "number_missing")]


def test_a_row_behind_a_dash_has_no_number_to_miss():
    rows = numbered("1", "2", None, "3", "4")
    rows[2] = replace(rows[2], place=replace(rows[2].place, quote="- Dọn kênh mương"))
    assert doubts(*rows) == [[]] * 5


def test_a_table_without_numbers_has_no_number_to_miss():
    assert doubts(*numbered(None, None, None, None, None)) == [[]] * 5


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        ("Cơ quan chủ trì: Sở Y tế; thời gian: Quý I", "", "roles_in_text"),
        ("Sửa đường liên thôn, hoàn thành trước ngày 30/6", "time", "time_in_text"),
        ("Phối hợp với Sở Y tế phun thuốc", "coordinating", "helpers_unread"),
        ("Sửa đường liên thôn và", "text", "cell_unfinished"),
        ("Sửa đườgn liên thôn", "text", "word_slip"),
    ],
)
def test_words_that_belong_elsewhere_or_nowhere_are_doubted(text, field, reason):
    assert doubts(task(text, lead=bodies("Công an xã"))) == [[(field, reason)]]


def test_a_product_that_holds_a_body_has_run_into_the_next_cell():
    found = doubts(task(lead=bodies("Công an xã"), product="Báo cáo Sở Y tế"))
    assert found == [[(name, "cells_run_together") for name in ("product", "coordinating")]]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"lead": "Công an xã Quý II"}, [("lead", "cells_run_together")]),
        ({"lead": "Công an xã 2"}, [("lead", "cells_run_together")]),
        ({"lead": "Phòng Kinh"}, [("lead", "name_cut")]),
        ({"lead": "Trung tâm"}, [("lead", "name_cut")]),
        ({"lead": "Trưởng phòng Kinh"}, [("lead", "name_cut")]),
        ({"lead": "Trạm Y tế phường 5"}, []),
        ({"product": "Công nghệ thông tin Báo cáo"},
         [("product", "cells_run_together"), ("coordinating", "cells_run_together")]),
        ({"text": "Dọn kênh cho người dân Đ/c Tạ Mão, Chủ tịch UBND xã"},
         [("text", "cells_run_together"), ("lead", "cells_run_together")]),
        ({"text": "Dọn kênh cùng với Công an xã"}, []),
    ],
)  # fmt: skip
def test_words_of_another_kind_inside_a_value_of_a_row_are_doubted(row, found):
    lead = bodies(row.get("lead", "Hội Nông dân xã"))
    one = task(row.get("text", "Dọn kênh"), lead=lead, product=row.get("product"))
    assert doubts(one) == [found]


def test_a_name_that_goes_on_behind_a_name_of_the_paper_is_doubted():
    whole = task(lead=bodies("Công an xã An Phú"))
    longer = task(lead=bodies("Công an xã An Phú dọn chợ"))
    found = looked_at_again([whole, whole, longer])
    assert [d.candidates for d in found[2].doubts] == [("Công an xã An Phú dọn chợ", "Công an xã An Phú")]
    assert not found[0].doubts


def test_a_name_cut_short_of_one_that_stands_in_its_own_sentence_is_doubted():
    whole = task(lead=bodies("UBND các xã có rừng"))
    cut = Task("UBND các xã có rừng dọn kênh", Place(), lead=bodies("UBND các xã"))
    apart = Task("UBND các xã dọn kênh", Place(), lead=bodies("UBND các xã"))
    assert doubts(whole, cut, apart) == [[], [("lead", "name_cut")], []]


@pytest.mark.parametrize(
    "name",
    ["Sở Nông nghiệp và Môi trường", "Trung tâm Khuyến nông", "UBND các xã có rừng", "Trạm Y tế xã",
     "Các cơ quan, đơn vị được giao nhiệm vụ chủ trì các chỉ tiêu", "Hội Liên hiệp Phụ nữ tỉnh",
     "Kho bạc Nhà nước khu vực", "Trung tâm Trợ giúp pháp lý nhà nước", "Phòng Công chứng số 1"],
)  # fmt: skip
def test_names_of_bodies_do_not_run_on(name):
    assert not runs_on(name)


@pytest.mark.parametrize(
    "name",
    ["Vụ Pháp chế tập huấn kỹ năng cứu đuối", "Công an xã điều tra ổ bọ gậy", "Sở Y tế rà soát",
     "Trung tâm Kỹ thuật môi trường kiểm kê vật tư dự phòng"],
)  # fmt: skip
def test_a_name_with_the_sentence_behind_it_runs_on(name):
    assert runs_on(name)


def test_only_words_with_vietnamese_marks_are_judged():
    assert broken_words("Thử camera ở TTĐT, HĐND, Facebook, khuya, giếng, quốc, gìn giữ, huỷ") == ()
    assert broken_words("khôgn thể xuốgn, Thươ ng mại") == ("khôgn", "xuốgn", "Thươ", "ng")


def said(text, lead="", coordinating=""):
    """A task read from a sentence."""
    names = {"lead": bodies(lead) if lead else Units(), "coordinating": bodies(coordinating)}
    names = {key: units for key, units in names.items() if units.names != ("",)}
    return Task(text=text, place=Place(quote=text), **names)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Ban Quản lý dự án", "đầu tư xây dựng rà soát tiến độ"),
        ("Phòng Quản lý", "trật tự đô thị lắp đặt biển báo"),
        ("UBND các xã", ", phưnờg dọn kênh"),
        ("UBND các xã", "có rừng tuần tra"),
        ("Chi cục Kiểm lâm", "và Vườn quốc gia Tây Lâm tuần tra"),
        ("Hợp tác xã", "dịch vụ nông nghiệp rà soát hội viên"),
    ],
)
def test_a_name_that_may_go_on_in_its_sentence_is_doubted(name, rest):
    sentence = f"Giao {name} {rest}.".replace(" ,", ",")
    assert ("lead", "name_cut") in doubts(said(sentence, name))[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Giao Sở Kế hoạch và Đầu tư tổ chức rà soát dự án.",
        "Giao Công an xã hỗ trợ công tác tuyên truyền.",
        "Giao Sở Xây dựng quản lý, vận hành công viên.",
        "Giao Sở Y tế, tăng cường kiểm tra bếp ăn.",
        "Giao Sở Y tế có trách nhiệm kiểm tra bếp ăn.",
    ],
)
def test_a_name_that_ends_before_a_verb_is_left_alone(sentence):
    name = actor_of(sentence).units.names[0]
    assert doubts(said(sentence, name)) == [[]]


def test_a_name_that_other_rows_say_with_its_level_was_cut_in_this_one():
    whole = task(lead=bodies("Ban Quản lý chợ tỉnh"))
    cut = task(lead=bodies("Ban Quản lý chợ"))
    assert doubts(whole, whole, cut) == [[], [], [("lead", "name_cut")]]
    assert doubts(whole, cut) == [[], []]


def test_a_body_at_the_end_of_a_work_is_found_whatever_tone_its_first_letter_bears():
    joined = [("text", "cells_run_together"), ("lead", "cells_run_together")]
    for body in ("Sở Y tế", "Ủy ban nhân dân xã", "Đ/c Nguyễn Văn A, Phó Chủ tịch xã"):
        row = replace(task(f"Rà soát nhà ở của người dân {body}"), lead=bodies("Sở Xây dựng"))
        assert set(joined) <= set(doubts(row)[0]), body


def test_a_clause_that_begins_with_a_small_letter_is_no_second_work():
    loose = [replace(task(text, lead=bodies("Sở Y tế")), place=Place(quote=text)) for text in (
        "Dọn kênh mương ở các thôn.", "Phát màn cho hộ nghèo.", "Vớt bèo trên sông.", "Thả cá vào ao hồ.",
        "Lập danh sách hộ nghèo; đối chiếu với danh sách năm trước.")]  # fmt: skip
    assert doubts(*loose)[-1] == []
