"""The signed file beside the draft: what differs is said."""

from __future__ import annotations

import io
from html import unescape
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from minhbach.intake import services
from minhbach.intake.models import Draft
from minhbach.shared import worker
from minhbach.web.tests.intake_scene import (
    SAMPLE,
    answers,
    step,
    text_of,
)

pytestmark = pytest.mark.django_db


def with_one_word_changed(path: Path, words: str, other: str) -> bytes:
    document = docx.Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    runs = [run for part in [document, *cells] for paragraph in part.paragraphs for run in paragraph.runs]
    changed = [run for run in runs if words in run.text]
    changed[0].text = changed[0].text.replace(words, other)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_signed_file_is_compared_row_by_row(focal: Client, draft: Draft) -> None:
    row = next(row for row in draft.data["tasks"] if (row.get("place") or {}).get("table") is not None)
    words = " ".join(row["text"].split()[-3:])
    signed = with_one_word_changed(SAMPLE, words, "theo bản đã ký chính thức")
    focal.post(reverse("intake_signed", args=[draft.pk]), {"file": SimpleUploadedFile("ban-ky.docx", signed)})
    draft.refresh_from_db()
    assert draft.signed_comparison == {"state": "waiting"}
    services.compare_signed(draft.pk, draft.signed_id)
    draft.refresh_from_db()
    page = text_of(focal.get(reverse("intake_paper", args=[draft.pk])))
    assert "Bản ký có 1 chỗ khác dự thảo" in page
    assert f"Nhiệm vụ {row['code']}, nội dung: bản ký ghi" in page
    assert "theo bản đã ký chính thức" in page
    changed = " ".join([*row["text"].split()[:-3], "theo bản đã ký chính thức"])
    step(focal, draft, verb="edit", row=row["key"], **{"f.text": changed})
    mended = text_of(focal.get(reverse("intake_paper", args=[draft.pk])))
    assert "Bản ký khớp với dự thảo" in mended


def test_a_signed_file_that_names_another_unit_or_day_is_noticed(focal: Client, draft: Draft) -> None:
    row = next(row for row in draft.data["tasks"] if row["time"]["kind"] == "deadline" and row["lead"])
    post = {"file": SimpleUploadedFile("ban-ky.docx", SAMPLE.read_bytes())}
    focal.post(reverse("intake_signed", args=[draft.pk]), post)
    worker.drain()
    due = {"f.time.kind": "deadline", "f.time.due": "17/12/2026"}
    step(focal, draft, verb="edit", row=row["key"], **{"f.lead": "Sở Y tế; Sở Khác"}, **due)
    page = unescape(text_of(focal.get(reverse("intake_paper", args=[draft.pk]))))
    assert f"Nhiệm vụ {row['code']}, đơn vị chủ trì: bản ký ghi “{row['lead'][0]}" in page
    assert "dự thảo ghi “Sở Y tế; Sở Khác”" in page
    assert "dự thảo ghi “đến 17/12/2026”" in page
    focal.post(reverse("intake_paper", args=[draft.pk]), answers(draft) | {"revision": "1"})
    assert "Bản ký còn" in text_of(focal.get(reverse("intake_rehearsal", args=[draft.pk])))
