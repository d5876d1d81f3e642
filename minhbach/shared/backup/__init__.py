"""One portable archive: every table as JSON lines, every kept file, and a manifest with counts and hashes.

The same archive restores to SQLite or PostgreSQL, so moving from one to the other is a backup and a
restore. It is made from one snapshot of the database while others go on writing.
"""

from minhbach.shared.backup.archive import Damaged, Manifest, TableSum
from minhbach.shared.backup.make import Made, make_backup
from minhbach.shared.backup.restore import NotEmpty, OtherVersion, Restored, restore

__all__ = [
    "Damaged",
    "Made",
    "Manifest",
    "NotEmpty",
    "OtherVersion",
    "Restored",
    "TableSum",
    "make_backup",
    "restore",
]
