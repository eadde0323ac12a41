"""What an engine may not return: the checks meant for engines, and echoes, lengths and line breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from l10n.checks import CHECKS, Check
from l10n.checks.text import folded, language, prose, words
from l10n.inline import JOINED
from l10n.model import Entry, Pair, Request, Severity

# How long a translation may be, as a share of its source; short ones vary more, so a few letters are free.
_LEAST, _MOST, _FREE = 0.3, 3.0, 15
_SHORT = 20


def refusal(request: Request, text: object, pair: Pair) -> str | None:
    """Why this answer to the request may not be used, in one line; None where it may."""
    if not isinstance(text, str):
        return f"the engine returned no text but {type(text).__name__}"
    return next(_reasons(request, text, pair), None)


def _reasons(request: Request, text: str, pair: Pair) -> Iterator[str]:
    if not text.strip():
        yield "the engine returned nothing"
        return
    yield from _checked(Entry(request.text, text, request.context), pair)
    if text.strip() == JOINED:
        yield "only a translator may join sentences"
    if text.count("\n") > request.text.count("\n"):
        yield "it has line breaks that the source has not"
    if _echo(request.text, text, pair):
        yield "it is the source text again"
    yield from _length(request.text, text)


def _checked(entry: Entry, pair: Pair) -> Iterator[str]:
    """What the checks for engines find, errors only."""
    for check in _engine_checks():
        for found in check.find(entry, pair):
            yield f"{check.ID}: {found.line}"


@lru_cache(maxsize=1)
def _engine_checks() -> tuple[Check, ...]:
    return tuple(c for c in CHECKS.all() if c.ENGINES and c.SEVERITY is Severity.ERROR)


def _echo(source: str, target: str, pair: Pair) -> bool:
    """Whether a text that asks for translation came back as it was; names, numbers and short texts may."""
    if language(pair.source) == language(pair.target) or folded(source) != folded(target):
        return False
    plain = [word for word in words(source) if not word[0].isupper() and len(word) > 2]
    return len(prose(source).strip()) > 25 and len(plain) >= 3


def _length(source: str, target: str) -> Iterator[str]:
    """A text far too short or too long; characters that are words of their own count more."""
    before, after = _size(source), _size(target)
    if max(before, after) > _SHORT and not _LEAST * before <= after <= _MOST * before + _FREE:
        how = "shorter" if after < before else "longer"
        yield f"it is {how} than a translation can be ({len(source)} → {len(target)} characters)"


def _size(text: str) -> float:
    """The length of the prose in letters of an alphabet: a wide character says about as much as 2.5 of them."""
    bare = " ".join(prose(text).split())
    return len(bare) + 1.5 * sum(unicodedata.east_asian_width(c) in "WF" for c in bare)
