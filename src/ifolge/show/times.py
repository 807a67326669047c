"""Times as people read them: "21 Nov 2026, 07:00", in the clock of this machine."""

from datetime import datetime

from ifolge.show.messages import Messages

_NONE = "–"


def shown_time(at: str | None, messages: Messages) -> str:
    """A day or a moment in words; what is neither comes back as it is.

    Midnight in UTC is a day whose hour nobody told. Other moments are those of the reader's clock,
    which is taken to be that of this machine.
    """
    if not at:
        return _NONE
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    hour = len(at) > 10 and not (moment.hour == moment.minute == 0 and not moment.utcoffset())
    if hour and moment.tzinfo is not None:
        moment = moment.astimezone()
    month = messages.label(f"month.{moment.month}")
    day = messages.label("time.day", day=moment.day, month=month, year=moment.year)
    if not hour:
        return day
    clock = {"hour": f"{moment.hour:02}", "minute": f"{moment.minute:02}"}
    return messages.label("time.minute", day=day, **clock)
