"""dateparser beside ifolge on the corpus of times (tests/cases/time).

Run it where dateparser is installed; ifolge does not need it:

    python benchmarks/time_dateparser.py

dateparser is given what it is made for: the marked expression alone, the language, the day of
publication as base and the past as its preference. It is right when its day is the first day of
the expected interval (its month or year where the value is one). What it cannot express at all
(durations, sets, vague times, parts of the day beyond the day) is left out of its count, so the
comparison runs on points and stretches only. `found` is how many it reads at all. The second line
lets it search the whole sentence, as ifolge does; right means that one result is the day.
"""

import tomllib
from datetime import date, datetime
from pathlib import Path

import dateparser
from dateparser.search import search_dates

CASES = Path(__file__).parents[1] / "tests" / "cases" / "time"


def comparable(value: str) -> str | None:
    """The start of what dateparser could say: a day, month or year; None where it has no word."""
    start = value.split("/")[0].split("T")[0]
    parts = start.split("-")
    if not parts[0].isdigit() or len(parts[0]) != 4:
        return None
    return start if all(part.isdigit() for part in parts) else None


def settings(at: str, *, past: bool = True) -> dict[str, object]:
    base = datetime.fromisoformat(at)
    return {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": "past" if past else "future",
        "PREFER_DAY_OF_MONTH": "first",
    }


def same(found: datetime | None, value: str) -> bool:
    if found is None:
        return False
    day: date = found.date()
    return day.isoformat().startswith(value)


def measure(lang: str) -> tuple[int, int, int, int, int]:
    cases = tomllib.loads((CASES / f"{lang}.toml").read_text("utf-8"))["cases"]
    language = "nb" if lang == "nb" else lang
    count = found = right = searched = wrongly = 0
    for at, marked, value, *_ in cases:
        text = marked.replace("[", "").replace("]", "")
        if not value:
            wrongly += bool(search_dates(text, languages=[language], settings=settings(at)))
            continue
        expected = comparable(value)
        if expected is None or "[" not in marked:
            continue
        count += 1
        words = marked[marked.index("[") + 1 : marked.index("]")]
        read = dateparser.parse(words, languages=[language], settings=settings(at))
        found += read is not None
        right += same(read, expected)
        dates = search_dates(text, languages=[language], settings=settings(at)) or []
        searched += any(same(day, expected) for _, day in dates)
    return count, found, right, searched, wrongly


def main() -> None:
    print(f"dateparser {dateparser.__version__}")
    print("lang  comparable  read  right  right by search  found where there is no time")
    for lang in sorted(path.stem for path in CASES.glob("*.toml")):
        count, found, right, searched, wrongly = measure(lang)
        print(
            f"{lang}    {count:10}  {found:4}  {right / count:5.2f}  {searched / count:15.2f}  "
            f"{wrongly:10}"
        )


if __name__ == "__main__":
    main()
