"""A list on its way out as .xlsx: the authority, the day, the columns, the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from minhbach.organisation import queries as organisation
from minhbach.reporting.writers.lists import Column, ListForm, Value
from minhbach.shared.dates import vn_date

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_000  # Excel holds 32.767 characters in a cell


def list_response(
    request: HttpRequest,
    stem: str,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *said: str,
) -> HttpResponse:
    """The list as an attachment. said: on what the list rests (filters, a plan), beside its day."""
    from minhbach.reporting.writers.excel import list_xlsx  # openpyxl takes time to load

    day = _("Số liệu đến ngày %(day)s") % {"day": vn_date(request.today)}
    form = ListForm(
        authority=organisation.authority_name(),
        title=title,
        note=". ".join([*(part for part in said if part), day]),
        columns=columns,
    )
    return workbook_response(list_xlsx(form, map(_fitting, rows)), f"{stem}-{request.today:%Y%m%d}")


def workbook_response(content: bytes, stem: str) -> HttpResponse:
    """Bytes of a workbook as an attachment."""
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{stem}.xlsx"'
    return response


def _fitting(row: Sequence[Value]) -> list[Value]:
    return [cell[:LONGEST_CELL] if isinstance(cell, str) else cell for cell in row]
