"""Who acts, and in which language, settled once at the door of every request."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation

from minhbach.organisation.actor import Actor
from minhbach.organisation.queries import actor_of

MEMBERSHIP = "membership"  # the key in the session: the membership chosen with the switch

Respond = Callable[[HttpRequest], HttpResponse]


class ChosenLanguageMiddleware:
    """The language a person chose, else Vietnamese. A browser's own language does not decide:

    office machines often run an English system, and their users read Vietnamese.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.respond(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ActorMiddleware:
    """request.actor: who acts, for which unit; request.today: the day on which this page is true."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = timezone.localdate()
        request.actor = _actor(request)
        if _must_choose_password(request):
            return HttpResponseRedirect(reverse("new_password"))
        return self.respond(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return Actor.public()
    return actor_of(request.user, request.session.get(MEMBERSHIP), request.today)


def _must_choose_password(request: HttpRequest) -> bool:
    if not getattr(request.user, "must_change_password", False):
        return False
    allowed = (reverse("new_password"), reverse("account_logout"), settings.STATIC_URL)
    return not request.path.startswith(allowed)
