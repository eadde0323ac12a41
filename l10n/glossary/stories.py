"""Two spellings of one name in the translations of a story: Shevchenko is Шевченко here and Шевчинко there.

A name's rendering is the word of a translation that sounds like it, as far as the letters' names in Unicode tell.
Scripts without letters or without blanks between words (Chinese, Thai) are not judged, nor names that are translated.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_NAME = re.compile(r"(?<=[\w,;)’'] )[A-Z][a-z]{3,}(?![\w-])(?= ([A-Z]\w+)|)")
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u0963\u0971-\u0dff"
_WORD = re.compile(rf"[\u30a1-\u30ff]+|(?:[^\W\d_\u0e00-\u0eff\u3040-\u9fff]|[{_SIGNS}])+")
_MARK = re.compile(r"</?[a-z]+\d+/?>|(?:https?://|www\.)\S+|`[^`\n]*`")
_SOUNDS = 0.74  # of a name's letters, in order, that its rendering shares
_TAIL, _SHORT = 4, 2  # letters of an ending at most, and of the shorter of two
_STEM = 5  # letters of a stem that makes longer words forms, too
_ACCENT = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u093c]+")
_SYLLABLE = re.compile("[\uac00-\ud7a3\u3041-\u30ff]")
# Languages whose names take no endings but these, and those that put particles before them.
_FIXED = frozenset("ca da es fr gl id it ms nb nl nn no oc pt sv vi".split())
_PLAIN_END = re.compile("(?:['’]?s)?")
_PARTICLE = {"ar": re.compile("^[وفبلك]?(?:ال|لل)?(?=...)"), "he": re.compile("^[והבלמשכ]{1,2}(?=...)")}
_LETTER = re.compile(
    r"(?:LETTER|SYLLABLE|CHARACTER|SIGN|DIGRAPH)(?: FINAL| SMALL| CAPITAL| VOCALIC| SHORT| NUKTA)* ([A-Z ]+)"
)
# What letters are called otherwise than they sound.
_CALLED = {
    "В": "v", "Е": "e", "Й": "i", "Х": "h", "Ц": "ts", "Ч": "ch", "Ш": "sh",
    "Щ": "sh", "Ь": "", "Ъ": "", "Ы": "y", "Ж": "zh",
    "Э": "e", "Ю": "yu", "Я": "ya", "Ё": "e", "Є": "e", "І": "i", "Ї": "i", "Ґ": "g", "Γ": "g", "Ψ": "ps", "Ξ": "x",
    "Θ": "th", "Χ": "h", "Φ": "f", "Η": "i", "Υ": "y", "Ω": "o", "Ο": "o", "ا": "a", "ع": "a", "ي": "i", "ى": "a",
    "و": "o", "ة": "a", "خ": "h", "غ": "g", "ش": "sh", "ث": "th", "ذ": "d", "א": "a", "ע": "a", "צ": "ts", "ץ": "ts",
    "ש": "sh", "י": "i", "ו": "o", "כ": "k", "ך": "k", "ー": "", "・": "", "ッ": "",
}  # fmt: skip
_FOLDED = str.maketrans(
    {"c": "k", "q": "k", "w": "v", "y": "i", "z": "s", "j": "i", "x": "ks", "h": None, "p": "f", "b": "v"}
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of a story and its translation; `place` is the caller's."""

    source: str
    target: str
    place: object = None


@dataclass(frozen=True, slots=True)
class Clash:
    """A name with its renderings, the most frequent first, each with the units that have it."""

    name: str
    renderings: tuple[tuple[str, tuple[Unit, ...]], ...]


def clashes(units: Sequence[Unit], locale: str) -> Iterator[Clash]:
    """The names of a story that are spelt in more than one way; inflected forms count as one."""
    language = locale.partition("-")[0]
    places: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        # China is another name in "China Daily"; May is the same one after "Theresa".
        for key in dict.fromkeys((found[0], found[1] or "") for found in _NAME.finditer(_MARK.sub(" ", unit.source))):
            places[key].append(unit)
    for (name, _), having in places.items():
        groups = _groups(name, having, language) if len(having) > 1 else []
        if len(groups) > 1:
            groups.sort(key=lambda group: -len(group[1]))
            yield Clash(name, tuple((min(words, key=len), tuple(at)) for words, at in groups))


def _groups(name: str, having: Sequence[Unit], language: str) -> list[tuple[set[str], list[Unit]]]:
    """The renderings that are forms of one another, and the units with them."""
    groups: list[tuple[set[str], list[Unit]]] = []
    heard = [(unit, _renderings(name, unit)) for unit in having]
    known = {word for _, words in heard for word in words}
    for unit, words in heard:
        words = words or _slips(known, unit)
        if not words:
            continue
        same = [group for group in groups if any(_same(word, other, language) for word in words for other in group[0])]
        merged = (words.union(*(group[0] for group in same)), [u for group in same for u in group[1]] + [unit])
        groups = [group for group in groups if group not in same] + [merged]
    return groups


def _renderings(name: str, unit: Unit) -> set[str]:
    """The words that sound like the name, but for those that are another word of the source."""
    words = {word for word in _WORD.findall(_MARK.sub(" ", unit.target)) if _may_be_name(word)}
    found = {word for word in words if _sounds(name, word) >= _SOUNDS}
    others = set(_WORD.findall(unit.source)) - {name}
    return {
        word
        for word in found
        if word == name or not any(_sounds(other, word) >= _sounds(name, word) for other in others if len(other) > 2)
    }


def _slips(known: set[str], unit: Unit) -> set[str]:
    """The words of a translation that differ by a letter from what others have, and do not stand in its source."""
    from rapidfuzz.distance import OSA

    words = {word for word in _WORD.findall(_MARK.sub(" ", unit.target)) if len(word) >= _STEM and _may_be_name(word)}
    others = set(_WORD.findall(unit.source))
    return {
        word
        for word in words - others
        if any(
            len(one) >= _STEM and word[0] == one[0] and OSA.distance(word, one, score_cutoff=1) == 1 for one in known
        )
    }


def _may_be_name(word: str) -> bool:
    """Whether it is long enough, and has a capital where its script has capitals."""
    return len(word) > 2 and (word[0].isupper() or word[0].lower() == word[0].upper())


@lru_cache(maxsize=65536)
def _sounds(name: str, word: str) -> float:
    """How much of a name a word has from its beginning, whatever ending it has."""
    from rapidfuzz.distance import Indel

    wanted, there = skeleton(name), skeleton(word)
    if len(wanted) < 3 or len(there) < 3 or wanted[0] != there[0]:
        return 0.0
    return max(Indel.normalized_similarity(wanted, there[:n]) for n in range(len(wanted) - 1, len(wanted) + 3))


def _same(one: str, two: str, language: str) -> bool:
    """Whether two words may be forms of one: they differ in accents, in an ending, and in particles before them."""
    a, b = _bare(one, language), _bare(two, language)
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if a == b or language in _FIXED:
        return all(_PLAIN_END.fullmatch(word, shared) for word in (a, b))
    least = 2 if _SYLLABLE.match(a) else 3
    short, long = sorted(len(word) - shared for word in (a, b))
    return shared >= _STEM or (shared >= least and short <= _SHORT and long <= _TAIL) or a in b or b in a


@lru_cache(maxsize=65536)
def _bare(word: str, language: str) -> str:
    plain = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", word))).casefold()
    return _PARTICLE[language].sub("", plain) if language in _PARTICLE else plain


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A word in few Latin letters, as it may sound: Зеленский and Zelensky have nearly the same."""
    letters = "".join(map(_latin, unicodedata.normalize("NFC", word)))
    plain = _ACCENT.sub("", unicodedata.normalize("NFD", letters)).casefold().translate(_FOLDED)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=4096)
def _latin(letter: str) -> str:
    if letter.upper() in _CALLED:
        return _CALLED[letter.upper()]
    if letter < "\u0250":
        return letter
    if "\uac00" <= letter <= "\ud7a3":
        return unicodedata.name(letter).rpartition(" ")[2].lower()
    name = unicodedata.name(unicodedata.normalize("NFD", letter)[0], "")
    found = _LETTER.search(name)
    called = found[1].split(" ")[0].lower() if found else ""
    if name.startswith("CYRILLIC") and len(called) == 2 and called[0] == "e":
        return called[1]  # el, em, en, er, es, ef
    syllabic = name.startswith(("KATAKANA", "HIRAGANA"))
    return called if syllabic else called[:2] if called[:2] in ("sh", "ch", "th", "zh") else called[:1]
