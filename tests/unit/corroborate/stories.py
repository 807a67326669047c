"""Reports from small stories: inline markup (docs/annotation.md) and its rows, read for tests."""

import html
import json
import re
import zlib
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ifolge.model.article import Article, Language, Sentence, Span
from ifolge.model.attribution import Attribution, Kind, SourceType, Status
from ifolge.model.report import OwnVoice, Report

FOLDER = Path(__file__).parents[2] / "data" / "stories"
STORIES = sorted(folder.name for folder in FOLDER.iterdir())
BLOCK = re.compile(
    r"<article\b([^>]*)>\n?(.*?)</article>\s*<attributions>\n?(.*?)</attributions>", re.S
)
TAG = re.compile(r'<(/?)([sctn])(?:\s+a="([^"]*)")?>')
ROLES = {"s": "source", "c": "cue", "t": "content", "n": "anaphor"}
END = re.compile(r'(?<!\d)[.!?]["”“]?(?=\s)')


def read(markup):
    """The reports of a markup text, in its order."""
    return [_report(*match.groups()) for match in BLOCK.finditer(markup)]


def one(outlet, published, body, rows="", lang="da", credit=None, name="x"):
    """A report from one article's markup."""
    extra = f' credit="{credit}"' if credit else ""
    head = f'id="{name}" lang="{lang}" published="{published}" outlet="{outlet}"{extra}'
    block = f"<article {head}>\n{body}\n</article>\n<attributions>\n{rows}\n</attributions>\n"
    return read(block)[0]


def _report(head, body, rows):
    meta = {k: html.unescape(v) for k, v in re.findall(r'(\w+)="([^"]*)"', head)}
    text, spans = _strip(body.strip("\n"))
    sentences = _sentences(text)
    attributions = [_attribution(row, spans) for row in rows.splitlines() if row.strip()]
    busy = [s for places in spans.values() for s in places]
    own = tuple(
        OwnVoice(s.span)
        for s in sentences
        if len(s.span.of(text).split()) > 2 and not any(s.span.overlaps(b) for b in busy)
    )
    article = Article(
        id=meta["id"],
        text=text,
        lang=meta["lang"],
        title=meta.get("title"),
        outlet=meta["outlet"],
        published=meta["published"] or None,
        credit=meta.get("credit"),
    )
    language = Language(meta["lang"], 1.0, given=True)
    return Report(article, language, tuple(attributions), sentences=sentences, own_voice=own)


def _strip(body):
    out, length, last, ahead = [], 0, 0, []
    spans = defaultdict(list)
    for tag in [*TAG.finditer(body), None]:
        piece = html.unescape(body[last : tag.start() if tag else len(body)])
        out.append(piece)
        length += len(piece)
        if tag is None:
            break
        last = tag.end()
        if not tag[1]:
            ahead.append((tag[2], tag[3], length))
        else:
            role, numbers, start = ahead.pop()
            for number in numbers.split(","):
                spans[number.strip(), ROLES[role]].append(Span(start, length))
    return "".join(out), spans


def _sentences(text):
    found = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        start = line.start()
        for end in [*(line.start() + m.end() for m in END.finditer(line.group())), line.end()]:
            words = text[start:end]
            if words.strip():
                left = start + len(words) - len(words.lstrip())
                found.append(Sentence(Span(left, end), number))
            start = end
    return tuple(found)


def _attribution(row, spans):
    number, rest = row.split(" ", 1)
    fields = dict(re.findall(r"\b(via|kind|type|anon|status)=(\S+)", rest))
    canon = rest.partition("canon=")[2].strip()
    places = {role: tuple(sorted(spans[number, role])) for role in ROLES.values()}
    return Attribution(
        id=f"a{number}",
        **places,
        kind=Kind(fields["kind"]),
        via=None if fields["via"] == "-" else f"a{fields['via']}",
        source_type=SourceType(fields["type"]),
        anonymous=fields["anon"] == "yes",
        status=Status(fields["status"]),
        canonical_source=canon or None,
    )


@dataclass(frozen=True)
class Story:
    """A story of `tests/data/stories` with the vectors of an encoder that knows the claims."""

    reports: list
    gold: dict
    claim_of: dict


def load(name):
    """A story; contents of one claim have like vectors, all others their own."""
    folder = FOLDER / name
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    reports = read((folder / "articles.xml").read_text("utf-8"))
    claim_of = {}
    for claim in gold["claims"]:
        for mention in claim["mentions"]:
            place = mention.get("attribution") or str(mention["span"][0])
            claim_of[f"{mention['article']}:{place}"] = claim["id"]
    return Story([_with_vectors(r, claim_of) for r in reports], gold, claim_of)


def _with_vectors(report, claim_of):
    text = report.article.text
    vectors = {}
    for a in report.attributions:
        words = " ".join(span.of(text) for span in a.content)
        vectors[a.id] = _vector(claim_of.get(f"{report.article.id}:{a.id}", words), words)
    for own in report.own_voice:
        words = own.span.of(text)
        label = claim_of.get(f"{report.article.id}:{own.span.start}", words)
        vectors[f"{own.span.start}:{own.span.end}"] = _vector(label, words)
    return replace(report, vectors=vectors)


def _vector(label, words):
    value = _random(label) + 0.5 * _random(words)
    return (value / np.linalg.norm(value)).astype(np.float32)


def _random(words):
    value = np.random.default_rng(zlib.crc32(words.encode())).normal(size=384)
    return value / np.linalg.norm(value)
