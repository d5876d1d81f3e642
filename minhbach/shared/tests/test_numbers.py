from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhbach.shared.numbers import parse_vn_number, spans, vn_number


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1234.5, None, "1.234,5"),
        (Decimal("13.93"), None, "13,93"),
        (1234567, None, "1.234.567"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("-0.001"), 1, "0,0"),
        (0.1, None, "0,1"),
        (1e21, None, "1.000.000.000.000.000.000.000"),
        (7, 2, "7,00"),
    ],
)
def test_numbers_are_written_with_a_comma(value, places, written):
    assert vn_number(value, places) == written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("13,93%", "13.93"),
        ("1.234", "1234"),
        ("3.33", "3.33"),
        ("1 234,5", "1234.5"),
        ("-7", "-7"),
        ("\u22127", "-7"),
        ("1234,50 %", "1234.50"),
    ],
)
def test_written_numbers_are_read(text, value):
    assert parse_vn_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1.23.456", "12 34", "1e5", "NaN", "٣", "3.", ",5"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):
        parse_vn_number(text)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), Decimal("NaN")])
def test_infinity_is_no_figure(value):
    with pytest.raises(ValueError):
        vn_number(value)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_a_written_number_reads_back(value):
    assert parse_vn_number(vn_number(value)) == value


def test_pages_are_named_by_their_spans():
    assert spans([]) == ""
    assert spans([4]) == "4"
    assert spans({1, 2, 3, 5, 7, 8}) == "1-3, 5, 7-8"
