"""A translation in another language than the catalog's: Italian for French, Chinese for Japanese.

A language is told by the words that all its texts have (`the`, `of`, `and`), by letters that it does not have, and,
for Chinese and Japanese, by their characters. Names and short texts are not judged. Another script altogether is the
check `script`.

To fix it, translate the sentence into the language of the catalog.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from importlib.resources import files

from l10n.checks.base import Example, Finding
from l10n.checks.text import is_pseudo, language, low_words, prose, words
from l10n.model import Entry, Pair, Severity

ID = "language"
SEVERITY = Severity.ERROR
ENGINES = True

FLAGGED = (
    Example("He said that he will not come to the town.", "Ha detto che non verrà più in questa città.", "fr"),
    Example("He said that he will not come to the town.", "Сказав, що він не приїде до цього міста.", "ru"),
    Example("He said that he will not come to the town.", "Er hat gesagt, dass er nicht in die Stadt kommt.", "nl"),
    Example("He said that he will not come to the town.", "他说他不会来到这个城市，也不会来见我们了。", "ja"),
    Example("He said that he will not come to the town.", "他說他將不會來到這個城市，也不會見我們。", "zh-Hans"),
    Example("He said that he will not come to the town.", "Powiedział, że nie będzie już po tym w mieście.", "cs"),
)
PASSED = (
    Example("He said that he will not come to the town.", "Il a dit qu'il ne viendrait pas en ville.", "fr"),
    Example("The Lord of the Rings: The Return of the King", "The Lord of the Rings: The Return of the King", "fr"),
    Example("He said that he will not come to the town.", "彼は町には来ないと言った。", "ja"),
    Example("Tokyo University of Foreign Studies", "東京外国語大学", "ja"),
    Example("He said that he will not come to the town.", "他说他不会来到这个城市。", "zh-Hans"),
    Example("He said that he will not come.", "He said that he will not come.", "en-GB"),
    Example("“De la Vega y los del Río” is a band.", "„De la Vega y los del Río“ ist eine Band.", "de"),
)

_LEAST = 3  # words of another language that it takes
_TIMES = 2  # for each word that only the language itself has
_SHARE = 0.1  # of all words
_LONG = 9  # words, among which each language has some of its own
# Languages that read as one another in short texts.
_KIN = (
    {"da", "nb"},
    {"cs", "sk"},
    {"hr", "sr", "sl"},
    {"gl", "pt"},
    {"bg", "mk"},
    {"nl", "af"},
    {"de", "lb"},
    {"bn", "as"},
)
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_MARKUP = re.compile(r"[`{}\[\]<>]|https?:")


def find(entry: Entry, pair: Pair) -> Iterator[Finding]:
    target = language(pair.target)
    if target == language(pair.source) or is_pseudo(entry.msgstr):
        return
    if target in ("zh", "ja"):
        other = _of_characters(prose(entry.msgstr), pair.target)
    else:
        other = _of_words(entry.msgstr, low_words(entry.msgid), target)
    if other:
        yield Finding(f"it reads as {_named(other)}", 0, len(entry.msgstr))


def _named(other: str) -> str:
    from l10n.locales import name

    return name(other) if other in _languages() else other


# ---------------------------------------------------------------- words and letters


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    import tomllib

    return tomllib.loads(files("l10n.checks").joinpath("common.toml").read_text("utf-8"))


@lru_cache(maxsize=1)
def _languages() -> dict[str, frozenset[str]]:
    return {code: frozenset(row.split()) for code, row in _table()["words"].items()}


def common_words(tag: str) -> frozenset[str]:
    """The words that every text of a language has; none where they are not known."""
    return _languages().get(language(tag), frozenset())


@lru_cache(maxsize=32)
def _others(target: str) -> dict[str, tuple[str, ...]]:
    """The words that only other languages have, each with those languages; kin do not count."""
    kin = {code for group in _KIN if target in group for code in group} | {target}
    own = _languages().get(target, frozenset())
    found: dict[str, tuple[str, ...]] = {}
    for code, row in _languages().items():
        if code not in kin:
            found |= {word: (*found.get(word, ()), code) for word in row - own}
    return found


@lru_cache(maxsize=32)
def _alien(target: str) -> frozenset[str]:
    """The letters of the script that the language does not have; none where its letters are not known."""
    row = _table()["letters"].get(target)
    if row is None:
        return frozenset()
    added, _, lacking = row.partition(" ")
    script = next((s for s in _SCRIPTS if target in s[0]), _SCRIPTS[-1])
    letter, known = re.compile(f"[{script[2]}]"), re.compile(f"[{script[1]}{added}]")
    foreign = {char for char in map(chr, range(0x1F00)) if letter.match(char) and not known.match(char)}
    return frozenset(foreign | set(lacking))


# Languages, the letters that the table takes for granted, and all of the script.
_SCRIPTS = (
    (("ru", "uk", "be", "bg", "mk"), "а-я", "\u0430-\u045f\u0490-\u052f"),
    (("ar", "fa", "ur", "ps"), "\u0621-\u065f\u0670", "\u0621-\u06ff"),
    ((), "a-z", "\u00df-\u00f6\u00f8-\u024f\u1e00-\u1eff"),
)


def _of_words(text: str, source: Sequence[str], target: str) -> str:
    """The language whose words these are, by its code, where it is clearly not the target; else empty."""
    low = low_words(text)
    if target not in _languages():
        return ""
    new, others = set(low).difference(source), _others(target)
    foreign = [others[word] for word in new if word in others]
    strange = _strange(text, new, target)
    if len(foreign) + strange < 2:
        return ""
    distinct = set(low)
    counts = Counter(code for codes in foreign for code in codes)
    other, count = counts.most_common(1)[0] if counts else ("another language", 0)
    count += strange
    own = len(distinct & _languages()[target] - _languages().get(other, frozenset()))
    clear = count >= max(_LEAST, _SHARE * len(distinct)) and count > _TIMES * own
    return other if clear or (not own and count >= 2 and len(distinct) >= _LONG) else ""


def _strange(text: str, new: Set[str], target: str) -> int:
    """How many of the words have letters that the language has not; names keep theirs, so they do not count."""
    alien = _alien(target)
    if alien.isdisjoint(text):
        return 0
    return sum(1 for word in set(words(text)) if len(word) > 2 and word in new and not alien.isdisjoint(word))


# ---------------------------------------------------------------- characters


def _of_characters(text: str, locale: str) -> str:
    han, kana = _HAN.findall(text), len(_KANA.findall(text))
    if locale.startswith("ja"):
        return "Chinese" if not kana and len(han) >= 16 else ""
    if kana >= 6 and kana > len(han) / 2:
        return "Japanese"
    if len(han) < 8:
        return ""
    wrong, kind = (_traditional, "traditional") if _is_simplified(locale) else (_simplified, "simplified")
    return f"{kind} Chinese" if sum(map(wrong, han)) >= max(3, 0.1 * len(han)) else ""


def _is_simplified(locale: str) -> bool:
    from l10n.locales import script

    return script(locale) != "Hant"


@lru_cache(maxsize=8192)
def _traditional(char: str) -> bool:
    """Whether only the encoding of traditional Chinese has it."""
    return _encodes(char, "big5") and not _encodes(char, "gb2312")


@lru_cache(maxsize=8192)
def _simplified(char: str) -> bool:
    return _encodes(char, "gb2312") and not _encodes(char, "big5")


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
