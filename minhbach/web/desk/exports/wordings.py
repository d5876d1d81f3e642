"""Cách gọi đã ghi nhớ as Excel, filtered as on the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from minhbach.intake.access import KEEPERS
from minhbach.intake.queries import remembered as queries
from minhbach.intake.queries.remembered import WordingLine
from minhbach.organisation import queries as organisation
from minhbach.reporting.writers.lists import Column, Value
from minhbach.shared.dates import vn_date
from minhbach.web.desk.admin.wordings import asked_of
from minhbach.web.desk.exports.sheet import list_response
from minhbach.web.doors import for_roles
from minhbach.web.templatetags.desk import vn_moment


@for_roles(*KEEPERS)
def wordings_xlsx(request: HttpRequest) -> HttpResponse:
    columns = (
        Column(_("Cách viết"), 40), Column(_("Loại"), 14), Column(_("Hiểu là"), 50),
        Column(_("Trạng thái"), 16), Column(_("Lý do chỉ đề xuất"), 36), Column(_("Văn bản"), 24),
        Column(_("Người xác nhận"), 24), Column(_("Ngày"), 14), Column(_("Đã dùng"), 10, figure=True),
        Column(_("Dùng lần cuối"), 18),
    )  # fmt: skip
    rows = queries.wordings(request.actor, asked_of(request))
    lines = queries.lines(rows, organisation.registry())
    return list_response(request, "cach-goi", _("Cách gọi đã ghi nhớ"), columns, map(_cells, lines))


def _cells(line: WordingLine) -> tuple[Value, ...]:
    row = line.row
    return (
        row.text, str(row.get_kind_display()), line.words, str(row.get_state_display()),
        line.why if line.is_offered else "", row.source or _("thêm bằng tay"), str(row.made_by or ""),
        vn_date(timezone.localdate(row.made_at)), line.used, vn_moment(line.used_at) if line.used_at else "",
    )  # fmt: skip
