"""Every address with an id, asked by those whom the thing is none of their business."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from minhbach.intake.models import Draft, DraftState, Wording
from minhbach.messaging.models import Channel, Delivery, Notification
from minhbach.messaging.services import Addressee, Notice, notify
from minhbach.organisation.models import Membership, UnitGroup
from minhbach.plans import services
from minhbach.plans.core.report import FileEvidence, Report
from minhbach.plans.models import Action, Duty, Evidence, Plan, PlanFile, SecrecyAlarm
from minhbach.reporting.core.fields import lay_out, sheet_to_plain
from minhbach.reporting.core.forms import form_to_plain, standard_form
from minhbach.reporting.models import (
    Consolidation,
    ConsolidationPassing,
    ReportRegime,
    ReportSlot,
    ReportTemplate,
    ReturnedWorkbook,
    WorkbookBatch,
)
from minhbach.reporting.models import Report as UnitReport
from minhbach.reporting.services import consolidating
from minhbach.reporting.tests.report_scene import slot_of
from minhbach.shared import files
from minhbach.shared.models import Job, StoredFile
from minhbach.supervision.models import Letter, LetterItem, Proposal
from minhbach.web.tests.scene import Scene, make_scene
from minhbach.web.tests.slot_scene import regimes, slot
from tests.cast import Cast

ASK, REFUSED = (302,), (403, 404)

SAID = "Đã công khai trên cổng thông tin của Sở"
OTHER = "health_officer"  # has a part in the plan, none in the duty of the finance department
OUTSIDE = "commune_clerk"  # no part in the plan
EVERYONE = ("finance_officer", OTHER, OUTSIDE, "focal_officer", "leader", "secretary", "administrator")
UNITS = ("finance_officer", OTHER, OUTSIDE)
NOT_FOCAL = (*UNITS, "leader", "secretary", "administrator")
NOT_THE_UNIT = tuple(login for login in EVERYONE if login != "finance_officer")
NOT_ADMINISTRATOR = tuple(login for login in EVERYONE if login != "administrator")

# name of the address -> what it is of, and who must not get through; POST where it only takes that
TABLE: dict[str, tuple[str, tuple[str, ...]]] = {
    "plan": ("plan", (OUTSIDE,)),
    "plan_papers": ("plan", (OUTSIDE,)),
    "plan_overview": ("plan", UNITS),
    "plan_tasks_xlsx": ("plan", (OUTSIDE,)),
    "plan_late_xlsx": ("plan", UNITS),
    "plan_units_xlsx": ("plan", UNITS),
    "plan_indicators_xlsx": ("plan", (OUTSIDE,)),
    "plan_reports": ("plan", UNITS),
    "plan_reports_xlsx": ("plan", UNITS),
    "plan_reports_csv": ("plan", UNITS),
    "plan_unit_reports": ("plan unit", UNITS),
    "unit_reports": ("unit", UNITS),
    "plan_regimes": ("plan", (OUTSIDE,)),
    "plan_regime_add": ("plan", (*UNITS, "leader", "secretary", "administrator")),
    "regime": ("regime", (*UNITS, "leader", "secretary", "administrator")),
    "regime_reports": ("regime", (OTHER, OUTSIDE)),
    "regime_reports_xlsx": ("regime", (OTHER, OUTSIDE)),
    "regime_reports_csv": ("regime", (OTHER, OUTSIDE)),
    "regime_unit_reports": ("regime unit", (OTHER, OUTSIDE)),
    "plan_report": ("plan", (OUTSIDE,)),
    "plan_report_word": ("plan", (OUTSIDE,)),
    "plan_leader_word": ("plan", (OUTSIDE,)),
    "plan_manage": ("plan", (*UNITS, "administrator")),
    "plan_opening": ("plan", NOT_FOCAL),
    "action": ("action", (OUTSIDE,)),
    "evidence_file": ("evidence", (OTHER, OUTSIDE)),
    "plan_file": ("file", (OUTSIDE,)),
    "plan_difference": ("later plan", UNITS),
    "plan_difference_xlsx": ("later plan", UNITS),
    "plan_coverage": ("plan", (OUTSIDE,)),
    "plan_coverage_xlsx": ("plan", (OUTSIDE,)),
    "report_form": ("slot", (OTHER, OUTSIDE)),  # who receives it is led to the page for reading
    "report_read": ("slot", (OTHER, OUTSIDE)),
    "report_print": ("slot", (OTHER, OUTSIDE)),
    "report_word": ("slot", (OTHER, OUTSIDE)),
    "report_signed_file": ("slot", (OTHER, OUTSIDE)),
    "report_signed": ("slot", (OTHER, OUTSIDE, "leader", "secretary", "administrator")),
    "report_correct": ("slot", (OTHER, OUTSIDE, "leader", "secretary", "administrator")),
    "report_approved": ("slot", NOT_THE_UNIT),
    "report_upload": ("slot", NOT_THE_UNIT),
    "report_behalf": ("slot", NOT_FOCAL),
    "slot_exception": ("slot", NOT_FOCAL),
    "consolidation_start": ("round", UNITS),
    "consolidation": ("consolidation", UNITS),
    "consolidation_check": ("consolidation", NOT_FOCAL),
    "consolidation_paper": ("consolidation", NOT_FOCAL),
    "consolidation_way": ("consolidation", UNITS),
    "consolidation_word_back": ("consolidation", NOT_FOCAL),
    "consolidation_word": ("consolidation", UNITS),
    "consolidation_xlsx": ("consolidation", UNITS),
    "consolidation_signed": ("consolidation", UNITS),
    "consolidation_passed": ("passing", UNITS),
    "intake_draft": ("draft", (*UNITS, "leader", "secretary")),
    "intake_source": ("draft", (*UNITS, "leader", "secretary")),
    "intake_page": ("draft page", (*UNITS, "leader", "secretary")),
    "intake_progress": ("draft", (*UNITS, "leader", "secretary")),
    "intake_units": ("draft", (*UNITS, "leader", "secretary")),
    "intake_unit_search": ("draft", (*UNITS, "leader")),  # names of units, nothing of the draft
    "intake_paper": ("draft", (*UNITS, "leader", "secretary")),
    "intake_rehearsal": ("draft", (*UNITS, "leader", "secretary")),
    "intake_tables": ("draft", (*UNITS, "leader", "secretary")),
    "intake_table": ("draft table", (*UNITS, "leader", "secretary")),
    "workbook_batch": ("batch", NOT_FOCAL),
    "letter": ("letter", UNITS),  # a draft: nobody outside the author's unit but who sees everything
    "letter_word": ("letter", UNITS),
    "letter_signed": ("letter", UNITS),
    "admin_wording": ("wording", (*UNITS, "leader")),  # what the authority remembers, no one's own
    "admin_new_wording": ("kind of wording", (*UNITS, "leader", "secretary")),
    "admin_report_form": ("report form", (*UNITS, "leader", "secretary")),
    "admin_unit": ("unit", NOT_ADMINISTRATOR),
    "admin_unit_change": ("unit kind", NOT_ADMINISTRATOR),
    "admin_group": ("group", NOT_ADMINISTRATOR),
    "admin_user": ("user", NOT_ADMINISTRATOR),
    "admin_import_template": ("template", NOT_ADMINISTRATOR),
    "notification": ("notification of another", EVERYONE),
    "calendar_file": ("calendar", EVERYONE),  # whose token nobody has
    "public_plan": ("plan", EVERYONE),  # no decision to publish it
}
POSTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "plan_manage": ("plan", (*UNITS, "administrator")),
    "plan_opening": ("plan", NOT_FOCAL),
    "plan_difference": ("later plan", UNITS),
    "plan_hand_over": ("later plan", UNITS),
    "plan_difference_part": ("part of later plan", UNITS),
    "answer_entry": ("entry", (OTHER, OUTSIDE, "leader", "secretary", "administrator")),
    "report_autosave": ("slot", NOT_THE_UNIT),
    "consolidation_start": ("round", NOT_FOCAL),
    "consolidation_passage": ("passage", NOT_FOCAL),
    "consolidation_add": ("consolidation", NOT_FOCAL),
    "consolidation_again": ("consolidation", NOT_FOCAL),
    "consolidation_way": ("consolidation", UNITS),
    "intake_signed": ("draft", (*UNITS, "leader", "secretary")),
    "intake_stop": ("draft", (*UNITS, "leader", "secretary")),
    "intake_drop": ("draft", (*UNITS, "leader", "secretary")),
    "intake_step": ("draft", (*UNITS, "leader", "secretary")),
    "intake_undo": ("draft", (*UNITS, "leader", "secretary")),
    "intake_redo": ("draft", (*UNITS, "leader", "secretary")),
    "intake_relate": ("draft", (*UNITS, "leader", "secretary")),
    "intake_table": ("draft table", (*UNITS, "leader", "secretary")),
    "intake_table_take": ("draft table", (*UNITS, "leader", "secretary")),
    "intake_adopt": ("draft", NOT_FOCAL),
    "intake_undo_adoption": ("draft", (*UNITS, "leader", "secretary")),
    "workbook_record": ("batch workbook", NOT_FOCAL),
    "letter": ("letter", UNITS),
    "tray_decide": ("proposal", NOT_FOCAL),
    "workbook_again": ("batch", NOT_FOCAL),
    "workbook_close": ("batch workbook", NOT_FOCAL),
    "admin_wording_verb": ("wording verb", (*UNITS, "leader")),
    "admin_user": ("user", NOT_ADMINISTRATOR),
    "admin_lock_user": ("user", NOT_ADMINISTRATOR),
    "admin_end_membership": ("membership", NOT_ADMINISTRATOR),
    "admin_job_verb": ("job", NOT_ADMINISTRATOR),
    "admin_release_alarm": ("alarm", NOT_ADMINISTRATOR),
    "acknowledge": ("notification of another", EVERYONE),
    "delivery_again": ("delivery", (*UNITS, "focal_officer", "leader", "secretary")),
    "calendar_address": ("whose calendar", ("finance_officer", OTHER, "leader", "secretary")),
}
TABLE_BLOCK = {"kind": "table", "rows": [{"cells": [{"text": "Ai lo"}]}, {"cells": [{"text": "Sở A"}]}]}
DEEDS = ("acknowledge", "return", "suspend", "due", "handler", "coordination", "owe", "trigger")


Things = dict[str, list[object]]


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene(units_each=2)


@pytest.fixture
def things(scene: Scene) -> Things:
    """One of everything, and the parts of its address."""
    cast = scene.cast
    kept = files.keep(b"bytes", name="a.docx")
    duty = Duty.objects.filter(plan=scene.plan, unit=cast.finance).first()
    assert duty is not None
    proof = Report(text=SAID, files=(FileEvidence(kept.pk, "bao-cao.docx"),))
    entry = services.report_progress(cast.finance_officer, duty, proof, today=timezone.localdate())
    draft = Draft.objects.create(
        unit=cast.focal, state=DraftState.REVIEW, name="a.docx", stored=kept, blocks=[TABLE_BLOCK]
    )
    wording = Wording.objects.create(
        kind="column", key="ai lo", text="Ai lo", folded="ai lo", meaning={"role": "lead"}
    )
    later = Plan.objects.create(
        title="Sửa đổi", issuer_unit=cast.province, focal_unit=cast.focal, amends=scene.plan
    )
    batch = WorkbookBatch.objects.create(unit=cast.focal, received_on=date(2026, 3, 1))
    workbook = ReturnedWorkbook.objects.create(batch=batch, name="a.xlsx", stored=kept)
    return {
        **reminders_of(scene, duty, kept),
        "plan": [scene.plan.pk],
        **report_slots(scene),
        "action": [Action.objects.filter(plan=scene.plan).values_list("pk", flat=True)[0]],
        "evidence": [Evidence.objects.get().pk],
        "entry": [entry.pk],
        "file": [PlanFile.objects.create(plan=scene.plan, kind="source", stored=kept, name="a.docx").pk],
        "draft": [draft.pk],
        "report form": [ReportTemplate.objects.create(title="Mẫu", form=form_to_plain(standard_form())).pk],
        "slot": [sent_slot(scene, kept).pk],
        **consolidated(scene, kept),
        "later plan": [later.pk],
        "part of later plan": [later.pk, "targets"],
        "draft page": [draft.pk, 1],
        "draft table": [draft.pk, 0],
        "wording": [wording.pk],
        "wording verb": [wording.pk, "thoi-nho"],
        "kind of wording": ["cot"],
        "batch": [batch.pk],
        "batch workbook": [batch.pk, workbook.pk],
        "unit": [cast.finance.pk],
        "unit kind": [cast.finance.pk, "doi-ten"],
        "group": [UnitGroup.objects.create(code="g", name="Nhóm").pk],
        "user": [cast.users["finance_officer"].pk],
        "membership": [Membership.objects.filter(user=cast.users["finance_officer"]).values_list("pk")[0][0]],
        "template": ["don-vi"],
        "job": [Job.objects.create(name="shared.backup", args={}, run_at=timezone.now()).pk],
        **messages_of_another(cast),
        "alarm": [SecrecyAlarm.objects.create(size=1).pk],
    }


def sent_slot(scene: Scene, kept: StoredFile) -> ReportSlot:
    """A report of the finance department that was sent, with its signed copy."""
    regime = ReportRegime.objects.create(plan=scene.plan, role="unit_report", cycle="quarterly")
    slot = slot_of(regime, scene.cast.finance)
    own = {"unit": scene.cast.finance, "plan": scene.plan, "period": slot.period, "signed_file": kept}
    sheet = sheet_to_plain(lay_out(standard_form(), [], []))
    UnitReport.objects.create(slot=slot, sheet=sheet, submitted_on=date(2026, 3, 1), revision_sent=1, **own)
    return slot


def report_slots(scene: Scene) -> Things:
    """The finance department owes a report of the plan, and one of a regime that stands alone."""
    cast = scene.cast
    quarterly, _annual = regimes(scene.plan)
    alone = ReportRegime.objects.create(
        title="Đường dây nóng", owner=cast.focal, to_unit=cast.focal, role="unit_report", cycle="quarterly"
    )
    alone.units.add(cast.finance)
    return {
        "plan unit": [scene.plan.pk, slot(quarterly, cast.finance, "2026-Q3").unit_id],
        "regime": [alone.pk],
        "regime unit": [alone.pk, slot(alone, cast.finance, "2026-Q3").unit_id],
    }


def messages_of_another(cast: Cast) -> Things:
    """What the health department had said to the tax officer, on the page and by a webhook that failed."""
    person = cast.users["tax_officer"]
    Channel.objects.create(person=person, kind="webhook", address="https://hook.example/x")
    to = (Addressee(person.pk, cast.tax.pk),)
    notify(Notice("rule", "x:1", "", to, "Việc", "/", "Việc đến hạn", from_unit_id=cast.health.pk))
    Delivery.objects.update(state="failed")
    return {
        "notification of another": [Notification.objects.get().pk],
        "delivery": [Delivery.objects.get().pk],
        "calendar": ["x" * 43],
        "whose calendar": ["don-vi"],
    }


def consolidated(scene: Scene, kept: StoredFile) -> Things:
    """A round that nobody has consolidated yet, and one that was sent with its signed copy."""
    regime = ReportRegime.objects.create(plan=scene.plan, role="consolidated_report", cycle="quarterly")
    begun, open_one = (
        slot_of(regime, scene.cast.focal, period=key, consolidated=True) for key in ("2026-Q1", "2026-Q2")
    )
    one = consolidating.start(scene.cast.focal_officer, begun)
    Consolidation.objects.filter(pk=one.pk).update(signed_file=kept)
    passing = ConsolidationPassing.objects.create(
        consolidation=one, kind="sent", on=timezone.localdate(), to="Chủ tịch", stored=kept
    )
    return {
        "round": [open_one.pk],
        "consolidation": [one.pk],
        "passage": [one.pk, "general.tasks"],
        "passing": [one.pk, passing.pk],
    }


def reminders_of(scene: Scene, duty: Duty, kept: StoredFile) -> Things:
    """A letter without a number, and a message proposed to the head of the finance department."""
    focal, unit = scene.cast.focal, scene.cast.finance
    letter = Letter.objects.create(author=focal, as_of=date(2026, 3, 1), digest="x", stored=kept)
    LetterItem.objects.create(letter=letter, unit=unit, duty=duty, text="Một", deadline="–", standing="–")
    proposal = Proposal.objects.create(focal_unit=focal, who="head", key="head:1", unit=unit)
    return {"letter": [letter.pk], "proposal": [proposal.pk]}


def text_of_word(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


def test_who_has_no_business_with_a_thing_does_not_see_it(
    scene: Scene, things: dict[str, list[object]]
) -> None:
    wrong = []
    for login in ("", *EVERYONE):
        browser = scene.browser(login)
        for method, table in (("get", TABLE), ("post", POSTED)):
            for name, (thing, refused) in table.items():
                if login and login not in refused:
                    continue
                wanted = REFUSED if login or name in ("public_plan", "calendar_file") else ASK
                got = getattr(browser, method)(reverse(name, args=things[thing])).status_code
                if got not in wanted:
                    wrong.append(f"{method} {name} as {login or 'nobody'}: {got}")
    assert not wrong, "\n".join(wrong)


def test_who_has_business_with_a_thing_sees_it(scene: Scene, things: Things) -> None:
    """So that the refusals above are refusals, not broken addresses."""
    broken = (
        "report_form",
        "report_upload",
        "intake_",
        "workbook_",
        "public_plan",
        "admin_unit_change",
        "admin_import_template",
    )
    wrong = []
    for login in EVERYONE:
        browser = scene.browser(login)
        for name, (thing, refused) in TABLE.items():
            if login in refused or name.startswith(broken):
                continue
            got = browser.get(reverse(name, args=things[thing])).status_code
            if got != 200:
                wrong.append(f"{name} as {login}: {got}")
    assert not wrong, "\n".join(wrong)


def test_the_report_of_a_unit_tells_nothing_of_another(scene: Scene, things: Things) -> None:
    for name in ("plan_report", "plan_report_word", "plan_leader_word"):
        said = {}
        for login in (OTHER, "focal_officer"):
            answer = scene.browser(login).get(reverse(name, args=things["plan"]))
            said[login] = text_of_word(answer.content) if "word" in name else answer.content.decode()
        assert scene.cast.finance.name in said["focal_officer"], name
        assert scene.cast.finance.name not in said[OTHER] and SAID not in said[OTHER], name


def test_no_deed_of_an_action_is_done_by_another_unit(scene: Scene, things: Things) -> None:
    duty = Duty.objects.filter(plan=scene.plan, unit=scene.cast.finance).order_by("pk").first()
    assert duty is not None
    before = Duty.objects.filter(pk=duty.pk).values().get()
    sent = {"thing": duty.pk, "reason": "x", "due": "01/12/2026", "basis": "x", "on": "01/03/2026"}
    for login in (OTHER, OUTSIDE):
        for verb in (*DEEDS, "not_applicable", "resume", "resolve"):
            answer = scene.browser(login).post(
                reverse("action", args=[duty.action_id]), sent | {"verb": verb}
            )
            assert answer.status_code in (200, *REFUSED), (login, verb, answer.status_code)
    assert Duty.objects.filter(pk=duty.pk).values().get() == before


def test_every_address_with_an_id_stands_in_a_table() -> None:
    patterns = get_resolver().url_patterns[-1].url_patterns
    named = {pattern.name for pattern in patterns if "<" in str(pattern.pattern)}
    assert named <= TABLE.keys() | POSTED.keys()
