"""A province with its officers and a draft under review: what tests of the intake pages stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from minhbach.intake import services
from minhbach.intake.core.fields import shown_values
from minhbach.intake.models import Draft, DraftState
from minhbach.organisation.models import User
from minhbach.organisation.seeds import load_demo, load_reference

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "minh-bach-2026.docx"


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference()
        load_demo("mat-khau-thu-nghiem")
        User.objects.update(must_change_password=False)
        yield
        transaction.set_rollback(True)


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.fixture
def focal(province: None, db: None) -> Client:
    return signed_in("daumoi")


def uploaded(client: Client, path: Path = SAMPLE) -> Draft:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    response = client.post(reverse("intake_upload"), {"file": file})
    draft = Draft.objects.latest("pk")
    assert response.status_code == 302
    assert response["Location"] == reverse("intake_progress", args=[draft.pk])
    return draft


@pytest.fixture
def draft(focal: Client) -> Draft:
    made = uploaded(focal)
    services.read(made.pk)
    made.refresh_from_db()
    assert made.state == DraftState.REVIEW, made.refusal
    return made


def text_of(response: object) -> str:
    return response.content.decode()


def step(client: Client, draft: Draft, **values: object) -> object:
    draft.refresh_from_db()
    return client.post(reverse("intake_step", args=[draft.pk]), {"revision": draft.revision, **values})


def answers(draft: Draft) -> dict[str, str]:
    return {
        "title": draft.data["document"]["title"],
        "kind": "Kế hoạch",
        "number": "12/KH-UBND",
        "issued": "15/01/2026",
        "signer": "Hoàng Văn Lâm",
        "focal_unit": str(draft.unit_id),
        "revision": str(draft.revision),
    }


def typed_all(draft: Draft, number: int, **changed: str) -> dict[str, str]:
    """The whole form of a task as a browser sends it."""
    shown = shown_values("tasks", draft.data["tasks"][number])
    sent = {f"f.{name}": text for name, text in shown.items()}
    return {"verb": "edit", "row": draft.data["tasks"][number]["key"], "viec": "sua", **sent, **changed}
