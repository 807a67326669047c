import pytest

from ifolge.evaluate import evaluate

TEXT = "Broen lukker, siger Anne Holm til Fjordposten. Byen afviser kritikken."


def at(words):
    start = TEXT.index(words)
    return [[start, start + len(words)]]


def gold():
    return {
        "id": "d1",
        "text": TEXT,
        "attributions": [
            {
                "id": "a1",
                "source": at("Anne Holm"),
                "cue": at("siger"),
                "content": at("Broen lukker"),
                "kind": "indirect",
                "via": "a2",
                "status": "announced",
                "source_type": "person",
                "anonymous": False,
                "canonical_source": "Anne Holm",
            },
            {
                "id": "a2",
                "source": at("Fjordposten"),
                "cue": at("til"),
                "content": at("Broen lukker"),
                "kind": "indirect",
                "via": None,
                "status": "asserted",
                "source_type": "news_outlet",
                "anonymous": False,
                "canonical_source": "Fjordposten",
            },
            {
                "id": "a3",
                "source": at("Byen"),
                "cue": at("afviser"),
                "content": at("kritikken"),
                "kind": "indirect",
                "via": None,
                "status": "denied",
                "source_type": "government",
                "anonymous": False,
                "canonical_source": "Byen",
            },
        ],
    }


def found(**changes):
    document = gold()
    for number, change in changes.items():
        document["attributions"][int(number[1:]) - 1].update(change)
    return {"d1": document}


def test_what_is_equal_scores_full():
    scores = evaluate([gold()], found())
    assert scores["attribution"] == {
        "p": 1.0,
        "r": 1.0,
        "f1": 1.0,
        "right": 3,
        "predicted": 3,
        "gold": 3,
    }
    assert scores["attribution_exact"]["f1"] == 1.0
    assert scores["fields"]["via_links"]["f1"] == 1.0


def test_an_article_that_was_not_read_counts_as_nothing_found():
    assert evaluate([gold()], {})["attribution"]["r"] == 0.0


def test_a_wrong_source_costs_the_attribution_but_a_wrong_cue_not_who_said_what():
    wrong_source = evaluate([gold()], found(a3={"source": at("siger")}))
    assert wrong_source["attribution"]["right"] == 2
    wrong_cue = evaluate([gold()], found(a3={"cue": at("lukker")}))
    assert wrong_cue["attribution"]["right"] == 2
    assert wrong_cue["attribution_no_cue"]["right"] == 3


def test_half_of_the_characters_are_enough_but_not_exact():
    scores = evaluate([gold()], found(a3={"content": at("kritikken.")}))
    assert scores["attribution"]["right"] == 3
    assert scores["attribution_exact"]["right"] == 2
    assert scores["roles"]["content"]["exact"]["right"] == 2


def test_fields_are_compared_on_agreeing_contents_only():
    scores = evaluate([gold()], found(a3={"status": "asserted"}, a2={"content": at("siger")}))
    assert scores["fields"]["status"]["compared"] == 2
    assert scores["fields"]["status"]["accuracy"] == 0.5


def test_names_are_compared_without_case_and_blanks():
    scores = evaluate([gold()], found(a1={"canonical_source": "anne  HOLM"}))
    assert scores["fields"]["canonical_source"]["accuracy"] == 1.0


def test_a_link_to_an_unpaired_relay_is_wrong():
    scores = evaluate([gold()], found(a2={"content": at("kritikken"), "cue": at("afviser")}))
    assert scores["fields"]["via_links"]["right"] == 0


def test_kind_is_worked_out_from_the_marks_where_gold_has_none():
    text = "„Nej“, sagde hun. Han tøver, skrev de."
    document = {
        "id": "d",
        "text": text,
        "attributions": [
            {"id": "a1", "cue": [[7, 12]], "content": [[0, 5]]},
            {"id": "a2", "cue": [[29, 34]], "content": [[18, 27]]},
        ],
    }
    kinds = evaluate([document], {"d": document})["recall_by_kind"]
    assert kinds == {"direct": {"r": 1.0, "gold": 1}, "indirect": {"r": 1.0, "gold": 1}}


def test_finds_in_regions_that_are_no_article_are_left_out():
    document = {**gold(), "discard": at("Byen afviser kritikken")}
    document["attributions"] = document["attributions"][:2]
    assert evaluate([document], found())["attribution"]["predicted"] == 2


def test_calibration_sees_confidence_beside_truth():
    sure = found(a1={"confidence": 0.9}, a2={"confidence": 0.9}, a3={"confidence": 0.9})
    error = evaluate([gold()], sure)["calibration"]["expected_error"]
    assert error == pytest.approx(0.1)


def test_another_text_is_refused():
    other = {"d1": {**gold(), "text": "Noget andet."}}
    with pytest.raises(ValueError, match="d1"):
        evaluate([gold()], other)
