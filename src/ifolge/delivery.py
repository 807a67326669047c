"""Send what waits in the outbox; what does not arrive is tried again later, with the same key."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from ifolge.notify.targets import NotifyError, Target, send
from ifolge.store import Store, outbox

LONGEST_WAIT = 6 * 3600.0


def deliver(store: Store, target: Target, tell: Callable[[NotifyError], None]) -> int:
    """Send a target what waits for it; `tell` hears of what did not arrive. How many did."""
    count = 0
    with store.read() as connection:
        messages = outbox.waiting(connection, target.id, in_seconds(0))
    for message in messages:
        try:
            send(target, json.loads(message.body))
        except NotifyError as error:
            tell(error)
            wait = in_seconds(min(LONGEST_WAIT, 60.0 * 2 ** min(message.attempts, 10)))
            store.write(partial(outbox.put_off, message=message, next_at=wait))
            continue
        store.write(partial(outbox.mark_sent, message=message))
        count += 1
    return count


def in_seconds(seconds: float) -> str:
    """A moment as the store writes it."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
