"""The unit's own Word file read into the form: every proposal beside its field, a person confirms."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from minhbach.reporting import access, queries
from minhbach.web.doors import or_404, signed_in


@signed_in
def upload(request: HttpRequest, slot_id: int) -> HttpResponse:
    page = or_404(queries.own_report_page, request.actor, slot_id, request.today)
    if not access.can_write_report(request.actor, page.slot):
        raise PermissionDenied
    return redirect("report_form", slot_id)
