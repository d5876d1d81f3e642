"""Kênh nhận tin: how this person, and the mailbox of the unit, are told; and the secret calendar address."""

from __future__ import annotations

import hashlib

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from minhbach.messaging import access, queries, services
from minhbach.messaging.core.calendar import calendar_bytes
from minhbach.messaging.models import Channel, ChannelKind, DigestKind
from minhbach.messaging.queries import Channels
from minhbach.messaging.services import Choice
from minhbach.web.doors import signed_in, tried
from minhbach.web.shapes import Crumb

UNIT_MAIL = "unit_mail"
REMIND_DAYS = 1


class MailForm(forms.Form):
    digest = forms.ChoiceField(
        label=gettext_lazy("Gửi khi nào"), choices=DigestKind.worded, widget=forms.RadioSelect
    )

    def choice(self, kind: str, *, is_on: bool) -> Choice:
        return Choice(kind, is_on, self.cleaned_data["digest"], self.cleaned_data.get("address", "").strip())


class ZaloForm(MailForm):
    address = forms.CharField(
        label=gettext_lazy("Mã cuộc trò chuyện"), max_length=100,
        help_text=gettext_lazy("Nhắn một tin cho bot Zalo của cơ quan; quản trị cho biết mã."),
    )  # fmt: skip
    field_order = ("address", "digest")


class WebhookForm(MailForm):
    address = forms.CharField(
        label=gettext_lazy("Địa chỉ"), max_length=500,
        help_text=gettext_lazy("Bắt đầu bằng https://, trên máy chủ mà quản trị cho phép."),
    )  # fmt: skip
    field_order = ("address", "digest")


FORMS = {
    ChannelKind.MAIL: MailForm, ChannelKind.ZALO: ZaloForm, ChannelKind.WEBHOOK: WebhookForm,
    UNIT_MAIL: MailForm,
}  # fmt: skip


@signed_in
def channels(request: HttpRequest) -> HttpResponse:
    found = queries.channels_of(request.actor)
    kept = _kept(found)
    built = {name: _form(name, kept[name], request) for name in FORMS}
    if request.method == "POST" and (answer := _obey(request, built)):
        return answer
    return render(request, "desk/messages/channels.html", _context(request, found, built))


def _kept(found: Channels) -> dict[str, Channel | None]:
    return {
        ChannelKind.MAIL: found.mail, ChannelKind.ZALO: found.zalo, ChannelKind.WEBHOOK: found.webhook,
        UNIT_MAIL: found.unit_mail,
    }  # fmt: skip


def _form(name: str, channel: Channel | None, request: HttpRequest) -> MailForm:
    typed = request.POST if request.POST.get("channel") == name else None
    # The address of a webhook is a secret: it is typed anew, never shown again.
    address = channel.address if channel and name == ChannelKind.ZALO else ""
    initial = {"digest": channel.digest if channel else DigestKind.DAILY, "address": address}
    return FORMS[name](typed, initial=initial, prefix=None, auto_id=f"{name}_%s")


def _obey(request: HttpRequest, built: dict[str, MailForm]) -> HttpResponse | None:
    """Switches one channel on or off; None where its form is shown again."""
    name = request.POST.get("channel", "")
    form = built.get(name)
    if form is None:
        raise Http404
    choose = services.choose_unit_mailbox if name == UNIT_MAIL else services.choose_channel
    kind = ChannelKind.MAIL if name == UNIT_MAIL else name
    if request.POST.get("verb") == "off":
        if tried(form, lambda: choose(request.actor, Choice(kind, is_on=False))):
            messages.success(request, _("Đã tắt kênh này; tin vẫn có trên trang Thông báo"))
            return redirect("channels")
        return None
    if form.is_valid() and tried(form, lambda: choose(request.actor, form.choice(kind, is_on=True))):
        messages.success(request, _("Đã lưu kênh nhận tin"))
        return redirect("channels")
    return None


def _context(request: HttpRequest, found: Channels, built: dict[str, MailForm]) -> dict[str, object]:
    rules = queries.sending_rules()
    return {
        "found": found,
        "forms": {str(name): form for name, form in built.items()},
        "crumbs": [Crumb(pgettext("page", "Thông báo"), reverse("notifications")), Crumb(_("Kênh nhận tin"))],
        "mail_ready": ChannelKind.MAIL in queries.kinds_set_up(),
        "zalo_ready": ChannelKind.ZALO in queries.kinds_set_up(),
        "may_choose_for_unit": access.can_choose_for_unit(request.actor),
        "rules": rules,
        "is_ever_quiet": rules.quiet_from != rules.quiet_to,
        "webhook_masked": queries.masked(found.webhook.address) if found.webhook else "",
    }


@require_POST
@never_cache
@signed_in
def calendar_address(request: HttpRequest, whose: str) -> HttpResponse:
    """Makes a secret address and shows it this once, or ends the one there is."""
    if whose not in ("cua-toi", "don-vi"):
        raise Http404
    for_unit = whose == "don-vi"
    if request.POST.get("verb") == "revoke":
        services.revoke_feed(request.actor, for_unit=for_unit)
        messages.success(request, _("Địa chỉ lịch không còn dùng được"))
        return redirect("channels")
    token = services.make_feed(request.actor, for_unit=for_unit)
    address = request.build_absolute_uri(f"/lich/{token}.ics")
    context = {
        "crumbs": [Crumb(_("Kênh nhận tin"), reverse("channels")), Crumb(_("Địa chỉ lịch"))],
        "address": address,
        "webcal": f"webcal://{address.partition('://')[2]}",
        "for_unit": for_unit,
    }
    return render(request, "desk/messages/calendar_address.html", context)


@require_safe
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    """For calendar programs: no sign-in, the token is the key. `nhac=0` leaves the alarms out."""
    feed = queries.feed_of(token)
    if feed is None:
        raise Http404
    owner = queries.owner_of(feed, request.today)
    remind = None if request.GET.get("nhac") == "0" else REMIND_DAYS
    body = calendar_bytes(
        f"Minh Bạch: {owner.name}", queries.days_of(owner, request.today), remind_days=remind
    )
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    same = mark in request.headers.get("If-None-Match", "")
    answer = (
        HttpResponseNotModified() if same else HttpResponse(body, content_type="text/calendar; charset=utf-8")
    )
    answer["ETag"] = mark
    answer["Cache-Control"] = "private, max-age=900"
    return answer
