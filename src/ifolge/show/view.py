"""How the reader wants to see it: language of the surface, width, colour, how much is explained."""

from dataclasses import dataclass, field

from ifolge.show.messages import Messages, load_messages


@dataclass(frozen=True)
class View:
    """Choices that every format may heed.

    `why` is the id of the one attribution to explain, `explain` asks for the reasons of all.
    """

    messages: Messages = field(default_factory=lambda: load_messages("en"))
    width: int = 80
    colour: bool = False
    explain: bool = False
    why: str | None = None
