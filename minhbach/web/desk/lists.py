"""Nhiệm vụ: the list of duties with filters, sort, search, count and export; every state has an address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.organisation import queries as organisation
from minhbach.plans import queries
from minhbach.plans.core.kinds import Late, Result
from minhbach.plans.queries import DutyFilter, Sort, result_words
from minhbach.reporting.writers.lists import Column, ListForm, Value
from minhbach.shared.dates import vn_date
from minhbach.web.doors import signed_in
from minhbach.web.fields import whole_number
from minhbach.web.rows import DutyRow, rows_of

EXPORT_UP_TO = 20_000

# Names in the address -> what the filter asks.
LATE_STATES = {
    "qua-han": (gettext_lazy("Quá hạn"), (Late.OVERDUE.value,)),
    "sap-den-han": (gettext_lazy("Sắp đến hạn"), (Late.SOON.value, Late.TODAY.value)),
    "trong-han": (gettext_lazy("Trong hạn"), (Late.IN_TIME.value,)),
    "hoan-thanh-muon": (gettext_lazy("Hoàn thành muộn"), (Late.LATE_DONE.value,)),
    "duoc-de-nghi": (gettext_lazy("Được đề nghị"), (Late.ASKED.value,)),
    "truoc-theo-doi": (gettext_lazy("Trước khi theo dõi"), (Late.BEFORE_TRACKING.value,)),
}
SILENT = "im-lang"
SORTS = {
    Sort.DUE: gettext_lazy("Theo hạn"),
    Sort.UNIT: gettext_lazy("Theo đơn vị"),
    Sort.PLAN: gettext_lazy("Theo kế hoạch"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, as typed; shown again in the form."""

    words: str
    plan: str
    unit: str
    state: str
    result: str
    sort: Sort

    @staticmethod
    def of(data: QueryDict) -> Asked:
        sort = data.get("sap", "")
        return Asked(
            words=data.get("q", "").strip(),
            plan=data.get("ke-hoach", ""),
            unit=data.get("don-vi", ""),
            state=data.get("thoi-han", ""),
            result=data.get("ket-qua", ""),
            sort=Sort(sort) if sort in list(Sort) else Sort.DUE,
        )

    @property
    def is_bare(self) -> bool:
        return not (self.words or self.plan or self.unit or self.state or self.result)

    def filter(self) -> DutyFilter:
        return DutyFilter(
            plan_id=whole_number(self.plan),
            unit_id=whole_number(self.unit),
            late=LATE_STATES[self.state][1] if self.state in LATE_STATES else (),
            silent=self.state == SILENT,
            result=(self.result,) if self.result in list(Result) else (),
            words=self.words,
        )


@signed_in
def actions(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request.GET)
    cursor = request.GET.get("tiep", "")
    page = queries.duties_list(request.actor, asked.filter(), request.today, sort=asked.sort, cursor=cursor)
    context = {
        "asked": asked,
        "rows": rows_of(page.lines),
        "count": page.count,
        "is_capped": page.is_capped,
        "cursor": page.cursor,
        "is_first": page.count is not None,
        "plans": queries.plans_list(request.actor)[:300],
        **_unit_filter(request, asked),
        "states": [(key, words) for key, (words, _late) in LATE_STATES.items()] + [(SILENT, _("Im lặng"))],
        "results": [(value.value, result_words(value)) for value in Result],
        "sorts": [(key.value, words) for key, words in SORTS.items()],
    }
    return render(request, "desk/actions.html", context)


def _unit_filter(request: HttpRequest, asked: Asked) -> dict[str, object]:
    """The units to choose from for who sees many; the chosen one by name for who came by a link."""
    if request.actor.sees_territory or request.actor.has_role("focal", "secretary", "administrator"):
        return {"units": organisation.units_open_on(request.today)}
    unit_id = whole_number(asked.unit)
    if unit_id is None:
        return {}
    kept = request.GET.copy()
    for name in ("don-vi", "tiep"):
        kept.pop(name, None)
    return {
        "unit_name": organisation.names_of_units([unit_id]).get(unit_id, ""),
        "without_unit": kept.urlencode(),
    }


@signed_in
def actions_xlsx(request: HttpRequest) -> HttpResponse:
    """The same list on the office's own form: A4 landscape, head repeated."""
    from minhbach.reporting.writers.excel import list_xlsx  # openpyxl takes time to load

    asked = Asked.of(request.GET)
    page = queries.duties_list(
        request.actor, asked.filter(), request.today, sort=asked.sort, size=EXPORT_UP_TO
    )
    form = ListForm(
        authority=organisation.authority_name(),
        title=_("Danh sách phần việc"),
        note=_("Số liệu đến ngày %(day)s") % {"day": vn_date(request.today)},
        columns=_columns(),
    )
    body = list_xlsx(form, [_cells(number, row) for number, row in enumerate(rows_of(page.lines), start=1)])
    response = HttpResponse(
        body, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = f'attachment; filename="phan-viec-{request.today:%Y%m%d}.xlsx"'
    return response


def _columns() -> tuple[Column, ...]:
    """Heads in the language of the page."""
    return (
        Column(_("STT"), 6, figure=True),
        Column(_("Kế hoạch"), 16),
        Column(_("Mục"), 8),
        Column(_("Nhiệm vụ"), 60),
        Column(_("Đơn vị"), 28),
        Column(_("Kết quả"), 18),
        Column(_("Thời hạn"), 20),
        Column(_("Hạn cuối"), 12),
        Column(_("Tỷ lệ %"), 9, figure=True),
        Column(_("Cập nhật"), 12),
    )


def _cells(number: int, row: DutyRow) -> tuple[Value, ...]:
    duty = row.duty
    return (
        number,
        duty.plan.number,
        duty.action.code,
        duty.action.text,
        duty.unit.name,
        row.line.result,
        row.words,
        duty.last_on_time,
        duty.percent,
        duty.updated_on,
    )
