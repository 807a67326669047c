"""Origins, counts and histories of claims whose mentions are given as in the gold dossiers."""

import pytest
from tests.unit.corroborate.stories import STORIES, load

from ifolge.corroborate.actors import find_actors
from ifolge.corroborate.copies import find_copies
from ifolge.corroborate.history import trace_history
from ifolge.corroborate.origins import count_independent, find_origins, read_archive
from ifolge.corroborate.passages import find_passages, in_order


def cases():
    for name in STORIES:
        for claim in load(name).gold["claims"]:
            yield pytest.param(name, claim["id"], id=f"{name}-{claim['id']}")


@pytest.mark.parametrize(("name", "claim_id"), list(cases()))
def test_origins_count_and_history(name, claim_id):
    story = load(name)
    reports = in_order(story.reports)
    passages = find_passages(reports)
    actors = find_actors(reports)
    archive = read_archive(reports, passages, find_copies(reports, passages), actors)
    group = [p for p in passages if story.claim_of.get(p.key) == claim_id]
    claim = next(c for c in story.gold["claims"] if c["id"] == claim_id)
    origins = find_origins(group, archive)
    found = {frozenset(origin.mentions) for origin in origins}
    assert found == {frozenset(origin["mentions"]) for origin in claim["origins"]}
    independent = count_independent(origins)
    assert [independent.least, independent.most] == claim["independent"]
    history = [(step.status.value, step.article) for step in trace_history(group, origins, actors)]
    assert history == [(step["status"], step["article"]) for step in claim["history"]]
