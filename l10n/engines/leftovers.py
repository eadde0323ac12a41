"""Words that an Apertium mode did not know, looked up alone through another chain to the same language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from l10n.engines.base import Failure, Translator
from l10n.engines.stream import Stream
from l10n.errors import EngineError

# Another way from the same language to the same one, for the modes that chains end or begin with.
OTHER_WAY = {
    "pt-es": ("por-cat", "cat-spa"),
    "por-cat": ("pt-es", "spa-cat"),
    "eng-spa": ("eng-cat", "cat-spa"),
    "eng-cat": ("eng-spa", "spa-cat"),
    "cat-fra": ("cat-spa", "es-fr"),
    "es-fr": ("spa-cat", "cat-fra"),
}

_UNKNOWN = re.compile(r"\*([^\W\d_]+)(?![\w·'’-])")
_WORDS = 3  # more words than this for one is an explanation, not a translation


class Leftovers:
    """Fills the unknown words of a mode's answers. Names (words with a capital) stay as they are."""

    def __init__(self, chain: Sequence[Translator]) -> None:
        self._chain = chain
        self._found: dict[str, str] = {}  # word to translation; to itself where there is none
        self._wire = Stream()

    def fill(self, answers: Sequence[str | Failure]) -> list[str | Failure]:
        """Answers in Apertium's stream format, with `*` before each word that is still unknown."""
        words = {w for answer in answers if isinstance(answer, str) for w in _UNKNOWN.findall(answer) if w.islower()}
        self._look_up(sorted(words - self._found.keys()))
        return [_UNKNOWN.sub(self._word, answer) if isinstance(answer, str) else answer for answer in answers]

    def _word(self, found: re.Match[str]) -> str:
        known = self._found.get(found[1], found[1])
        return found[0] if known == found[1] else known

    def _look_up(self, words: Sequence[str]) -> None:
        at = {word: word for word in words}
        try:
            for leg in self._chain if words else ():
                asked = list(at)
                answers = leg.translate([self._wire.encode(at[word]) for word in asked])
                at = {word: self._read(answer) for word, answer in zip(asked, answers, strict=True)}
                at = {word: text for word, text in at.items() if text}
        except EngineError:
            at = {}  # a second opinion that cannot be had; the mode itself says what is wrong with Apertium
        self._found.update({word: at.get(word, word) for word in words})

    def _read(self, answer: str | Failure) -> str:
        """The plain translation of a word; empty where this leg did not know it either."""
        if isinstance(answer, Failure) or re.search(r"[*@#]", answer):
            return ""
        text = self._wire.decode(answer)
        return text.lower() if 0 < len(text.split()) <= _WORDS else ""

    def close(self) -> None:
        for leg in self._chain:
            leg.close()
