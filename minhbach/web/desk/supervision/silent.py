"""Kế hoạch im lặng: tracked plans that nobody has given a sign of life of."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from minhbach.supervision import queries
from minhbach.web.desk.supervision.tabs import supervision_tabs
from minhbach.web.doors import for_roles
from minhbach.web.navigation import OVERSEES


@for_roles(*OVERSEES)
def silent_plans(request: HttpRequest) -> HttpResponse:
    lines = queries.silent_list(request.actor, request.today)
    context = {
        "tabs": supervision_tabs("silent_plans", len(lines)),
        "lines": lines,
        "days": queries.silent_days(),
    }
    return render(request, "desk/supervision/silent.html", context)
