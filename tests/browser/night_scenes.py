"""An evening, and the night after it: `python -m tests.browser.night_scenes VERB`."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta

ONE_NIGHT = timedelta(days=1)
AWAY = timedelta(days=4)  # nights until a rung falls on a working day, whatever weekday it is


def evening() -> None:
    """Sở Xây dựng has until tonight; nothing is late. Heads may be proposed to."""
    from django.utils import timezone

    from minhbach.commands.accounts import actor_named
    from minhbach.organisation.queries import unit_by_code
    from minhbach.plans import services
    from minhbach.plans.core.new_plan import NewAction, NewMember, NewNode, NewPlan, NewResponsibility
    from minhbach.plans.services.activating import make_duties
    from tests.browser.scenes import first_day

    first_day()
    today, focal = timezone.localdate(), actor_named("daumoi")
    builder = unit_by_code("SXD")
    lead = NewResponsibility("lead", builder.name, "unit", members=(NewMember(unit=builder.pk),))
    action = NewAction(
        "Công bố bản đồ quy hoạch", code="1", timing="deadline", due=today, responsibilities=(lead,), node=0
    )
    new = NewPlan(
        "Công khai quy hoạch", number="70/KH-UBND", issued_on=date(2026, 3, 9), issuer="UBND tỉnh Sông Lam",
        year_from=2026, year_to=today.year, focal_unit=focal.unit_id, nodes=(NewNode("Nhiệm vụ", code="I"),),
        actions=(action,),
    )  # fmt: skip
    plan = services.create_plan(focal, new)
    began = today - timedelta(days=60)
    services.activate(focal, plan, date(2026, 1, 1), today=began)
    make_duties(plan.pk, lambda done, total, text: None, today=began)
    plan.refresh_from_db()
    services.confirm_opening(focal, plan, today=began)


def overnight() -> None:
    """Days pass: the last day of the duty lies behind. The ladder, which ran before them, runs now."""
    from django.db.models import F
    from django.utils import timezone

    from minhbach.plans.models import Duty
    from minhbach.shared import audit
    from minhbach.shared.jobs import enqueue
    from minhbach.shared.models import Marker
    from minhbach.supervision.jobs import REMIND
    from minhbach.supervision.services.reminding import LAST_RUN

    duties = Duty.objects.filter(plan__number="70/KH-UBND")
    duties.update(due=F("due") - AWAY, last_on_time=F("last_on_time") - AWAY)
    duty = duties.get()
    audit.record(None, "a night has passed", duty, plan=duty.plan_id)  # figures are counted anew
    day = (timezone.localdate() - AWAY - ONE_NIGHT).isoformat()
    Marker.objects.update_or_create(key=LAST_RUN, defaults={"value": {"day": day}, "at": timezone.now()})
    enqueue(REMIND, key=REMIND)


VERBS = {"evening": evening, "overnight": overnight}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    VERBS[sys.argv[1]](*sys.argv[2:])
