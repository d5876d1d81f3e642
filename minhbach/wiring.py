"""Which fact wakes which job: one page.

A service announces a fact (`shared.outbox.announce`); every job named here gets the ids it gave.
A fact that nobody listens to yet stands here with an empty list: a wrong word must not pass in silence.
"""

LISTENERS: dict[str, tuple[str, ...]] = {
    "plan adopted": (),
    "plan activated": (),
    "plan closed": (),
    "plan amended": (),
    "duty reported": (),
    "duty confirmed": (),
    "duty returned": (),
    "due date changed": (),
    "coordination requested": (),
    "directive recorded": (),
    "unit succeeded": (),
    "report submitted": (),
    "report returned": (),
    "report accepted": (),
}
