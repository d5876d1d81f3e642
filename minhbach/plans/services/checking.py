"""What keeps a plan from being taken in, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from minhbach.plans.core.kinds import Role, Standing, Timing
from minhbach.plans.core.new_plan import (
    CYCLES,
    FILE_KINDS,
    NODE_KINDS,
    NewAction,
    NewPlan,
    NewResponsibility,
)
from minhbach.shared.verbs import Problem

# Longest texts that the database keeps: field -> characters.
_PLAN_LIMITS = {"kind": 60, "number": 60, "issuer": 200, "signer": 120, "signer_authority": 160, "reader": 60}


def problems_of(plan: NewPlan) -> list[Problem]:
    """Everything that keeps the plan from being taken in; fields as "actions[3].due"."""
    return [
        *_plan_problems(plan),
        *_node_problems(plan),
        *(p for index, action in enumerate(plan.actions) for p in _action_problems(plan, index, action)),
    ]


def _plan_problems(plan: NewPlan) -> Iterator[Problem]:
    if not plan.title.strip():
        yield Problem("title", _("Hãy ghi tên kế hoạch."))
    for name, longest in _PLAN_LIMITS.items():
        if len(getattr(plan, name)) > longest:
            yield Problem(name, _("Nội dung dài quá %(n)s ký tự.") % {"n": longest})
    if plan.focal_unit is None:
        yield Problem("focal_unit", _("Hãy chọn đơn vị đầu mối của kế hoạch."))
    if plan.year_from and plan.year_to and plan.year_to < plan.year_from:
        yield Problem("year_to", _("Năm kết thúc đứng trước năm bắt đầu."))
    if not plan.actions and plan.amends is None:  # an amendment may change targets alone
        yield Problem("actions", _("Kế hoạch chưa có nhiệm vụ nào."))
    if plan.update_cycle not in CYCLES:
        yield Problem("update_cycle", _("Kỳ cập nhật không có trong danh mục."))
    if any(file.kind not in FILE_KINDS for file in plan.files):
        yield Problem("files", _("Loại tệp không có trong danh mục."))


def _node_problems(plan: NewPlan) -> Iterator[Problem]:
    for index, node in enumerate(plan.nodes):
        if node.kind not in NODE_KINDS or len(node.code) > 60:
            yield Problem(f"nodes[{index}].kind", _("Mục của kế hoạch không đúng loại hoặc số mục quá dài."))
        if node.parent is not None and not 0 <= node.parent < index:
            yield Problem(f"nodes[{index}].parent", _("Mục cha phải đứng trước mục con."))


def _action_problems(plan: NewPlan, index: int, action: NewAction) -> Iterator[Problem]:
    at = f"actions[{index}]"
    if not action.text.strip():
        yield Problem(f"{at}.text", _("Hãy ghi nội dung nhiệm vụ."))
    if len(action.code) > 60:
        yield Problem(f"{at}.code", _("Số mục dài quá 60 ký tự."))
    if action.node is not None and not 0 <= action.node < len(plan.nodes):
        yield Problem(f"{at}.node", _("Nhiệm vụ trỏ tới một mục không có."))
    if action.timing not in list(Timing):
        yield Problem(f"{at}.timing", _("Loại thời gian không có trong danh mục."))
    if action.timing == Timing.DEADLINE and action.due is None:
        yield Problem(f"{at}.due", _("Hãy ghi ngày đến hạn, hoặc chọn loại thời gian khác."))
    if action.start and action.due and action.due < action.start:
        yield Problem(f"{at}.due", _("Ngày đến hạn đứng trước ngày bắt đầu."))
    if action.recurrence and action.recurrence not in CYCLES:
        yield Problem(f"{at}.recurrence", _("Chu kỳ không có trong danh mục."))
    for responsibility in action.responsibilities:
        yield from _responsibility_problems(at, responsibility)


def _responsibility_problems(at: str, responsibility: NewResponsibility) -> Iterator[Problem]:
    if responsibility.role not in list(Role) or responsibility.resolved not in list(Standing):
        yield Problem(f"{at}.{responsibility.role}", _("Vai trò hoặc cách hiểu cụm từ không đúng."))
    if responsibility.resolved in (Standing.OPEN, Standing.UNKNOWN) and responsibility.members:
        yield Problem(f"{at}.{responsibility.role}", _("Cụm từ để ngỏ không được có danh sách đơn vị."))
