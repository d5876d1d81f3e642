"""The consolidated report is downloaded, edited in Word, and comes back."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document

from minhbach.reporting.core.consolidating.passing import Where
from minhbach.reporting.models import Consolidation
from minhbach.reporting.services import consolidating
from minhbach.reporting.tests.consolidation_scene import Scene, accept, scene
from minhbach.web.tests.test_consolidation_pages import browser
from tests.cast import make_cast

pytestmark = pytest.mark.django_db
OURS = "Kế hoạch được triển khai ở 3 đơn vị, có 1 đơn vị chậm."


@pytest.fixture
def here() -> Scene:
    return scene(make_cast())


def edited_outside(content: bytes) -> bytes:
    """One passage typed over, one taken out, one added behind the first."""
    paper = Document(BytesIO(content))
    first = next(p for p in paper.paragraphs if p.text.startswith("Kế hoạch có"))
    for run in first.runs[1:]:
        run.text = ""
    first.runs[0].text = OURS
    asked = next(p for p in paper.paragraphs if p.text.startswith("Ngoài ra, 0/1 cơ quan"))
    asked.insert_paragraph_before("Sở đã họp với các đơn vị.")
    asked._p.getparent().remove(asked._p)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def test_what_was_edited_in_word_comes_back_after_a_person_saw_the_difference(here: Scene) -> None:
    accept(here.slots["finance"])
    one = consolidating.start(here.cast.focal_officer, here.consolidated, today=timezone.localdate())
    client, page = browser(here), f"/tong-hop/{one.pk}/ban-word/"
    content = edited_outside(client.get(f"/tong-hop/{one.pk}/bao-cao.docx").content)
    html = client.post(page, {"file": SimpleUploadedFile("sua.docx", content)}).content.decode()
    kinds = re.findall(r'class="tag[ \w]*">([^<]+)<', html)
    assert kinds == ["Dự thảo", "Sửa", "Bỏ", "Thêm"]
    assert "<ins>được" in html and "Sở đã họp với các đơn vị." in html
    one.refresh_from_db()
    assert one.where is Where.DRAFT and OURS not in str(one.text)

    ticket = re.search(r'name="ve" value="([^"]+)"', html)[1]
    client.post(page, {"ve": ticket, "verb": "final"})
    final = Consolidation.objects.get()
    text = final.under_hand()
    assert final.where is Where.FINAL and final.final_name == "sua.docx"
    assert text.passage("general.tasks").words == OURS
    assert text.passage("general.asked").removed
    order = [p.words for p in text.sections[1].standing]
    assert order[-1] == "Sở đã họp với các đơn vị."
    assert b"".join(client.get(f"/tong-hop/{one.pk}/bao-cao.docx").streaming_content) == content


def test_an_unedited_file_changes_nothing(here: Scene) -> None:
    accept(here.slots["finance"], shortcomings="Thiếu biên chế.", proposals="Bổ sung kinh phí.")
    one = consolidating.start(here.cast.focal_officer, here.consolidated, today=timezone.localdate())
    client = browser(here)
    content = client.get(f"/tong-hop/{one.pk}/bao-cao.docx").content
    sent = {"file": SimpleUploadedFile("bao-cao.docx", content)}
    html = client.post(f"/tong-hop/{one.pk}/ban-word/", sent).content.decode()
    assert "Phần lời giống hệt bản dự thảo" in html


def test_a_file_compared_with_an_older_version_is_not_taken(here: Scene) -> None:
    one = consolidating.start(here.cast.focal_officer, here.consolidated, today=timezone.localdate())
    client, page = browser(here), f"/tong-hop/{one.pk}/ban-word/"
    content = client.get(f"/tong-hop/{one.pk}/bao-cao.docx").content
    html = client.post(page, {"file": SimpleUploadedFile("a.docx", content)}).content.decode()
    consolidating.add_passage(here.cast.focal_officer, one, "general", "", "Thêm sau khi so.")
    client.post(page, {"ve": re.search(r'name="ve" value="([^"]+)"', html)[1], "verb": "words"})
    assert "đã thay đổi sau khi mở trang" in client.get(page).content.decode()
    assert "Thêm sau khi so." in str(Consolidation.objects.get().text)


def test_what_is_no_word_file_is_refused_with_a_sentence(here: Scene) -> None:
    one = consolidating.start(here.cast.focal_officer, here.consolidated, today=timezone.localdate())
    sent = {"file": SimpleUploadedFile("a.docx", b"not a file of Word")}
    answer = browser(here).post(f"/tong-hop/{one.pk}/ban-word/", sent)
    assert answer.status_code == 200 and 'class="field err"' in answer.content.decode()
