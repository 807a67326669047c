"""A pipeline without a model: finds what tests/data/kajen.jsonl holds, and nothing elsewhere.

Journeys test the door, not the model. `install` puts it in the place of ifolge.pipeline.
"""

import os
import sys
import time
import types
from dataclasses import replace
from pathlib import Path

from ifolge.model import wire
from ifolge.model.article import Article, Language
from ifolge.model.report import Report

DATA = Path(__file__).parents[1] / "data"
KAJEN = wire.from_line((DATA / "kajen.jsonl").read_text("utf-8"))
calls = []
# Modules that hold on to the pipeline they were loaded with.
USERS = (
    "ifolge.given",
    "ifolge.show.reading",
    "ifolge.show.importing",
    "ifolge.show.evaluating",
    "ifolge.show.adding",
    "ifolge.show.investigating",
)


def analyse(article, *, lang=None, published=None, outlet=None):
    if isinstance(article, str):
        article = Article("text", article, lang=lang, published=published, outlet=outlet)
    if article.text.strip() == KAJEN.article.text:
        return replace(KAJEN, article=article)
    return Report(article, Language(article.lang or "da", 0.9, article.lang is not None), ())


class Tools:
    def __init__(self):
        self.encoder = types.SimpleNamespace(settings={"scheme": 1})


def analyse_many(articles, *, workers=1, tools=None):
    calls.append((workers, tools.encoder.settings["scheme"] if tools else None))
    for number, article in enumerate(articles):
        if number and (delay := os.environ.get("STUB_DELAY")):
            time.sleep(float(delay))
        yield analyse(article)


def judge_given(article, attributions, tools):
    assert all(a.status is None for a in attributions), "the judge must not see the answers"
    return replace(analyse(article), attributions=tuple(attributions))


def install():
    module = types.ModuleType("ifolge.pipeline")
    module.analyse, module.analyse_many = analyse, analyse_many
    module.judge_given, module.Tools, module.default_tools = judge_given, Tools, Tools
    sys.modules["ifolge.pipeline"] = module
    import ifolge

    ifolge.pipeline = module
    for name in USERS:
        sys.modules.pop(name, None)
    return module


if __name__ == "__main__":
    install()
    from ifolge.show.cli import main

    sys.argv[0] = "ifolge"
    main()
