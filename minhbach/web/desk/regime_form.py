"""The form of a report regime."""

from __future__ import annotations

from dataclasses import asdict

from django import forms
from django.utils.translation import gettext_lazy as _l

from minhbach.organisation import queries as organisation
from minhbach.reporting.models import (
    DataWindow,
    MergeRule,
    RegimeRole,
    ReportCycle,
    ReportRegime,
    RequiredForm,
    RollRule,
    WhoRule,
)
from minhbach.reporting.services.regimes import RegimeEdit
from minhbach.web.fields import DayField, UnitsField

MONTHS = [("", _l("theo tháng sau kỳ"))] + [(str(n), _l("tháng %(n)s") % {"n": n}) for n in range(1, 13)]
WITHOUT_PLAN = (WhoRule.LISTED, WhoRule.FOCAL)  # the others ask the plan who owes
OF_REGIMES_ALONE = ("title", "year_from", "year_to", "holds_from", "basis")


class RegimeForm(forms.Form):
    """Fields as in services.regimes.RegimeEdit; the service says what is wrong."""

    title = forms.CharField(label=_l("Tên báo cáo"), max_length=300)
    basis = forms.CharField(label=_l("Căn cứ"), max_length=300, required=False)
    year_from = forms.IntegerField(label=_l("Từ năm"), min_value=2000, max_value=2100, required=False)
    year_to = forms.IntegerField(label=_l("Đến năm"), min_value=2000, max_value=2100, required=False)
    holds_from = DayField(
        label=_l("Áp dụng từ ngày"), required=False,
        help_text=_l("Để trống là từ hôm nay; kỳ đã hết trước ngày này không phải báo cáo"),
    )  # fmt: skip
    role = forms.ChoiceField(label=_l("Loại"), choices=RegimeRole.choices)
    cycle = forms.ChoiceField(label=_l("Chu kỳ"), choices=ReportCycle.choices)
    due_raw = forms.CharField(
        label=_l("Chữ trong văn bản"), required=False, max_length=500,
        help_text=_l("Ví dụ: trước ngày 02 của tháng đầu tiên quý tiếp theo"),
    )  # fmt: skip
    due_is_before = forms.BooleanField(
        label=_l("“Trước ngày”: ngày cuối còn đúng hạn là hôm trước"), required=False
    )
    due_day = forms.IntegerField(label=_l("Ngày"), min_value=1, max_value=31, required=False)
    due_month = forms.ChoiceField(label=_l("Tháng"), choices=MONTHS, required=False)
    month_offset = forms.IntegerField(
        label=_l("Số tháng sau kỳ"), min_value=0, max_value=6, required=False,
        help_text=_l("0 là tháng cuối của kỳ, 1 là tháng tiếp theo"),
    )  # fmt: skip
    roll = forms.ChoiceField(label=_l("Ngày cuối rơi vào ngày nghỉ"), choices=RollRule.choices)
    window_rule = forms.ChoiceField(label=_l("Số liệu lấy"), choices=DataWindow.choices)
    window_from = forms.IntegerField(
        label=_l("Từ ngày (của tháng trước kỳ)"), min_value=1, max_value=31, required=False
    )
    window_to = forms.IntegerField(
        label=_l("Đến ngày (của tháng cuối kỳ)"), min_value=1, max_value=31, required=False
    )
    merge = forms.ChoiceField(
        label=_l("Kỳ cuối năm và báo cáo năm"), choices=MergeRule.choices,
        help_text=_l("Quý IV, 6 tháng cuối năm"),
    )  # fmt: skip
    who_rule = forms.ChoiceField(label=_l("Ai báo cáo"), choices=WhoRule.choices)
    units = UnitsField(label=_l("Danh sách đơn vị báo cáo"), required=False)
    to = forms.CharField(label=_l("Gửi ai"), max_length=500, required=False)
    through = forms.CharField(
        label=_l("Gửi qua"), max_length=200, required=False, help_text=_l("Nếu phải qua một đơn vị khác")
    )
    form_required = forms.ChoiceField(label=_l("Hình thức"), choices=RequiredForm.choices)

    def __init__(self, data: object = None, *, alone: bool, **kwargs: object) -> None:
        super().__init__(data, **kwargs)
        if alone:
            self.fields["who_rule"].choices = [c for c in WhoRule.choices if c[0] in WITHOUT_PLAN]
        else:
            for name in OF_REGIMES_ALONE:
                del self.fields[name]
        self.regime: ReportRegime | None = None

    @staticmethod
    def of(regime: ReportRegime, data: object = None) -> RegimeForm:
        form = RegimeForm(data, alone=regime.plan_id is None, initial=asdict(RegimeEdit.of(regime)))
        form.regime = regime
        return form

    def clean_due_month(self) -> int | None:
        return int(self.cleaned_data["due_month"]) if self.cleaned_data["due_month"] else None

    def edit(self) -> RegimeEdit:
        """What was typed; what the form does not ask for stays as it is."""
        typed = dict(self.cleaned_data)
        units = tuple(unit.pk for unit in typed.pop("units"))
        kept = asdict(RegimeEdit.of(self.regime)) if self.regime else {}
        return RegimeEdit(**{**kept, **typed, "units": units, **self._units_of_words(typed)})

    def _units_of_words(self, typed: dict[str, object]) -> dict[str, int | None]:
        """The units that "gửi ai" and "gửi qua" name; none where the words are no unit's name."""
        found = {}
        for name in ("to", "through"):
            words = str(typed[name]).strip()
            found[f"{name}_unit_id"] = organisation.unit_named(words) if words else None
        return found
