"""Beside the desk: looks every now and then what kept searches find anew, and tells it."""

import logging
import threading
from collections.abc import Mapping
from typing import Any

from ifolge.alerts import tell_all
from ifolge.errors import IfolgeError
from ifolge.show.times import shown_time
from ifolge.show.web.page_article import address
from ifolge.show.web.settings import Settings
from ifolge.show.web.wording import surface
from ifolge.store import Store
from ifolge.store.search import Hit
from ifolge.store.searches import Search

log = logging.getLogger("ifolge.desk")
EVERY = 20.0


class Alerting:
    """One thread that tells until it is closed. Other processes may add the articles."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="alerts", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Stop; a message on its way is let go first."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    def tell(self) -> int:
        """Tell of everything new. Returns how many messages arrived."""
        return tell_all(self.store, self.worded, allow_private=self.settings.allow_private)

    def _run(self) -> None:
        while not self._over.wait(EVERY):
            try:
                self.tell()
            except IfolgeError as error:  # the store is away; next time again
                log.warning("alerts: %s", error)

    def worded(self, search: Search, hit: Hit) -> Mapping[str, Any]:
        """A message: which search, which article, where it stands."""
        title = hit.title or hit.name
        link = self.settings.base + address(hit.name)
        lines = (
            f"{hit.outlet or '–'} · {shown_time(hit.at, surface(search.lang))}",
            hit.excerpt,
            link,
        )
        return {
            "kind": "search",
            "subject": surface(search.lang).label("alert.subject", name=search.name, title=title),
            "text": "\n".join((title, *lines)),
            "search": {"id": search.id, "name": search.name},
            "article": hit.name,
            "title": hit.title,
            "outlet": hit.outlet,
            "at": hit.at,
            "story": hit.story,
            "excerpt": hit.excerpt,
            "link": link,
        }
