"""The office of the pictures: `python -m docs.guide.office` loads the demo, prints ids for addresses."""

from __future__ import annotations

import json
import os


def load() -> dict[str, int]:
    """The made-up province at work: the plan under way, the draft to review."""
    from django.core.management import call_command

    from minhbach.commands.demo import load as load_demo
    from minhbach.intake.models import Draft, DraftState
    from minhbach.plans.models import Plan

    call_command("migrate", interactive=False, verbosity=0)
    load_demo()
    draft = Draft.objects.get(state=DraftState.REVIEW)
    return {"plan": Plan.objects.get(number="118/KH-UBND").pk, "draft": draft.pk}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    import django

    django.setup()
    print(json.dumps(load()))
