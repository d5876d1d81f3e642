"""Form fields of the trade: a day as offices write it, a unit by its name, a part of a hundred."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.organisation import queries as organisation
from minhbach.organisation.models import Unit
from minhbach.shared.dates import parse_vn_date, vn_date

MOST_DIGITS = 18  # what every column of a number holds


def whole_number(text: str) -> int | None:
    """The number that an address or a hidden field holds; None where it is none, or larger than any id."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


class DayInput(forms.TextInput):
    """A line for 06/10/2026. The browser's own calendar would show month before day on an English machine."""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(
            {
                "placeholder": gettext_lazy("ngày/tháng/năm"),
                "inputmode": "numeric",
                "autocomplete": "off",
                **(attrs or {}),
            }
        )

    def format_value(self, value: object) -> str:
        return vn_date(value) if isinstance(value, date) else str(value or "")


class DayField(forms.Field):
    """A date typed as 06/10/2026; 2026-10-06 from a program is taken as well."""

    widget = DayInput

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        text = str(value).strip()
        try:
            return date.fromisoformat(text) if "-" in text[:5] and text[:4].isdigit() else parse_vn_date(text)
        except ValueError as wrong:
            raise ValidationError(_("Ghi ngày như 06/10/2026.")) from wrong


class PercentField(forms.IntegerField):
    """0 to 100; "75%" and "75" are the same."""

    def __init__(self, **kwargs: object) -> None:
        said = gettext_lazy("Ghi số từ 0 đến 100.")
        super().__init__(
            min_value=0,
            max_value=100,
            error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), said),
            **kwargs,
        )

    def to_python(self, value: object) -> int | None:
        return super().to_python(str(value).strip().removesuffix("%") if value is not None else value)


class UnitsSelect(forms.SelectMultiple):
    """A list in which pick.js lets one type "so xay"; without it the list itself is marked."""

    def __init__(self) -> None:
        super().__init__(
            {
                "size": 8,
                "data-search": "",
                "data-hint": gettext_lazy("Gõ tên đơn vị để thêm"),
                "data-more": gettext_lazy("và N đơn vị nữa: gõ thêm chữ"),
                "data-none": gettext_lazy("Không đơn vị nào khớp"),
                "data-drop": gettext_lazy("Bỏ"),
            }
        )

    def create_option(
        self, name: str, value: object, label: Unit, *args: object, **kwargs: object
    ) -> dict[str, object]:
        words = f"{label}, {label.parent}" if label.kind == "division" and label.parent else str(label)
        option = super().create_option(name, value, words, *args, **kwargs)
        option["attrs"]["data-words"] = f"{label.code} {label.label}"
        return option


class UnitsField(forms.MultipleChoiceField):
    """Units of today, picked by name; the value is those units in protocol order."""

    widget = UnitsSelect

    def __init__(self, **kwargs: object) -> None:
        said = gettext_lazy("Có đơn vị không còn trong danh mục; hãy chọn lại.")
        wrong = dict.fromkeys(("invalid_choice", "invalid_list"), said)
        super().__init__(choices=_units_of_today, error_messages=wrong, **kwargs)

    def clean(self, value: object) -> list[Unit]:
        return organisation.in_protocol_order(int(pk) for pk in super().clean(value))


def _units_of_today() -> list[tuple[int, Unit]]:
    found = organisation.units_open_on(timezone.localdate()).select_related("parent")
    return [(unit.pk, unit) for unit in found]
