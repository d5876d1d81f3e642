"""What other steps, other people and the worker do between two looks at a draft."""

from __future__ import annotations

import pytest

from minhbach.intake import services
from minhbach.intake.core.rows import with_keys
from minhbach.intake.models import Draft, DraftState, Wording
from minhbach.intake.services import rereading
from minhbach.intake.services.rereading import first_reading
from minhbach.organisation.actor import Actor
from minhbach.organisation.models import Unit
from minhbach.shared.models import StoredFile
from minhbach.shared.verbs import Refused

pytestmark = pytest.mark.django_db
CELLS = [{"cells": [{"text": "Đầu việc"}, {"text": "Ai lo"}]}, {"cells": [{"text": "Họp"}, {"text": "Sở"}]}]


@pytest.fixture
def focal(province: None, db: None) -> Actor:
    unit = Unit.objects.filter(kind="office").first()
    assert unit is not None
    return Actor(user_id=None, unit_id=unit.pk, roles=frozenset({"focal"}), unit_ids=frozenset({unit.pk}))


@pytest.fixture
def draft(focal: Actor) -> Draft:
    data = with_keys({"tasks": [{"text": "Họp"}, {"text": "Kiểm tra"}]})
    stored = StoredFile.objects.create(sha256="0" * 64, size=1, name="a.docx")
    return Draft.objects.create(
        unit_id=focal.unit_id, name="a.docx", state=DraftState.REVIEW, data=data, stored=stored,
        blocks=[{"kind": "table", "rows": CELLS}],
    )  # fmt: skip


def accept(actor: Actor, draft: Draft, row: str) -> None:
    draft.refresh_from_db()
    services.change(actor, draft, "edit", {"row": row, "f.text": f"Việc {row}"}, draft.revision)
    draft.refresh_from_db()


def test_the_first_reading_is_known_also_where_steps_were_taken_back(focal: Actor, draft: Draft) -> None:
    first = draft.data
    accept(focal, draft, "t1")
    accept(focal, draft, "t2")
    services.undo(focal, draft, draft.revision)
    draft.refresh_from_db()
    assert first_reading(draft) == first
    services.redo(focal, draft, draft.revision)
    draft.refresh_from_db()
    assert first_reading(draft) == first


def test_a_table_named_anew_while_it_is_read_is_read_as_it_was_named_last(
    focal: Actor, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def read_plan(path: object, *, what: object, **_more: object) -> dict[str, object]:
        asked.append(what)
        if len(asked) == 1:
            services.ask_rereading(focal, draft, 0, 1, ["lead", "task"])
        return {"tasks": [], "doubts": [], "unread": []}

    monkeypatch.setattr(rereading, "read_plan", read_plan)
    services.ask_rereading(focal, draft, 0, 1, ["task", "lead"])
    services.reread_table(draft.pk)
    draft.refresh_from_db()
    assert (draft.rereading["state"], draft.rereading["mapped"]["roles"]) == ("read", ["lead", "task"])


def test_of_two_people_who_add_the_same_words_at_once_the_second_is_told(
    focal: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = Unit.objects.filter(kind="department", closed_on=None).first()
    assert unit is not None
    end = Wording.objects.create

    def faster(**values: object) -> Wording:
        end(**values)  # by the other one, behind our look
        return end(**values)

    monkeypatch.setattr(Wording.objects, "create", faster)
    with pytest.raises(Refused, match="đã được ghi nhớ"):
        services.add_wording(focal, "body", "Mai Vàng", {"unit": unit.pk})
