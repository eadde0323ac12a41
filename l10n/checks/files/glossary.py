"""A term of the glossary that the translation renders otherwise, or a name that must stay as it is and did not.

Endings, compounds and numbers in digits pass, and so does a source word that is kept in a name ("The Sunday Times").
Where the catalog has a term in one expression alone ("social media"), other uses of the word are not told, nor are
those that the catalog renders by another word again and again: that is a question about the glossary.

A translation that the glossary forbids for a term is told where it stands.

To fix it, use the glossary's translation, or change the glossary.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from l10n.checks.base import Contents, Place
from l10n.checks.language import common_words
from l10n.checks.quantities import lexicon
from l10n.checks.terms import folded_word, has_term, pieces, word_pattern
from l10n.checks.text import language, low_words
from l10n.glossary import Finder, Term
from l10n.inline import JOINED
from l10n.model import Entry, Pair, Severity

ID = "glossary"
SEVERITY = Severity.WARNING

_COUNCIL = (Term("council", ("conseil",), forbidden=("mairie",)), Term("Solid", ("Solid",), keep=True))
_MEDIA = ("Social media grow {}.", "Les médias sociaux croissent {}.")

FLAGGED = (
    Contents(Pair("en", "fr"), entries=(Entry("The council met.", "La mairie s'est réunie."),), terms=_COUNCIL),
    Contents(Pair("en", "ru"), entries=(Entry("He uses Solid.", "Он использует Солид."),), terms=_COUNCIL),
    Contents(
        Pair("en", "ja"),
        entries=(Entry("The council met.", "市は会合を開いた。"),),
        terms=(Term("council", ("議会",)),),
    ),
)
PASSED = (
    Contents(
        Pair("en", "fr"),
        entries=(
            Entry("The council met.", "Le conseil s'est réuni."),
            Entry("Councils met.", "Les Conseils se sont réunis."),
            Entry("The councilman left.", "L'élu est parti."),
            Entry("Solid is free.", "Solid est gratuit."),
            Entry("The council left.", "<joined/>"),
        ),
        terms=_COUNCIL,
    ),
    Contents(Pair("en", "fi"), entries=(Entry("He uses Solid.", "Hän käyttää Solidia."),), terms=_COUNCIL),
    Contents(
        Pair("en", "ja"), entries=(Entry("The council met.", "議会が開かれた。"),), terms=(Term("council", ("議会",)),)
    ),
    Contents(Pair("en", "ar"), entries=(Entry("Languages", "لغات"),), terms=(Term("languages", ("اللغات",)),)),
    Contents(Pair("en", "fr"), entries=(Entry("Three days", "3 jours"),), terms=(Term("three", ("trois",)),)),
    Contents(
        Pair("en", "fr"),
        entries=(Entry("He reads The Sunday Times.", "Il lit The Sunday Times."),),
        terms=(Term("sunday", ("dimanche",)),),
    ),
    Contents(
        Pair("en", "fr"),
        entries=(
            *(Entry(_MEDIA[0].format(n), _MEDIA[1].format(n)) for n in range(4)),
            Entry("A social man", "Un homme affable"),
        ),
        terms=(Term("social", ("sociaux",)),),
    ),
)

_IN_ONE = 0.75  # of a term's sentences with one word beside it, where it counts as part of an expression
_AGAIN = 0.3  # of the sentences that render a term otherwise, where another word has its place
_MANY = 20  # sentences, of which a catalog that renders so many otherwise does so on purpose
_BESIDE = re.compile(r"\w+")
_SMALL = frozenset(("the", "a", "an", "and", "to", "in", "of", "s", "is", "on", "that", ""))


def find(contents: Contents) -> Iterator[Place]:
    if not contents.terms:
        return
    entries = [entry for entry in contents.live if entry.msgstr.strip() != JOINED]
    texts = [folded_word(entry.msgstr) for entry in entries]
    for term, having in _having(contents, entries).items():
        banned = list(_forbidden(term, having, contents.pair))
        yield from banned
        told = {id(place.entry) for place in banned}
        having = [entry for entry in having if id(entry) not in told]
        if term.keep:
            name = f"“{term.source}” must stay as it is"
            yield from (Place(name, entry) for entry in having if not _kept(term, entry, contents.pair))
        elif term.targets:
            wrong = [entry for entry in having if not _rendered(term, entry, contents.pair)]
            for entry in _unexplained(term.source, having, wrong, texts) if wrong else ():
                yield Place(f"“{term.source}” is {_either(term)} in the glossary", entry)


def _having(contents: Contents, entries: Sequence[Entry]) -> dict[Term, list[Entry]]:
    """The entries whose source has each term; a word that every text has is none."""
    small = common_words(contents.pair.source)
    finder = Finder([term for term in contents.terms if term.source not in small], contents.pair.source)
    found: dict[Term, list[Entry]] = {term: [] for term in contents.terms}
    for entry in entries:
        for term in dict.fromkeys(hit.term for hit in finder.find(entry.msgid)):
            found[term].append(entry)
    return found


def _either(term: Term) -> str:
    return " or ".join(f"“{target}”" for target in term.targets)


def _kept(term: Term, entry: Entry, pair: Pair) -> bool:
    found = re.search(rf"(?<![^\W\d_]){re.escape(term.source)}", entry.msgstr) is not None
    return found or any(has_term(entry.msgstr, target, language(pair.target)) for target in term.targets[1:])


def _rendered(term: Term, entry: Entry, pair: Pair) -> bool:
    if term.case == "exact":
        return any(target in entry.msgstr for target in term.targets)
    if any(has_term(entry.msgstr, target, language(pair.target)) for target in term.targets):
        return True
    found = word_pattern(term.source).search(entry.msgid)
    if found and found[0][0].isupper() and found[0] in entry.msgstr:
        return True
    value = lexicon(pair.source).value(term.source.lower())
    return value is not None and str(value) in entry.msgstr


def _forbidden(term: Term, having: Sequence[Entry], pair: Pair) -> Iterator[Place]:
    """Where a translation has a word that the glossary rules out for the term, and not as a part of a wanted one."""
    finder = Finder([Term(word, (word,), case="any") for word in (*term.targets, *term.forbidden)], pair.target)
    for entry in having if term.forbidden else ():
        for hit in finder.find(entry.msgstr):
            if hit.term.source not in term.targets:
                advice = f"the glossary has {_either(term)}" if term.targets else "the glossary forbids it"
                message = f"“{hit.term.source}” is not to be used for “{term.source}”: {advice}"
                yield Place(message, entry, 0, hit.start, hit.end)


# ---------------------------------------------------------------- what is no question of this sentence


def _unexplained(source: str, having: Sequence[Entry], wrong: Sequence[Entry], texts: Sequence[str]) -> list[Entry]:
    """The entries that neither an expression nor another rendering of the whole catalog explains."""
    if len(having) >= _MANY and len(wrong) > _AGAIN * len(having):
        return []
    right = [entry for entry in having if entry not in wrong]
    beside = Counter(word for entry in right for word in _beside(source, entry.msgid))
    expression = {w for w, n in beside.items() if len(right) >= 3 and n >= _IN_ONE * len(right) and w[1:] not in _SMALL}
    again = _again(having, right, wrong, texts)
    return [
        entry
        for entry in wrong
        if not (expression and not expression & set(_beside(source, entry.msgid)))
        and not again.intersection(pieces(entry.msgstr))
    ]


def _beside(source: str, text: str) -> tuple[str, str]:
    """The words before and after the term, each with a sign of its side."""
    found = word_pattern(source).search(text)
    if not found:
        return "<", ">"
    before = _BESIDE.findall(text[max(0, found.start() - 40) : found.start()].casefold())
    after = _BESIDE.search(text.casefold(), found.end())
    return "<" + (before[-1] if before else ""), ">" + (after[0] if after else "")


def _again(having: Sequence[Entry], right: Sequence[Entry], wrong: Sequence[Entry], texts: Sequence[str]) -> set[str]:
    """What stands in several of the wrong translations and hardly anywhere else."""
    if len(wrong) < 2:
        return set()
    names = {folded_word(word)[:5] for entry in wrong for word in low_words(entry.msgid)}
    here = Counter(piece for entry in wrong for piece in set(pieces(entry.msgstr)) - names)
    there = Counter(piece for entry in right for piece in set(pieces(entry.msgstr)))
    least = max(2.0, 0.5 * len(wrong))
    often = {piece: n for piece, n in here.items() if n >= least and there[piece] <= 0.1 * len(having)}
    return {piece for piece, n in often.items() if n >= _AGAIN * sum(piece in text for text in texts)}
