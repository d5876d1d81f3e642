"""Verbs of the organisation. Each: access, decide, save, audit; one transaction.

NotAllowed where the actor may not; Refused (or the model's ValidationError) with sentences per field.
"""

from minhbach.organisation.services.groups import GroupDraft, change_group, create_group
from minhbach.organisation.services.imports import (
    Imported,
    ImportRefused,
    import_units,
    import_users,
    unit_rows,
    unit_workbook,
    user_workbook,
)
from minhbach.organisation.services.people import (
    UserDraft,
    change_user,
    create_user,
    deactivate_user,
    end_membership,
    make_sign_in_link,
    reactivate_user,
    set_membership,
    set_password,
    use_sign_in_link,
)
from minhbach.organisation.services.sign_in import lift_second_step, record_failed_sign_in, record_sign_in
from minhbach.organisation.services.successions import dissolve, merge, move_function, rename, split
from minhbach.organisation.services.units import (
    UnitDraft,
    add_alias,
    change_unit,
    create_unit,
    remove_alias,
    save_units,
)

__all__ = [
    "GroupDraft",
    "ImportRefused",
    "Imported",
    "UnitDraft",
    "UserDraft",
    "add_alias",
    "change_group",
    "change_unit",
    "change_user",
    "create_group",
    "create_unit",
    "create_user",
    "deactivate_user",
    "dissolve",
    "end_membership",
    "import_units",
    "import_users",
    "lift_second_step",
    "make_sign_in_link",
    "merge",
    "move_function",
    "reactivate_user",
    "record_failed_sign_in",
    "record_sign_in",
    "remove_alias",
    "rename",
    "save_units",
    "set_membership",
    "set_password",
    "split",
    "unit_rows",
    "unit_workbook",
    "use_sign_in_link",
    "user_workbook",
]
