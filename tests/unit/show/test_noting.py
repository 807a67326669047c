from ifolge.model.article import Article, Language
from ifolge.model.report import Report
from ifolge.show.messages import load_messages
from ifolge.show.noting import with_notes


def test_an_article_in_a_sixth_language_is_told_and_passed_on(capsys):
    known = Report(Article("a1", "Broen er lukket."), Language("da", 1.0), ())
    foreign = Report(
        Article("fr", "Le pont."), Language("fr", 0.9), (), notes=("language.unknown",)
    )
    assert list(with_notes([known, foreign], load_messages("en"))) == [known, foreign]
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("ifolge: fr: the language is none of the five that ifolge knows")
