"""What the queue of a review asks, and in what words."""

from datetime import date

import pytest

from minhbach.intake.core.changes import accept_doubt
from minhbach.intake.core.rows import with_keys
from minhbach.intake.queries.questions import questions
from minhbach.organisation.core.registry import Registry

TODAY = date(2026, 11, 2)
NOBODY = Registry(units=(), groups=(), successions=(), provinces=())


def doubt(path, reason, page=None):
    return {"path": path, "reason": reason, "candidates": [], "place": {"page": page} if page else None}


def asked(data):
    return questions(data, {}, NOBODY, TODAY, TODAY)


@pytest.fixture
def recognised():
    return with_keys({"doubts": [doubt("document", "ocr_layer", page) for page in (1, 2, 3, 5)]})


def test_what_is_missing_on_the_paper_is_named():
    data = with_keys({"doubts": [doubt("signer.name", "not_found"), doubt("document.issued", "not_found")]})
    assert [one.title for one in asked(data)] == ["Chưa đọc thấy (người ký)", "Chưa đọc thấy (ngày ban hành)"]


def test_what_is_missing_on_the_paper_is_not_called_right_and_what_was_read_there_is_shown():
    data = with_keys({"doubts": [doubt("signer.name", "not_found"), doubt("document.issued", "ocr_unsure")]})
    data["document"] = {"issued": "2026-03-03"}
    missing, unsure = asked(data)
    assert ([one.label for one in missing.options], missing.sentence[-20:]) == (
        ["Đã xem"], "Điền ở bước Văn bản.",
    )  # fmt: skip
    assert [(one.label, one.help) for one in unsure.options] == [("Đúng như đã đọc", "03/03/2026")]
    assert unsure.sentence.endswith("Nếu sai thì sửa ở bước Văn bản.")


def test_the_same_doubt_of_several_pages_is_one_question(recognised):
    assert [one.title for one in asked(recognised)] == ["Chữ do máy nhận dạng (trang 1-3, 5)"]


def test_one_look_settles_the_same_doubt_of_every_page_and_no_other(recognised):
    recognised["doubts"].append(doubt("document", "letters_unread", 4))
    left = asked(accept_doubt(recognised, asked(recognised)[0].doubt))
    assert [one.title for one in left] == ["Có trang chữ không thành tiếng Việt (trang 4)"]


@pytest.mark.parametrize(
    ("candidates", "offered"),
    [
        (["Chi cục Thú y lập danh sách"], []),
        (["Chi cục Thú y lập danh sách", "Chi cục Thú y"], ["take:Sở Y tế; Chi cục Thú y"]),
        (
            ["Sở Y tế, Chi cục Thú y lập danh sách", "Sở Y tế, Chi cục Thú y lập danh sách hộ nuôi"],
            ["take:Sở Y tế; Chi cục Thú y lập danh sách hộ nuôi"],
        ),
        (["Sở Tài chính"], ["take:Sở Tài chính"]),
    ],
)
def test_another_name_takes_the_place_of_the_doubted_one_and_of_no_other(candidates, offered):
    names = ["Sở Y tế", "Chi cục Thú y lập danh sách"]
    data = with_keys({"tasks": [{"text": "Tiêm phòng", "coordinating": names}]})
    data["doubts"] = [doubt("tasks[0].coordinating", "name_runs_on") | {"candidates": candidates}]
    [question] = asked(data)
    assert [one.value for one in question.options] == [*offered, "keep"]
