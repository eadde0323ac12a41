"""Where sentences end in plain text: each stop, question and exclamation mark is weighed by what stands around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from l10n.segment import words
from l10n.segment.rules import Kind, Rules
from l10n.segment.words import LEADING

_STOP = ".!?…‼⁇⁈⁉"
# Sentence ends that no abbreviation shares: CJK, danda, Arabic and Urdu, Ethiopic, Khmer, Burmese, Armenian, Tibetan,
# Mongolian, Santali, Meetei, Balinese, Javanese, Cham, Vai, Bamum, Lisu.
_SURE = "。！？｡．।॥؟۔።፧፨។៕။։༎᠃᠉᱾᱿꯫᭞᭟꧉꩝꘎꘏꛳꛷꓿"
_NOTE = r"[¹²³⁰-⁹†‡] | \[[\d^]{1,4}\]"
_SIGN = r"\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"  # invisible: directions, joiners
_EMOJI = r"[\U0001f000-\U0001faff☀-⛿⭐\ufe0f\u200d]"

# After a stop: the marks that close, the blanks, and ahead the marks that open and a first word (or character). A
# quotation mark with blanks on both sides was set apart from the sentence it closes. Every repeat is possessive.
_TAIL = re.compile(
    rf"""
    (?P<close> (?:
        [)\]}}"'”’»›“«‘」』】》〉）］｣\ufffc{_SIGN}] | {_NOTE}
        | [ \u00a0\u202f] (?: [»›](?![^\s,.;:!?)]) | (?: '' | ["'”’] | \)++ ) (?!\S) )
        | [ ]? (?: {_EMOJI}++ | [:;]-?[)(] (?!\S) )
    )*+ )
    \s++
    (?= (?P<open> (?: [\[(](?:\.{{3}}|…)[\])] )?+
            (?: ["'“”„‚‘’«»‹›(\[{{（「『【《〈｢¿¡*•·–—―\-\s{_SIGN}] | ,, | `` )*+ )
        (?P<next> [^\W\d_]++['’]? | . )? )
    """,
    re.VERBOSE | re.DOTALL,
)
# The same where no blank is needed.
_SURE_TAIL = re.compile(
    rf"""(?P<close> (?: [)\]}}"'”’»›」』】》〉）］｣\ufffc{_SIGN}] | {_NOTE} | [ ]"(?!\S) )*+ ) \s*+""", re.VERBOSE
)
_CJK = re.compile(r"""[)"'”’」』】》〉）］｣]*+[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]""")
_NEXT_WORD = re.compile(r"([^\W\d_]++['’]?)[\s'’,]")

_CONTINUES = frozenset(",;:.!?…)]}&/=%#，、；：،؛")
_QUOTES = frozenset("\"'“”„«»‘’")
_CLOSING_QUOTES = frozenset('"”’」』')

# What is no sentence by itself when it is all that is left.
_LEFT_OVER = "\"'”’»›“«‘」』)]} \u00a0"

# How far back an abbreviation or an opening bracket is looked for: constants keep the whole linear.
_WORD_REACH = 40
_BRACKET_REACH = 600


class Stop(NamedTuple):
    """A stop that may end the sentence which began at `start` of `text`: the run of marks `mark` at `at`, what closes
    after it (`close`), where the next sentence would start (`end`), what opens there, the word `after` at `place`."""

    text: str
    start: int
    at: int
    mark: str
    close: str
    end: int
    opening: str
    after: str
    place: int


@lru_cache(maxsize=16)
def _runs(questions: str) -> re.Pattern[str]:
    return re.compile(f"[{_STOP}{_SURE}{questions}]+")


def find(text: str, rules: Rules) -> list[int]:
    """Offsets where a new sentence starts, ascending, without 0 and the end."""
    cuts: list[int] = []
    start = 0
    quotes = _Quotes(text)
    for run in _runs(rules.questions).finditer(text):
        end = _end(text, start, run, rules, quotes)
        if start < end < len(text) and text[end : end + 3].strip(_LEFT_OVER):
            cuts.append(end)
            start = end
    return cuts


def _end(text: str, start: int, run: re.Match[str], rules: Rules, quotes: _Quotes) -> int:
    """Where the next sentence starts if this run of marks ends one, else 0."""
    mark, after = run[0], run.end()
    if mark[0] in _SURE or mark[-1] in _SURE or (mark[-1] in "!?" and _CJK.match(text, after)):
        return _sure_end(text, run, rules, quotes)
    tail = _TAIL.match(text, after)
    if not tail:
        return after if _is_tight(text, start, run, rules) else 0
    close, opening, word = tail.group("close", "open", "next")
    stop = Stop(text, start, run.start(), mark, close, tail.end(), opening, word or "", tail.start("next"))
    if not _ends(stop, rules):
        return 0
    apart = close.find(' "') if close else -1
    return quotes.before_opening(after + apart + 1, stop.end) if apart >= 0 else stop.end


class _Quotes:
    """Which straight quotation marks open where blanks do not tell: counted once along the text."""

    _MARK = re.compile('["“”]')

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.inside = False

    def before_opening(self, at: int, end: int) -> int:
        """`end`, or `at` if the mark there opens the next sentence."""
        for mark in self._MARK.finditer(self.text, self.place, at):
            self.inside = mark[0] == "“" or (mark[0] == '"' and not self.inside)
        self.place = at
        return end if self.inside else at


# ---------------------------------------------------------------- kinds of ends


def _ends(stop: Stop, rules: Rules) -> bool:
    after, mark = stop.after, stop.mark
    if not after or (after[0] in _CONTINUES and ",," not in stop.opening):
        return False
    if stop.close and stop.text[stop.at - 1 : stop.at] in ("(", "["):
        return False  # (!) and [...]
    if mark == ".":
        spaced = stop.at > 1 and stop.text[stop.at - 2] == "." and stop.text[stop.at - 1].isspace()
        return _ellipsis_ends(stop) if spaced else _full_stop_ends(stop, rules)
    if _in_brackets(stop) and not _is_starter(after, rules):
        return False
    if mark.strip(".…"):
        return _question_ends(stop, rules)
    return _ellipsis_ends(stop)


def _ellipsis_ends(stop: Stop) -> bool:
    caseless = stop.after.isalpha() and stop.after.lower() == stop.after.upper()
    return _has_text(stop, stop.at) and not caseless and _is_capital(stop)


def _question_ends(stop: Stop, rules: Rules) -> bool:
    if f"{_word_before(stop.text, stop.start, stop.at)}{stop.mark}" in rules.kinds:
        return _is_starter(stop.after, rules)  # Yahoo! and the like
    if not _is_capital(stop):
        plain = rules.lower and not stop.close and not stop.opening.strip()
        return _is_inverted(stop.opening) or (plain and not _is_speech(stop, rules))
    if _QUOTES.isdisjoint(stop.close):
        return True
    return not _goes_on(stop.text, stop.end, rules) and (bool(stop.opening) or not _is_speech(stop, rules))


def _full_stop_ends(stop: Stop, rules: Rules) -> bool:
    after = stop.after
    word = _word_before(stop.text, stop.start, stop.at)
    kind = _kind(stop, word, rules)
    if kind is Kind.NEVER or _is_enumerator(stop, word) or _is_spaced(stop, word):
        return False
    if kind is Kind.NUMBERED and _is_numeral(after, rules):
        return False
    if not _is_capital(stop):
        return _is_inverted(stop.opening) or _lower_ends(stop, word, kind, rules)
    if kind is Kind.LAST:
        return not after[0].isdigit() and after not in rules.followers
    if kind is Kind.EITHER or _is_initial(word, after) or words.is_clipped(word) or _is_ordinal(stop, word, rules):
        return _starts_anew(stop, rules)
    return not (stop.close and _goes_on(stop.text, stop.end, rules))


def _lower_ends(stop: Stop, word: str, kind: Kind | None, rules: Rules) -> bool:
    """Web text starts sentences in lower case; then the word before the stop must be an ordinary one."""
    if not rules.lower or kind or stop.close or stop.opening.strip("\"“«„‘'"):
        return False
    if rules.ordinals and (word.isdecimal() or words.is_roman(word)):
        return False
    if len(word) == 2 and stop.text[stop.at - 4 : stop.at - 3].isdigit():
        return False  # 10 in. tall
    return not word or words.is_whole(word)


def _sure_end(text: str, run: re.Match[str], rules: Rules, quotes: _Quotes) -> int:
    """Other scripts: the mark itself decides, but after a quotation the sentence may go on (「…。」と)."""
    at, after = run.span()
    if text[at - 1 : at].isdecimal() and text[after : after + 1].isdecimal():
        return 0  # ３．５
    tail = _SURE_TAIL.match(text, after)
    assert tail
    end, close = tail.end(), tail["close"]
    if text[end : end + 1] in _CONTINUES:
        return 0
    if close and not _CLOSING_QUOTES.isdisjoint(close):
        if _goes_on(text, end, rules):
            return 0
        if ' "' in close or ('"' in close and tail.end("close") == end):
            return quotes.before_opening(after + close.index('"'), end)
    return end


def _is_tight(text: str, start: int, run: re.Match[str], rules: Rules) -> bool:
    """Whether a blank was forgotten ("the end.The next"): certain only between a word and a starter."""
    following = _NEXT_WORD.match(text, run.end())
    if not following or run[0] in ("...", "…"):
        return False
    word = _word_before(text, start, run.start())
    if len(word) < 2 or not word.isalpha() or word in rules.kinds:
        return False
    question = rules.lower and run[0][-1] in "!?" and word.islower()
    return question or (_is_starter(following[1], rules) and not word.isupper())


# ---------------------------------------------------------------- what comes after


def _is_starter(word: str, rules: Rules) -> bool:
    """Whether a word tells by itself that a sentence starts with it."""
    return word.replace("’", "'") in rules.starters


def _is_numeral(word: str, rules: Rules) -> bool:
    return word[0].isdigit() or ((words.is_roman(word) or len(word) == 1) and not _is_starter(word, rules))


def _is_inverted(opening: str) -> bool:
    return ("¿" in opening or "¡" in opening) and "(" not in opening


def _is_capital(stop: Stop) -> bool:
    """Whether a sentence may start here: no lower-case letter, but for iPhone, d'Artagnan."""
    word = stop.after
    if not word[0].islower():
        return True
    if word[-1] in "'’":
        end = stop.place + len(word)
        return stop.text[end : end + 1].isupper()
    return any(letter.isupper() for letter in word[1:4])


def _starts_anew(stop: Stop, rules: Rules) -> bool:
    """Whether a sentence surely starts after an abbreviation: a starter, or a quotation of more than a word."""
    after, opening = stop.after, stop.opening
    end = stop.place + len(after)
    following = stop.text[end : end + 1]
    if after[0].isdigit() or (len(after) == 1 and following == "."):
        return False
    if _is_starter(after, rules) or _is_inverted(opening):
        return True
    return after[0].isupper() and following == " " and not _QUOTES.isdisjoint(opening)


def _is_speech(stop: Stop, rules: Rules) -> bool:
    """Whether `"Is it true?" Ann Smith asked` goes on: at most three words, then a verb of saying."""
    if not rules.speech:
        return False
    for word in stop.text[stop.end : stop.end + 60].replace(" :", ":").lstrip(LEADING).split()[:4]:
        if word.strip(",.;:") in rules.speech:
            return word[-1] != ":"
        if word[-1] in ",.;:":
            return False
    return False


def _goes_on(text: str, at: int, rules: Rules) -> bool:
    return bool(rules.after_quotation and rules.after_quotation.match(text, at))


# ---------------------------------------------------------------- what comes before


def _word_before(text: str, start: int, at: int) -> str:
    """What stands right before a stop, without opening quotes and brackets; with its stops ("U.S")."""
    chunk = text[max(start, at - _WORD_REACH) : at]
    if not chunk or chunk[-1].isspace():
        return ""
    return chunk.split()[-1].lstrip(LEADING)


_LAST_PART = re.compile(r"[-–—/'’(\[]")


def _kind(stop: Stop, word: str, rules: Rules) -> Kind | None:
    """What the lists say of the word; `z. B.` and `EE. UU.` are looked up with and without their blanks."""
    if 0 < len(word) < 3 and (kind := rules.kinds.get(_joined(stop))):
        return kind
    kind = rules.kinds.get(word)
    if kind is None and rules.endings and word.endswith(rules.endings):
        return Kind.NUMBERED
    if kind is None and not word.isalpha():
        last = _LAST_PART.split(word)[-1]
        kind = rules.kinds.get(last) or (Kind.EITHER if words.is_dotted(word) or words.is_dotted(last) else None)
    return kind


def _joined(stop: Stop) -> str:
    parts = stop.text[max(stop.start, stop.at - _WORD_REACH) : stop.at].split()
    first = len(parts) - 1
    while first > 0 and parts[first - 1][-1] == "." and len(parts[first - 1]) < 4:
        first -= 1
    return "".join(parts[first:]).lstrip(LEADING)


def _in_brackets(stop: Stop) -> bool:
    """Whether a bracket closes here that opened in the midst of the sentence."""
    if stop.close[:1] not in (")", "]"):
        return False
    low = max(stop.start, stop.at - _BRACKET_REACH)
    place = max(stop.text.rfind("(", low, stop.at), stop.text.rfind("[", low, stop.at))
    return place >= 0 and _has_text(stop, place)


def _is_enumerator(stop: Stop, word: str) -> bool:
    """Whether the sentence starts with a number of its own: `1.`, `a.`, `IV.`, `2.3.`"""
    return words.is_enumerator(word) and not _has_text(stop, stop.at - len(word))


def _is_initial(word: str, after: str) -> bool:
    """`J.` before a name; but in `Пётр I. Николай` it is a number."""
    return words.is_initial(word) and not (words.is_roman(word) and after[0] > "\u036f" and after[0].isupper())


def _is_ordinal(stop: Stop, word: str, rules: Rules) -> bool:
    """`3.` and `IV.` before a noun; but in `Nr. 3.` and `č. 3.` the number ends the sentence."""
    if not rules.ordinals or not words.is_ordinal(word):
        return False
    before = stop.text[max(stop.start, stop.at - _WORD_REACH) : stop.at - len(word)].split()
    return not before or rules.kinds.get(before[-1].rstrip(".").lstrip(LEADING)) is not Kind.NUMBERED


def _is_spaced(stop: Stop, word: str) -> bool:
    """Initials written apart go on: `I. A.`, `e. V.`, `EE. UU.`"""
    end = stop.place + len(stop.after)
    letters = len(word) == len(stop.after) == 1 and word.isalpha() and stop.text[end : end + 1] == "."
    return letters or words.is_doubled(word, stop.after)


def _has_text(stop: Stop, end: int) -> bool:
    """Whether the sentence has words before `end` (looked for as far as a word reaches)."""
    return bool(stop.text[max(stop.start, end - _WORD_REACH) : end].strip(LEADING))
