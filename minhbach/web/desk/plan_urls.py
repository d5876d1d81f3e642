"""Addresses of Tổng quan and Kế hoạch."""

from django.urls import path

from minhbach.web.desk import (
    coverage,
    difference,
    difference_parts,
    handovers,
    manage,
    overview,
    plans,
    regimes,
)
from minhbach.web.desk.exports import differences

urlpatterns = [
    path("tong-quan/", overview.overview, name="overview"),
    path("ke-hoach/", plans.plans, name="plans"),
    path("ke-hoach/<int:plan_id>/", plans.plan, name="plan"),
    path("ke-hoach/<int:plan_id>/tong-quan/", overview.overview, name="plan_overview"),
    path("ke-hoach/<int:plan_id>/so-sanh/", difference.difference, name="plan_difference"),
    path("ke-hoach/<int:plan_id>/so-sanh/excel/", differences.difference_xlsx, name="plan_difference_xlsx"),
    path("ke-hoach/<int:plan_id>/so-sanh/don-vi-ke-tuc/", handovers.hand_over, name="plan_hand_over"),
    path(
        "ke-hoach/<int:plan_id>/so-sanh/<slug:part>/",
        difference_parts.difference_part,
        name="plan_difference_part",
    ),
    path("ke-hoach/<int:plan_id>/trien-khai/", coverage.coverage, name="plan_coverage"),
    path("ke-hoach/<int:plan_id>/trien-khai/excel/", coverage.coverage_xlsx, name="plan_coverage_xlsx"),
    path("ke-hoach/<int:plan_id>/tep/", plans.papers, name="plan_papers"),
    path("ke-hoach/<int:plan_id>/che-do-bao-cao/", regimes.of_plan, name="plan_regimes"),
    path("ke-hoach/<int:plan_id>/che-do-bao-cao/them/", regimes.add, name="plan_regime_add"),
    path("che-do-bao-cao/", regimes.alone, name="regimes"),
    path("che-do-bao-cao/them/", regimes.add, name="regime_add"),
    path("che-do-bao-cao/<int:regime_id>/", regimes.change, name="regime"),
    path("ke-hoach/<int:plan_id>/giao-viec/", manage.manage, name="plan_manage"),
    path("ke-hoach/<int:plan_id>/hien-trang/", manage.opening, name="plan_opening"),
]
