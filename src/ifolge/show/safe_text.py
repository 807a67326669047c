"""Article text is hostile: what it may not do to a terminal, it is shown doing."""

# Characters that would steer the terminal or turn the reading direction, shown as signs instead.
_VISIBLE = {n: 0x2400 + n for n in range(32) if n not in (9, 10)} | {127: 0x2421}
_VISIBLE |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "␦")


def visible(text: str) -> str:
    """The text with control characters shown as signs, so that no article steers a terminal."""
    return text.translate(_VISIBLE)
