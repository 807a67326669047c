import json

import pytest
from tests.unit.corroborate.stories import STORIES, load

from ifolge.corroborate import investigate
from ifolge.show.export.dossier_json import dossier_to_dict, dossier_to_json


@pytest.mark.parametrize("name", STORIES)
def test_the_shape_is_that_of_a_gold_dossier(name):
    story = load(name)
    shown = json.loads(dossier_to_json(investigate(story.reports), name))
    texts = {report.article.id: report.article.text for report in story.reports}
    assert shown["story"] == name
    for claim in shown["claims"]:
        for mention in claim["mentions"]:
            assert all(0 <= a < b <= len(texts[mention["article"]]) for a, b in mention["span"])
        listed = [place for origin in claim["origins"] for place in origin["mentions"]]
        asserting = [n for n, m in enumerate(claim["mentions"]) if m["status"] != "denied"]
        assert sorted(listed) == asserting
        least, most = claim["independent"]
        assert 0 <= least <= most == len(claim["origins"])
        assert all(change["at"] and change["article"] in texts for change in claim["history"])
    assert {"article", "of", "degree"} <= shown["copies"][0].keys()


def test_a_story_without_name_has_none():
    assert "story" not in dossier_to_dict(investigate([]))
