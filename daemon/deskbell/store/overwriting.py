"""What was erased must not be read from the disk's free places either.

SQLite only forgets where erased rows stood: their bytes stay in free pages, in the free room of full ones, and in the
write-ahead log. `secure_delete` would overwrite what is deleted from now on, at a price for every write, and never what
older changes of the same rows left behind. So the whole file is written anew (VACUUM), and the log is emptied.
"""

import time
from typing import Any

from sqlalchemy.engine import Connection

from deskbell.failpoints import reach
from deskbell.store.engine import sqlite_module
from deskbell.store.store import SqlStore

#: A reader may hold the log for a moment; so often, so many seconds apart, it is tried again.
_TRIES, _PAUSE = 50, 0.1


def overwrite(store: SqlStore) -> bool:
    """Write the database's file anew without what was erased; False where that cannot be done, or not by us (PostgreSQL).

    Nothing else is written meanwhile: mail at the door waits for it.
    """
    return store.alone and store.alone_with(_written_anew)


def _written_anew(connection: Connection) -> bool:
    raw: Any = connection.connection.driver_connection
    raw.execute("COMMIT")  # neither is done within a transaction; the writer's own ends with nothing in it
    reach("E2")
    try:
        raw.execute("PRAGMA temp_store=FILE")  # the copy is as large as the database
        raw.execute("VACUUM")
        return _emptied(raw)
    except sqlite_module().Error:
        return False
    finally:
        raw.execute("PRAGMA temp_store=MEMORY")
        raw.execute("BEGIN IMMEDIATE")


def _emptied(raw: Any) -> bool:
    for _ in range(_TRIES):
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return True
        time.sleep(_PAUSE)
    return False
