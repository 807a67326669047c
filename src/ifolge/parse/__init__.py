"""From an article to its paragraphs, sentences, quotations and language."""

from ifolge.languages import pack
from ifolge.model.article import Article, Language, ParsedArticle
from ifolge.parse.language import detect_language, pack_code
from ifolge.parse.paragraphs import find_paragraphs
from ifolge.parse.quotations import find_quotations
from ifolge.parse.rules import rules_for
from ifolge.parse.sentences import split_sentences

__all__ = ["parse"]


def parse(article: Article, lang: str | None = None) -> ParsedArticle:
    """Read an article's outer form: "– Det er løgn, siger hun." is one dash quotation, Danish.

    `lang` overrules the language the article names, which overrules the detected one. The text
    is never changed; all spans point into it.
    """
    text = article.text
    language = _language(article, lang)
    rules = rules_for(language.code)
    paragraphs = find_paragraphs(text)
    quotations = find_quotations(text, paragraphs, rules)
    sentences = split_sentences(text, paragraphs, quotations, rules)
    return ParsedArticle(article, language, paragraphs, sentences, quotations)


def _language(article: Article, lang: str | None) -> Language:
    """The language given, or the detected one."""
    given = lang or article.lang
    if not given:
        return detect_language(article.text)
    code = pack_code(given)
    return Language(code, 1.0, given=True, known=code in pack.codes())
