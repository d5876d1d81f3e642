"""Doors of views: who may come in at all, and how a refused value comes back beside its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., HttpResponse]
Found = TypeVar("Found")


def signed_in(view: View) -> View:
    """Asks an unknown visitor to sign in, and brings the person back here afterwards."""

    @wraps(view)
    def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.actor.is_signed_in:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return door


def for_roles(*roles: str) -> Callable[[View], View]:
    """Only for these roles; others get the refusal page. Services check again, thing by thing."""

    def wrap(view: View) -> View:
        @wraps(view)
        @signed_in
        def door(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.actor.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return door

    return wrap


def or_404(find: Callable[..., Found], *args: object, **kwargs: object) -> Found:
    """What a query finds; "no such page" where it finds nothing that this actor may see."""
    try:
        return find(*args, **kwargs)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def tried(form: Form, work: Callable[[], object], beside: Mapping[str, str] | None = None) -> bool:
    """Runs a service; what it refuses stands beside the field it names. True where it was done.

    beside: names of the service that the form calls otherwise.
    """
    try:
        work()
    except ValidationError as refused:
        show_refusal(form, refused, beside)
        return False
    return True


def show_refusal(form: Form, refused: ValidationError, beside: Mapping[str, str] | None = None) -> None:
    """Sentences of a service beside their fields; a name that the form does not have goes on top."""
    has_fields = hasattr(refused, "error_dict")
    by_field = refused.message_dict if has_fields else {NON_FIELD_ERRORS: refused.messages}
    for name, sentences in by_field.items():
        shown = (beside or {}).get(name, name)
        for sentence in sentences:
            form.add_error(shown if shown in form.fields else None, sentence)
