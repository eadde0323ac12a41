"""How alike two sentences are, and which of many may be alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from l10n.inline import Mark, split
from l10n.model import MARK_KINDS, Form

# One character a mark, whatever its number: a mark that only moved up one place is no edit.
_CHAR = {
    (kind, form): chr(0xE000 + place * 3 + at)
    for place, kind in enumerate(sorted(MARK_KINDS | {"joined"}))
    for at, form in enumerate(Form)
}
_WORD = re.compile(r"\w+")
# Scripts that put no blanks between words: two characters at a time stand for words there.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TOKEN = re.compile(rf"{_UNSPACED.pattern}|\w+|[^\w\s]")
_SHORT = 30  # up to this length spelling counts, not only whole words
_RARE = 16  # of a sentence's terms, so many of the rarest look for candidates
_COMMON = 400  # a term in more sentences than this looks for none while there are others
_FEW = 24  # candidates that are compared


def flat(text: str) -> str:
    """A msgid or msgstr as it is compared: a mark is one character."""
    if "<" not in text:
        return text
    return "".join(_CHAR[item.kind, item.form] if isinstance(item, Mark) else item for item in split(text))


def common(first: str, second: str, least: float = 0.0) -> float:
    """How much of two flat texts is the same in the same order, 0 to 1; 0 where that is below `least`.

    Twice the longest common subsequence by both lengths: unlike 1 − Levenshtein it forgives what was only added or
    only left out, which is how sources change.
    """
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(first, second, score_cutoff=least)


def found_in(whole: str, part: str) -> float:
    """How many of a text's words are found, in order, in a longer one; 0 to 1. Letters would be found in any."""
    from rapidfuzz.distance import LCSseq

    words = _TOKEN.findall(part.lower())
    return LCSseq.similarity(_TOKEN.findall(whole.lower()), words) / len(words) if words else 1.0


def joined(texts: Sequence[str]) -> str:
    """Sentences as one text: with a blank between two, except where the script has none."""
    whole = texts[0]
    for text in texts[1:]:
        tight = whole and text and _UNSPACED.match(whole[-1]) and _UNSPACED.match(text[0])
        whole += text if tight or whole.endswith(("。", "！", "？")) else f" {text}"
    return whole


class Candidates:
    """Texts by their rare terms: finds those that may be like another without comparing with all."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for term in _terms(text):
                self.places[term].append(place)

    def like(self, text: str) -> list[int]:
        """Places of the texts that share the most and the rarest terms."""
        known = sorted((len(self.places[term]), term) for term in _terms(text) if term in self.places)
        votes: Counter[int] = Counter()
        for rank, (count, term) in enumerate(known[:_RARE]):
            if count > _COMMON and rank:
                break
            for place in self.places[term][: 4 * _COMMON]:
                votes[place] += 1000 // count + 1
        return [place for place, _ in votes.most_common(_FEW)]


def _terms(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    terms = {word for word in words if not _UNSPACED.search(word)}
    unspaced = [word for word in words if _UNSPACED.search(word)]
    if len(text) <= _SHORT:
        unspaced += [f" {word} " for word in terms]
    return terms | {word[at : at + 3] for word in unspaced for at in range(max(1, len(word) - 2))}
