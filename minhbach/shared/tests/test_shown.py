"""Words of rules are Vietnamese in the record and in the reader's language on a page."""

from __future__ import annotations

from datetime import date
from pickle import dumps, loads

import pytest
from django.utils import translation

from minhbach.organisation.core import sentences
from minhbach.organisation.core.registry import Registry, UnitFacts
from minhbach.shared.jobs import Run
from minhbach.shared.models import Job, JobState
from minhbach.shared.shown import shown
from minhbach.shared.words import Words

TABLE = Words("Sao lưu bảng %(table)s", table="plans.duty")


def in_english(text: str) -> str:
    with translation.override("en"):
        return shown(text)


def test_words_read_as_vietnamese_and_are_shown_in_the_readers_language() -> None:
    assert TABLE == "Sao lưu bảng plans.duty"
    assert in_english(TABLE) == "Backing up the table plans.duty"
    assert in_english(loads(dumps(TABLE))) == "Backing up the table plans.duty"


def test_what_is_no_text_of_the_catalogue_is_shown_as_it_is() -> None:
    assert [in_english(text) for text in ("", "so-y-te.xlsx", "Đang mở tệp")] == [
        "", "so-y-te.xlsx", "Đang mở tệp",
    ]  # fmt: skip
    assert in_english(Words("Tăng 5% so với năm trước")) == "Tăng 5% so với năm trước"


def test_why_a_phrase_means_a_unit_is_told_in_english_whole() -> None:
    old = UnitFacts(1, "BCX", "Ban Cây xanh", "agency")
    closed = UnitFacts(2, "BVH", "Ban Vườn hoa", "agency", opened_on=date(2026, 2, 1))
    registry = Registry(units=(old, closed))
    day = date(2026, 1, 3)
    said = sentences.unit_found(closed, registry, (1,), day, day)
    assert said == "Ngày 03/01/2026 chưa có Ban Vườn hoa (lập từ 01/02/2026). Nay là Ban Cây xanh."
    assert in_english(said) == (
        "Ban Vườn hoa did not exist yet on 03/01/2026 (established on 01/02/2026). Now Ban Cây xanh."
    )
    many = sentences.ambiguous("Ban", [f"Ban {n}" for n in range(6)])
    assert many.endswith("Ban 0, Ban 1, Ban 2, Ban 3 và 2 đơn vị khác. Hãy chọn.")
    assert in_english(many).endswith("Ban 0, Ban 1, Ban 2, Ban 3 and others (2). Please choose.")


@pytest.mark.django_db
def test_what_a_job_is_at_is_shown_in_the_readers_language() -> None:
    job = Job.objects.create(name="tests.note", state=JobState.RUNNING, token="t")
    Run(job).progress(1, 2, TABLE)
    job.refresh_from_db()
    assert (job.text, in_english(job.words)) == ("Sao lưu bảng plans.duty", "Backing up the table plans.duty")
    Run(job).progress(2, 2, "so-y-te.xlsx")
    job.refresh_from_db()
    assert in_english(job.words) == "so-y-te.xlsx"
