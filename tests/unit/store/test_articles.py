from dataclasses import replace

import numpy as np
import pytest
from tests.unit.store.made import BANK, FERRY, FERRY_LATER, report

from ifolge.store.articles import Outcome, digest_of, load_article, load_reports


def outcomes(archive, *reports):
    return [archive.add(one).outcome for one in reports]


def test_a_text_is_added_once(archive):
    one = report("a")
    assert outcomes(archive, one, one) == [Outcome.ADDED, Outcome.KNOWN]
    assert archive.known(one.article).name == "a"
    assert archive.known(replace(one.article, text=BANK)) is None


def test_an_edit_keeps_both_texts_and_tells_what_changed(archive):
    url = "https://a.example/1"
    first = archive.add(report("a", FERRY, url=url))
    put = archive.add(report("b", FERRY_LATER, url=url))
    assert (put.outcome, put.name, put.article) == (Outcome.CHANGED, "a", first.article)
    (change,) = put.changes
    assert change.before.startswith("Tolv er døde")
    assert change.after.startswith("Fjorten er døde")
    with archive.store.read() as connection:
        assert load_article(connection, put.article).text == FERRY_LATER
        assert load_article(connection, put.article, 1).text == FERRY


def test_an_id_that_names_quite_another_text_is_another_article(archive):
    assert outcomes(archive, report("leder", FERRY), report("leder", BANK)) == [Outcome.ADDED] * 2
    assert archive.known(report("leder", BANK).article).name == "leder-2"
    assert archive.add(report("leder", BANK)).outcome is Outcome.KNOWN
    assert archive.add(report("leder", FERRY_LATER)).name == "leder"


def test_the_same_text_at_two_addresses_is_two_articles(archive):
    two = [report(n, url=f"https://{n}.example/") for n in "ab"]
    assert outcomes(archive, *two) == [Outcome.ADDED] * 2


def test_a_report_comes_out_as_it_went_in(archive):
    one = report("a", url="https://a.example/1", title="Brand", extra={"desk": ["hav", 1]})
    number = archive.add(one).article
    with archive.store.read() as connection:
        (back,) = load_reports(connection, [number])
    assert back.article == one.article
    assert replace(back, vectors={}) == replace(one, vectors={})
    assert back.vectors.keys() == one.vectors.keys()
    for key, vector in one.vectors.items():
        assert float(np.dot(back.vectors[key], vector)) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
def test_text_that_no_database_takes_is_kept_letter_for_letter(archive, sign):
    put = archive.add(report("a", FERRY.replace("T", sign, 1)))
    with archive.store.read() as connection:
        assert len(load_article(connection, put.article).text) == len(FERRY)


def test_a_fault_in_the_middle_leaves_nothing(archive, monkeypatch):
    from ifolge.store import stories

    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(stories, "place", fail)
    with pytest.raises(RuntimeError):
        archive.add(report("a"))
    assert archive.known(report("a").article) is None


def test_digest_depends_on_title_and_text_alone():
    one = report("a").article
    assert digest_of(one) == digest_of(replace(one, outlet="X", published=None))
    assert digest_of(one) != digest_of(replace(one, title="X"))
