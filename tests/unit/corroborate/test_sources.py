"""What the whole set tells of its sources."""

from dataclasses import replace

from tests.unit.corroborate.stories import one

from ifolge.corroborate.sources import settle_sources
from ifolge.model.attribution import SourceType

AT = "2026-03-03T08:00:00+01:00"


def row(number, kind="organization", anon="no", canon="", via="-", status="asserted"):
    return f"{number} via={via} kind=indirect type={kind} anon={anon} status={status} canon={canon}"


def settled(*reports):
    """The attributions of the first report, by id."""
    first = reports[0].article.id
    found = next(r for r in settle_sources(reports) if r.article.id == first)
    return {a.id: a for a in found.attributions}


KICKPOST = one("Kickpost", AT, "Stille dag i klubben\n\nIngen spiller er skadet.", name="k")


def test_source_named_like_an_outlet_is_one_whatever_it_was_read_as():
    body = 'Ny træner\n\n<c a="1">Ifølge</c> <s a="1">avisen Kickpost</s> <t a="1">går Bo Lund</t>.'
    found = settled(one("Fodboldbladet", AT, body, row(1, canon="kickpost")), KICKPOST)["a1"]
    assert found.source_type is SourceType.NEWS_OUTLET
    assert found.canonical_source == "Kickpost"
    assert [reason.rule for reason in found.because("canonical_source")] == ["sources.outlet"]


def test_described_outlet_is_the_one_the_article_names():
    body = (
        'Ny træner\n\n<t a="1">Bo Lund går</t>, <c a="1">skriver</c> <s a="1">avisen</s>.'
        " Det stod i Kickpost i går."
    )
    found = settled(one("Fodboldbladet", AT, body, row(1, canon="avisen")), KICKPOST)["a1"]
    assert found.canonical_source == "Kickpost"


def test_described_outlet_stays_where_two_are_named():
    body = (
        'Ny træner\n\n<t a="1">Bo Lund går</t>, <c a="1">skriver</c> <s a="1">avisen</s>.'
        " Det stod i Kickpost og i Sportsugen i går."
    )
    other = one("Sportsugen", AT, "Stille dag\n\nIngen er skadet i dag.", name="s")
    article = one("Fodboldbladet", AT, body, row(1, canon="avisen"))
    assert settled(article, KICKPOST, other)["a1"].canonical_source == "avisen"


HOSPITAL = (
    'Prøver taget\n\n<t a="1">To er syge</t>, <c a="1">oplyser</c> <s a="1">Grevesund Sygehus</s>.'
    ' <t a="2">Begge er vågne</t>, <c a="2">siger</c> <s a="2">hospitalet</s>.'
)


def test_described_institution_is_the_only_one_of_its_kind():
    rows = row(1, canon="Grevesund Sygehus") + "\n" + row(2, canon="hospitalet")
    found = settled(one("Avisen", AT, HOSPITAL, rows))
    assert found["a2"].canonical_source == "Grevesund Sygehus"


def test_document_is_of_the_institution_before_it():
    body = (
        'Firma i knibe\n\n<t a="1">Der er lukket</t>, <c a="1">skriver</c> <s a="1">firmaet Tang'
        ' Pharma</s>. <t a="2">Der er ingen fare</t>, <c a="2">hedder det i</c>'
        ' <s a="2">meddelelsen</s>.'
    )
    rows = row(1, canon="Tang Pharma") + "\n" + row(2, "document", canon="meddelelsen")
    assert settled(one("Avisen", AT, body, rows))["a2"].canonical_source == "Tang Pharma"


def test_source_of_a_headline_is_the_one_of_the_story_below():
    body = (
        '<s a="1">Passager</s><c a="1">:</c> <t a="1">Ilden begyndte på dækket</t>\n\n'
        '<t a="2">Ilden begyndte på bildækket</t>, <c a="2">siger</c>'
        ' <s a="2">passageren Ellen Lund</s>.'
    )
    rows = row(1, "person", canon="passager") + "\n" + row(2, "person", canon="Ellen Lund")
    assert settled(one("Avisen", AT, body, rows))["a1"].canonical_source == "Ellen Lund"


def test_source_told_by_its_role_alone_keeps_its_name_back():
    body = 'Ild i salen\n\n<t a="1">Ilden er ude</t>, <c a="1">siger</c> <s a="1">en spiller</s>.'
    found = settled(one("Avisen", AT, body, row(1, "person", canon="en spiller")))["a1"]
    assert found.anonymous is True


def test_outlet_beside_a_source_is_its_relay():
    body = (
        'Ny træner\n\n<t a="1">Bo Lund går</t>, <c a="1">fortæller</c> <s a="1">Ida Krog</s>'
        " Kickpost. Hun er ny."
    )
    article = one("Fodboldbladet", AT, body, row(1, "person", canon="Ida Krog"))
    found = settled(article, KICKPOST)
    relay = found[found["a1"].via]
    assert relay.canonical_source == "Kickpost"
    assert [span.of(article.article.text) for span in relay.source] == ["Kickpost"]


def test_own_outlet_is_no_relay_beside():
    body = (
        'Ny træner\n\n<t a="1">Bo går</t>, <c a="1">fortæller</c> <s a="1">Ida Krog</s> Kickpost.'
    )
    article = one("Kickpost", AT, body, row(1, "person", canon="Ida Krog"))
    assert settled(article)["a1"].via is None


def test_denial_is_no_relay_of_the_outlet_named_beside():
    body = (
        'Ny træner\n\n<s a="1">Ida Krog</s> <c a="1">afviser</c> over for Kickpost, at'
        ' <t a="1">Bo går</t>.'
    )
    article = one("Fodboldbladet", AT, body, row(1, "person", canon="Ida Krog", status="denied"))
    assert settled(article, KICKPOST)["a1"].via is None


def test_words_with_a_source_are_not_told_by_nobody_too():
    body = (
        'Ny træner\n\n<t a="1,2">Bo Lund går</t>, <c a="1">fortæller</c> <s a="1">Ida Krog</s>'
        ' <c a="2">angiveligt</c>.'
    )
    rows = row(1, "person", canon="Ida Krog") + "\n" + row(2, "unknown")
    assert list(settled(one("Avisen", AT, body, rows))) == ["a1"]


def test_order_of_the_reports_changes_nothing():
    rows = row(1, canon="Grevesund Sygehus") + "\n" + row(2, canon="hospitalet")
    reports = (one("Avisen", AT, HOSPITAL, rows), replace(KICKPOST))
    forward, back = settle_sources(reports), settle_sources(reports[::-1])
    assert forward == back[::-1]
