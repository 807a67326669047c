import ast
import re
from pathlib import Path

import pytest

from ifolge.errors import UsageError
from ifolge.model.attribution import Anonymity, Kind, SourceType, Status
from ifolge.model.reason import Reason
from ifolge.show.messages import LANGUAGES, load_messages

PACKAGE = Path(__file__).parents[3] / "src" / "ifolge"
RULE = re.compile(r"[a-z_]+(\.[a-z_]+)+")
languages = pytest.mark.parametrize("code", LANGUAGES)


STAGES = ("attribute", "resolve", "corroborate")


def rules_in_code():
    """The rules that stand as literals in calls of Reason, or that stages hand on to one."""
    families = {rule.split(".")[0] for rule in load_messages("en").reasons}
    for stage in STAGES:
        for path in (PACKAGE / stage).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                name = str(node.value) if isinstance(node, ast.Constant) else ""
                if RULE.fullmatch(name) and name.split(".")[0] in families:
                    yield name
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
                given = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "rule")]
                for value in given:
                    if isinstance(value, ast.Constant) and RULE.fullmatch(str(value.value)):
                        yield value.value


@languages
def test_every_rule_has_its_wording(code):
    assert set(rules_in_code()) - set(load_messages(code).reasons) == set()


def test_both_languages_word_the_same():
    danish, english = load_messages("da"), load_messages("en")
    assert set(danish.labels) == set(english.labels)
    assert set(danish.reasons) == set(english.reasons)
    for rule, wording in danish.reasons.items():
        assert fields(wording) == fields(english.reasons[rule]), rule


def fields(wording):
    return set(re.findall(r"\{(\w+)\}", wording))


@languages
def test_every_value_has_a_word(code):
    messages = load_messages(code)
    for name, values in {
        "kind": Kind,
        "status": Status,
        "source_type": SourceType,
        "anonymity": Anonymity,
    }.items():
        for value in values:
            assert f"{name}.{value}" in messages.labels


def test_a_reason_is_worded_with_its_values():
    reason = Reason(
        "status",
        "correction.person",
        values={"author": "Mette", "date": "2026-03-10", "before": "denied", "note": "Nej."},
    )
    assert load_messages("da").reason(reason) == "rettet af Mette 2026-03-10, før: denied. Nej."


def test_what_is_missing_never_breaks_the_output():
    messages = load_messages("da")
    assert messages.reason(Reason("status", "status.unheard_of")) == "status.unheard_of"
    assert "…" in messages.reason(Reason("status", "correction.person"))
    assert messages.label("no such label") == "no such label"
    assert messages.value("status", "odd") == "odd"
    assert messages.value("status", None) == "–"
    assert messages.value("anonymous", True) == "ja"


def test_another_language_is_refused():
    with pytest.raises(UsageError):
        load_messages("fr")
