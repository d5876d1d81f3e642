"""The real plans, in every form, from file to active duties, through the pages and nothing else.

Skipped where they are not beside the checkout. Each file is read once: what one test sees of it is asked
of its one journey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from minhbach.intake.models import Draft, DraftState
from minhbach.messaging.models import Delivery, Notification
from minhbach.organisation.models import Unit, User
from minhbach.plans.models import Duty, Plan, PlanStatus, Resolved, Responsibility
from minhbach.reading.open.ocr import missing
from minhbach.reporting.models import ReportRegime, ReportSlot
from minhbach.shared import worker
from minhbach.shared.models import Job, JobState, StoredFile

SHARED = Path(__file__).resolve().parents[4] / "shared"
NAMES = ("000", "001", "002", "003", "004")
ROLES = ("lead", "coordinating", "supervising")
FILES = [SHARED / "samples" / f"{name}.{form}" for name in NAMES for form in ("docx", "pdf")]
FILES += sorted((SHARED / "seeds").glob("*.txt")) if SHARED.exists() else []
# Each plan once and each form: the journeys that `make test` takes; CI takes them all.
QUICK = ("000.docx", "001.pdf", "002.docx", "003.pdf", "004_")
JOURNEYS = [
    pytest.param(path, id=path.name, marks=() if path.name.startswith(QUICK) else pytest.mark.slow)
    for path in FILES
]
UNSETTLED = (Resolved.OPEN, Resolved.UNKNOWN)
# What a page says in red: a state, a count, a note.
RED = re.compile(r"class=\"[^\"]*\b(?:late|err)\b[^\"]*\"")
KEY = re.compile(r'<span class="key">.*?</span></span>', re.DOTALL)

pytestmark = [
    pytest.mark.skipif(
        not (SHARED / "samples").exists(), reason="the real plans are not beside the checkout"
    ),
    pytest.mark.django_db,
]


@dataclass(frozen=True)
class Journey:
    """One file on its way: `page` gives the text of an address, `post` what the page answers."""

    client: Client
    draft: Draft

    def page(self, name: str, *args: object, **query: object) -> str:
        answer = self.client.get(reverse(name, args=args or [self.draft.pk]), query)
        assert answer.status_code == 200, (name, answer.status_code)
        return unescape(answer.content.decode())

    def post(self, name: str, *args: object, **data: object) -> None:
        answer = self.client.post(reverse(name, args=args or [self.draft.pk]), data)
        assert answer.status_code == 302, unescape(answer.content.decode())
        worker.drain()
        self.draft.refresh_from_db()

    @property
    def plan(self) -> Plan:
        return Plan.objects.get(pk=self.draft.plan_id)


def signed_in(login: str) -> Client:
    client = Client()
    user = User.objects.get(username=login)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def focal(province: None, db: None) -> Client:
    User.objects.update(must_change_password=False)
    return signed_in("daumoi")


@pytest.fixture
def files_elsewhere(settings: object, tmp_path: Path) -> Iterator[Path]:
    settings.FILES_DIR = tmp_path
    yield tmp_path


def taken_in(client: Client, path: Path) -> Journey:
    """Uploaded, read by the worker, looked at, confirmed, rehearsed, adopted."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    assert client.post(reverse("intake_upload"), {"file": file}).status_code == 302
    worker.drain()
    journey = Journey(client, Draft.objects.latest("pk"))
    assert journey.draft.state == DraftState.REVIEW, journey.draft.refusal
    every_phrase_is_shown(journey)
    asked = client.get(reverse("intake_paper", args=[journey.draft.pk])).context["answers"]
    typed = {answer.name: answer.value for answer in asked}
    blank = {"number": "402/KH-UBND", "issued": "11/07/2023", "signer": "Nguyễn Văn Minh"}
    typed |= {name: value for name, value in blank.items() if not typed[name]}
    journey.post("intake_paper", **typed, revision=journey.draft.revision)
    every_loose_phrase_has_its_reason(journey)
    journey.post("intake_adopt")
    return journey


def every_phrase_is_shown(journey: Journey) -> None:
    page = journey.page("intake_units")
    for row in journey.draft.data["tasks"] + journey.draft.data["indicators"]:
        for role in ROLES:
            missing = [phrase for phrase in row.get(role) or [] if folded(phrase) not in folded(page)]
            assert not missing
    journey.page("intake_draft")
    journey.page("intake_draft", xem="nhiem-vu")


def folded(text: str) -> str:
    return " ".join(text.casefold().split())


def every_loose_phrase_has_its_reason(journey: Journey) -> None:
    answer = journey.client.get(reverse("intake_rehearsal", args=[journey.draft.pk]))
    page = unescape(answer.content.decode())
    for one in answer.context["found"].unresolved:
        assert one.reason
        assert one.phrase in page
        assert one.reason in page


def activated(journey: Journey) -> Plan:
    today = timezone.localdate()
    plan = journey.plan
    journey.post("plan_manage", plan.pk, verb="activate", tracked_from=f"{today:%d/%m/%Y}")
    return journey.plan


def nothing_was_dropped(journey: Journey) -> None:
    """Rows to actions, phrases to responsibilities, each with units or with words and a reason."""
    data, plan = journey.draft.data, journey.plan
    rows = data["tasks"]
    assert [action.text for action in plan.actions.order_by("order")] == [row["text"] for row in rows]
    said = {(row["key"], text) for row in rows for role in ROLES for text in row.get(role) or []}
    owed = Responsibility.objects.filter(action__plan=plan)
    kept = owed.values_list("action__order", "phrase")
    assert {(rows[order - 1]["key"], phrase) for order, phrase in kept} == said
    assert not owed.filter(resolved__in=UNSETTLED, reason="").exists()
    assert not owed.filter(resolved__in=UNSETTLED, members__isnull=False).exists()
    settled = owed.exclude(resolved__in=UNSETTLED)
    assert not settled.filter(members__isnull=True).exists()
    assert not settled.filter(as_of__isnull=True).exists()
    gone = Unit.objects.filter(closed_on__lte=timezone.localdate())
    assert not settled.filter(members__unit__in=gone).exists()
    assert plan.targets.count() == len(data["indicators"])
    assert plan.regimes.count() == len(data["reporting"])
    assert [regime_of(regime) for regime in plan.regimes.all()] == REGIMES.get(journey.draft.name[:3], [])


def regime_of(regime: ReportRegime) -> tuple[str, str, bool, str, bool]:
    """Kind, cycle, whether "trước" is said, who owes, and whether a unit it passes through was found."""
    through = bool(regime.through)
    return (str(regime.role), str(regime.cycle), regime.due_is_before, str(regime.who_rule), through)


UNIT, WHOLE = "unit_report", "consolidated_report"
REGIMES = {
    "000": [
        (WHOLE, "quarterly", True, "focal", False), (WHOLE, "annual", True, "focal", False),
        (UNIT, "quarterly", True, "leads", False), (UNIT, "annual", True, "leads", False),
    ],
    "002": [
        (UNIT, "semiannual", True, "listed", False), (UNIT, "annual", True, "listed", False),
        (WHOLE, "semiannual", False, "focal", False), (WHOLE, "annual", False, "focal", False),
    ],
    "004": [(UNIT, "monthly", True, "named", False), (WHOLE, "monthly", True, "focal", True)],
}  # fmt: skip
REGIMES["001"] = REGIMES["000"]  # a cascade of such a plan


@pytest.mark.parametrize("path", JOURNEYS)
def test_a_real_plan_goes_through_the_pages_to_active_duties_and_no_phrase_is_dropped(
    path: Path, focal: Client, files_elsewhere: Path
) -> None:
    journey = taken_in(focal, path)
    nothing_was_dropped(journey)
    plan = activated(journey)
    assert plan.status == PlanStatus.ACTIVE
    assert Duty.objects.filter(plan=plan).count() > 0
    assert not Job.objects.exclude(state=JobState.DONE).exists()
    shown = folded(journey.page("plan", plan.pk))
    assert folded(plan.title)[:60] in shown
    if path.name == "000.docx":
        nothing_is_sent_and_nothing_is_red(journey, plan)
        confirming_the_opening_state_lets_it_run(journey, plan)


def nothing_is_sent_and_nothing_is_red(journey: Journey, plan: Plan) -> None:
    """Every page on which the plan stands, for the office that answers for it and for one that owes."""
    today = timezone.localdate()
    late = Duty.objects.filter(plan=plan, counted=True, last_on_time__lt=today)
    assert not late.exists()
    assert mail.outbox == []
    assert not Delivery.objects.exists()
    assert not Notification.objects.exists()
    late_reports = ReportSlot.objects.filter(plan=plan).overdue(today)
    assert not late_reports.exists()
    first = plan.actions.order_by("order").first()
    assert first is not None
    of_plan = ("plan", "plan_overview", "plan_manage", "plan_opening")
    places = [reverse(name, args=[plan.pk]) for name in of_plan]
    places += [reverse(name) for name in ("overview", "actions", "my_work")]
    places.append(reverse("action", args=[first.pk]))
    owes = plan.duties.filter(unit__code="SXD").exists()
    for login in ("daumoi", "lanhdao", *(["canbo.sxd"] if owes else [])):
        browser = signed_in(login)
        for place in places:
            answer = browser.get(place)
            if answer.status_code == 200:
                assert red_in(answer.content.decode()) == [], (login, place)


def red_in(page: str) -> list[str]:
    """What stands in red on the page: its frame (a stopped worker is red with every plan) and the key of
    colours left out."""
    main = KEY.sub("", page[page.find("<main") :])
    return [main[max(0, found.start() - 80) : found.end() + 120] for found in RED.finditer(main)]


def confirming_the_opening_state_lets_it_run(journey: Journey, plan: Plan) -> None:
    journey.post("plan_opening", plan.pk, button="")
    soon = timezone.localdate() + timedelta(days=400)
    before = Duty.objects.filter(plan=plan, before_tracking=True)
    assert before.exists()
    assert not before.filter(counted=True, last_on_time__lt=soon).exists()
    assert Duty.objects.filter(plan=plan, counted=True, before_tracking=False).exists()


def test_the_door_takes_the_scan_of_a_real_plan_where_letters_can_be_read_from_it(
    focal: Client, files_elsewhere: Path
) -> None:
    path = SHARED / "samples" / "001-scan.pdf"
    with transaction.atomic():
        answer = focal.post(
            reverse("intake_upload"), {"file": SimpleUploadedFile(path.name, path.read_bytes())}
        )
    if missing():
        assert "bản quét" in unescape(answer.content.decode())
        assert not StoredFile.objects.exists()
        assert not Draft.objects.exists()
    else:
        assert Draft.objects.get().state == DraftState.READING
