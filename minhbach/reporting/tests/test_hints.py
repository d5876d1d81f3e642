"""Hints on answers: what is copied, claimed without proof, said in routine words. None of them blocks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.reporting.core.answers import Answer
from minhbach.reporting.core.forms import PartKind
from minhbach.reporting.core.hints import (
    ROUTINE,
    Beside,
    HintKind,
    claims,
    copied,
    has_figure,
    hints_of,
    marks_of,
    places_of,
)

LAST = (
    "Sở thường xuyên quan tâm chỉ đạo các phòng chuyên môn kịp thời tiếp nhận, trả lời đầy đủ ý kiến của"
    " doanh nghiệp theo quy định."
)
NOW = LAST.replace("theo quy định", "theo đúng quy định")
FRESH = "Đã trả lời 27/27 câu hỏi của doanh nghiệp, trung vị 3 ngày; 2 câu chuyển thuế tỉnh."

sentences = st.lists(
    st.sampled_from(["công", "khai", "dự", "toán", "quý", "ba", "đăng", "cổng", "tin", "mười"]),
    min_size=6,
    max_size=20,
).map(" ".join)


def kinds(text, **beside):
    return [hint.kind for hint in hints_of(PartKind.DUTIES, Answer(text=text), Beside(**beside))]


def test_text_of_last_period_is_named_with_its_share_and_marked():
    hint = hints_of(PartKind.DUTIES, Answer(text=NOW), Beside(last=LAST))[0]
    assert (hint.kind, hint.percent) == (HintKind.COPIED_LAST, 96)
    assert NOW[hint.stretches[0].start : hint.stretches[0].end].startswith("Sở thường xuyên")


def test_text_of_another_unit_is_named_with_the_unit():
    found = hints_of(
        PartKind.DUTIES, Answer(text=NOW), Beside(others=(("Sở Y tế", FRESH), ("Sở Nội vụ", LAST)))
    )
    assert (found[0].kind, found[0].words) == (HintKind.COPIED_OTHER, "Sở Nội vụ")


@given(sentences)
def test_the_same_text_is_copied_whole(text):
    found = copied(text, text.upper() + ".")
    assert found.percent == 100
    assert text[found.stretches[0].start : found.stretches[0].end] == text


@given(sentences, sentences)
def test_marks_lie_in_the_text_in_order_and_apart(text, other):
    found = copied(text, other)
    ends = [0]
    for one in found.stretches:
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
    assert 0 <= found.percent <= 100


@given(sentences)
def test_words_of_another_kind_copy_nothing(text):
    assert copied(text, "một hai ba bốn năm sáu bảy tám").percent == 0


def test_short_answers_are_alike_by_chance_and_say_nothing():
    assert copied("Đã đăng 31 văn bản", "Đã đăng 31 văn bản") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã công bố 3 đồ án quy hoạch", True),
        ("Đạt 97%", True),
        ("9/12 thủ tục", True),
        ("Ban hành Quyết định 1187/QĐ-SXD ngày 25/9/2026", False),
        ("Theo khoản 2 điều 15, quý III/2026 triển khai", False),
        ("Trong năm 2026 tiếp tục rà soát", False),
    ],
)
def test_days_and_numbers_of_documents_are_no_figures(text, expected):
    assert has_figure(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cơ bản hoàn thành việc rà soát", True),
        ("Đã ban hành quy chế", True),
        ("Chưa hoàn thành việc rà soát", False),
        ("Dự kiến ban hành trong tháng sau", False),
        ("Đang hoàn thiện dự thảo", False),
    ],
)
def test_what_is_planned_claims_nothing(text, expected):
    assert claims(text) is expected


def test_a_claim_without_figure_or_proof_is_asked_about():
    assert HintKind.CLAIM in kinds("Sở đã hoàn thành việc công khai dự toán")
    assert HintKind.CLAIM not in kinds("Sở đã hoàn thành việc công khai dự toán", has_proof=True)
    assert HintKind.CLAIM not in kinds("Sở đã hoàn thành, ban hành Quyết định 12/QĐ-STC")


def test_routine_words_are_marked_whatever_stands_between_them():
    assert places_of("kịp thời, đầy đủ", "Trả lời kịp thời đầy đủ")[0].start == 8
    assert places_of("đúng quy định", "đừng quy định") == []
    assert HintKind.ROUTINE in kinds("Sở cơ bản hoàn thành 3 việc")


def test_the_list_of_routine_words_is_the_authoritys_own():
    answer = Answer(text="Sở rất cố gắng trong 3 việc")
    found = hints_of(PartKind.DUTIES, answer, Beside(), ["rất cố gắng"])
    assert [hint.words for hint in found] == ["rất cố gắng"]


def test_what_is_right_is_said_as_well():
    [hint] = hints_of(PartKind.DUTIES, Answer(text=FRESH), Beside(last=LAST, has_proof=True))
    assert (hint.kind, hint.is_figured, hint.is_proved, hint.is_fresh) == (HintKind.GOOD, True, True, True)


def test_nothing_arose_is_answer_enough():
    assert hints_of(PartKind.DUTIES, Answer(nothing=True), Beside(last=LAST)) == []


def test_an_own_indicator_that_nobody_mentions_is_asked_about():
    assert [h.kind for h in hints_of(PartKind.INDICATORS, Answer(), Beside())] == [HintKind.OWN_INDICATOR]
    assert hints_of(PartKind.INDICATORS, Answer(figure="91,2"), Beside()) == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_a_hint(text, last):
    found = hints_of(PartKind.DUTIES, Answer(text=text), Beside(last=last), ROUTINE)
    for one in marks_of(found):
        assert 0 <= one.start < one.end <= len(text)
