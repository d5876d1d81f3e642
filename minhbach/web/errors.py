"""Pages for what went wrong: a refusal says whose it is, a fault says when, its code and what was kept."""

from __future__ import annotations

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

log = logging.getLogger(__name__)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the sentence of the refusal, or the plain one; never more about the thing than may be seen."""
    said = str(exception) if exception and str(exception) else ""
    return render(request, "errors/403.html", {"said": said}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "errors/404.html", {"path": request.path}, status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)


def fault(request: HttpRequest) -> HttpResponse:
    """500: a code that stands in the log beside the error, so that a phone call finds it."""
    code = f"{secrets.token_hex(2)}-{secrets.token_hex(1)}".upper()
    log.error("fault %s at %s", code, request.path)
    moment = timezone.localtime()
    return render(request, "errors/500.html", {"code": code, "moment": moment}, status=500)
