"""Words of the machine instead of the translation: "Here is the translation", "As an AI", an error page.

Engines and web services answer with such texts, or with a quota warning, when they fail or are too polite; pasted in,
they end up on the page. Where the source itself speaks of translations or of artificial intelligence, most pass.

To fix it, take the words out; where nothing is left, translate the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.checks.base import Example, Finding
from l10n.model import Entry, Pair, Severity

ID = "chatter"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("The mayor resigned.", "Here is the translation: Le maire a démissionné.", "fr"),
    Example("The mayor resigned.", "Voici la traduction : Le maire a démissionné.", "fr"),
    Example("The mayor resigned.", "Sure! Le maire a démissionné.", "fr"),
    Example("The mayor resigned.", "Translation (French): Le maire a démissionné.", "fr"),
    Example("The mayor resigned.", "As an AI language model, I cannot translate this.", "fr"),
    Example("The mayor resigned.", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY.", "fr"),
    Example("The mayor resigned.", "Error 500 (Server Error)!!1500.That’s an error.", "fr"),
    Example("The mayor resigned.", "Désolé, je ne peux pas traduire ce texte.", "fr"),
    Example("The mayor resigned.", "Le maire a démissionné.\n\nNote: I kept the tone neutral.", "fr"),
)
PASSED = (
    Example("The mayor resigned.", "Le maire a démissionné.", "fr"),
    Example("Here is the translation: a poem.", "Voici la traduction : un poème.", "fr"),
    Example("As an AI, it cannot lie.", "As an AI, no puede mentir.", "es"),
    Example("It is a 502 Bad Gateway.", "C'est un 502 Bad Gateway.", "fr"),
    Example("Of course! He left.", "Bien sûr ! Il est parti.", "fr"),
    Example("The translation is good.", "La traduction est bonne.", "fr"),
)

_TEXT = r"(?:sentence|text|article|paragraph|passage|message|content|following)"
_OPENING = re.compile(
    r"""
    \W*(?:
      (?:sure|certainly|absolutely|of[ ]course|great|got[ ]it)\b[!.:—–-]
    | (?:\w+[,!.]?[ ])?here(?:'s|’s|[ ]is|[ ]are)[ ](?:the|your|a|my)[ ](?:\w+[ ]){0,3}
      (?:translation|translated|version|text)\b
    | (?:translation|translated[ ]text|translated[ ]version|output|target(?:[ ]text)?)[ ]?
      (?:\([^)\n]{1,40}\)|in(?:to)?[ ]\w+)?[ ]?:
    | (?:voici|voilà)[ ](?:la|une|ma|votre)[ ]traduction\b
    | aqu[íi][ ](?:está|tiene|tienes|te[ ]dejo|teniu|tens|hi[ ]ha)[ ](?:la|una|a|su|tu)?[ ]?tradu[cç](?:ción|ão|ció)
    | ecco[ ](?:la|una)[ ]traduzione\b
    | hier[ ]ist[ ](?:die|eine|ihre|deine)[ ]übersetzung\b
    | hier[ ]is[ ](?:de|een|uw|je)[ ]vertaling\b
    | (?:вот|ось)[ ](?:ваш\w*[ ])?перев?[ео]д
    | (?:إليك|هذه\sهي|فيما\sيلي)\s(?:ال)?ترجمة
    | (?:以下是|这是|這是|下面是).{0,8}(?:翻译|翻譯|译文|譯文)[：:]
    | (?:以下は|こちらは).{0,12}翻訳
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A word of each phrase below stands in _HINTS, so that a text without any of them is passed at once.
# fmt: off
_HINTS = (
    "language model", "as an a", "sorry", "translat", "unable", "provide", "let me know", "hope this", "feel free",
    "would you like", "note", "explan", "tradu", "übersetz", "vertal", "modelo de l", "modèle de l", "sprachmodell",
    "taalmodel", "modello ling", "llenguatge",
)
# fmt: on
_PHRASES = re.compile(
    rf"""
      \bas[ ]an?[ ](?:ai\b|artificial[ ]intelligence|language[ ]model|large[ ]language)
    | \b(?:i['’]m|i[ ]am)[ ](?:sorry|unable|afraid)\b.{{0,60}}\b(?:translat|assist|help|request|provide)
    | \bi[ ](?:can(?:no|['’])t|could[ ]not|am[ ]unable[ ]to|won['’]t)[ ](?:translate|provide)
    | \bplease[ ]provide[ ](?:me[ ]with[ ])?(?:the|a|more)[ ](?:\w+[ ])?{_TEXT}
    | \b(?:let[ ]me[ ]know[ ]if|hope[ ]this[ ]helps|feel[ ]free[ ]to[ ]ask|would[ ]you[ ]like[ ]me[ ]to)\b
    | (?:^|\n)\W*(?:translator['’]?s?[ ]note|note|explanation)s?[ ]?:[ ].*
      \b(?:translat|i[ ](?:kept|used|have|chose)|tone|literal)
    | \b(?:désolée?|lo[ ]siento|desculpe|scusa|es[ ]tut[ ]mir[ ]leid|het[ ]spijt[ ]me)\b
      .{{0,60}}\b(?:tradu[ci]|übersetz|vertal)
    | \bje[ ]ne[ ]peux[ ]pas[ ]traduire\b | \bno[ ]puedo[ ]traducir\b | \bnão[ ]posso[ ]traduzir\b
    | \b(?:en[ ]tant[ ]que?['’ ]|como[ ]|com[ ]a[ ]|als[ ]|in[ ]quanto[ ])(?:une?[ ]|uma?[ ]|eine?[ ]|een[ ]|ki-|ai-)?
      (?:modèle[ ]de[ ]langage|model[o]?[ ]de[ ](?:lenguaje|linguagem|llenguatge)|sprachmodell|taalmodel|modello[ ]ling)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# fmt: off
_PAGE_HINTS = (
    "mymemory", "query", "available", "invalid", "distinct", "provided language", "quota", "limit", "requests",
    "gateway", "503", "forbidden", "404", "error", "traffic", "javascript", "robot", "<!doctype", "<html", "cloudflare",
    "traceback",
)
# fmt: on
_PAGES = re.compile(
    r"""
      mymemory[ ]warning | query[ ]length[ ]limit | you[ ]used[ ]all[ ]available[ ]free
    | invalid[ ](?:source|target)[ ]language | please[ ]select[ ]two[ ]distinct[ ]languages
    | no[ ]support[ ]for[ ]the[ ]provided[ ]language
    | (?:quota|rate[ ]limit|daily[ ]limit|usage[ ]limit)[ ](?:has[ ]been[ ])?(?:was[ ])?(?:exceeded|reached)
    | too[ ]many[ ]requests | \b(?:502[ ]bad[ ]gateway|503[ ]service|504[ ]gateway|403[ ]forbidden|404[ ]not[ ]found)
    | error[ ][45]\d\d[ ]?\( | that['’]s[ ]an[ ]error | internal[ ]server[ ]error
    | service[ ](?:temporarily[ ])?unavailable | unusual[ ]traffic[ ]from[ ]your | enable[ ]javascript[ ]and
    | are[ ]you[ ]a[ ]robot | <!doctype | <html\b | cloudflare[ ]ray | traceback[ ]\(most[ ]recent
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    found = _search(entry.msgstr)
    if found and not _explained(found[0], entry.msgid, pair):
        words = " ".join(found[0].split())[:60].strip(" .,!:")
        yield Finding(f"“{words}” reads as the machine's own words", *found.span())


def _search(text: str) -> re.Match[str] | None:
    opening = _OPENING.match(text)
    if opening:
        return opening
    low = text.casefold()
    phrase = _PHRASES.search(text) if any(hint in low for hint in _HINTS) else None
    return phrase or (_PAGES.search(text) if any(hint in low for hint in _PAGE_HINTS) else None)


_ABOUT = re.compile(
    r"translat|tradu|übersetz|vertal|перев[оі]д|翻[译譯訳]|\b[AK]I\b|\bIA\b|language model|chatbot|artificial intell"
)


def _explained(words: str, source: str, pair: Pair) -> bool:
    """Whether the source says such a thing itself, or a translation into English may begin this way."""
    if words.casefold() in source.casefold() or _search(source):
        return True
    if _ABOUT.search(source) and not (_OPENING.match(words) or _PAGES.search(words)):
        return True
    exclaims = re.fullmatch(r"\W*(?:\w+ ?){1,2}[!.:—–-]", words) is not None
    return exclaims and pair.target.startswith("en") and "ranslat" not in words
