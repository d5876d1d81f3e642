import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from minhbach.shared.text import fold, given_name_key, nfc


def test_search_ignores_accents_case_and_punctuation():
    assert fold("Đẩy mạnh  QUY-HOẠCH: số 2975/NQ-HĐND.") == "day manh quy hoach so 2975 nq hdnd"


def test_decomposed_text_is_composed_at_the_door():
    decomposed = unicodedata.normalize("NFD", "Nhiệm vụ trọng tâm")
    assert decomposed != "Nhiệm vụ trọng tâm"
    assert nfc(decomposed) == "Nhiệm vụ trọng tâm"
    assert fold(decomposed) == "nhiem vu trong tam"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_both_forms_of_unicode_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_people_sort_by_given_name():
    names = ["Trần Văn Bình", "Lê Thị An", "Nguyễn Văn Đông", "Phạm Dũng", "Lê Văn Ân", "Bùi Thị An"]
    assert sorted(names, key=given_name_key) == [
        "Bùi Thị An",
        "Lê Thị An",
        "Lê Văn Ân",
        "Trần Văn Bình",
        "Phạm Dũng",
        "Nguyễn Văn Đông",
    ]


def test_letters_come_before_tones():
    assert sorted(["Lán", "Lan", "Lân", "Làn", "Lăn"], key=given_name_key) == [
        "Lan",
        "Làn",
        "Lán",
        "Lăn",
        "Lân",
    ]


@example(["\u0300"])
@given(st.lists(st.text(max_size=20)))
def test_any_text_can_be_sorted_as_a_name(names):
    sorted(names, key=given_name_key)
