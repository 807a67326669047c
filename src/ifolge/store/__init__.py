"""Where articles and what was found in them are kept: SQLite by default, PostgreSQL by URL."""

from ifolge.store.opening import open_store
from ifolge.store.transactions import Store

__all__ = ["Store", "open_store"]
