"""The store of a server, opened beside it: for states that no command of ours brings about."""

import sqlite3
from contextlib import contextmanager


@contextmanager
def opened(server):
    """A connection whose changes are committed at the end of the block. It does not check references."""
    connection = sqlite3.connect(server.directory / "crosspoint.db", timeout=10)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


@contextmanager
def changed(server, change, back):
    """Runs the statement `change` and, after the block, `back`."""
    with opened(server) as store:
        store.execute(change)
    try:
        yield
    finally:
        with opened(server) as store:
            store.execute(back)
