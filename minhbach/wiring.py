"""Which fact wakes which job: one page.

A service announces a fact (`shared.outbox.announce`); every job named here gets the ids it gave.
A fact that nobody listens to yet stands here with an empty list: a wrong word must not pass in silence.
"""

LISTENERS: dict[str, tuple[str, ...]] = {
    "plan adopted": (),
    "plan activated": ("reporting.settle_plan",),
    "activation undone": ("reporting.settle_plan",),
    "plan closed": (),
    "plan amended": ("reporting.settle_plan",),
    "duty reported": ("supervision.settle_duty",),
    "duty confirmed": ("supervision.settle_duty",),
    "duty returned": (),
    "due date changed": (),
    "coordination requested": (),
    "directive recorded": (),
    "unit succeeded": ("reporting.settle_all",),
    "calendar changed": ("reporting.settle_all",),
    "regime changed": ("reporting.settle_regime",),
    "report submitted": ("reporting.duty_of_report", "supervision.settle_slot"),
    "report returned": (),
    "report accepted": ("reporting.duty_of_report",),
    "consolidation forwarded": ("reporting.duty_of_consolidation",),
    "consolidation sent": ("reporting.duty_of_consolidation",),
}
