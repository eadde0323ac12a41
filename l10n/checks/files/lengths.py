"""A translation far shorter or longer than the language makes of such a source: cut off, or with something added.

What is usual comes from the catalog's other translations and from human translations of news (`ratios.toml`: the
medians of NTREX-128). Long sentences vary less than short ones, so the bounds narrow with the length.

To fix it, translate the whole sentence and no more than it.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from l10n.checks.base import Contents, Place
from l10n.checks.sizes import deviation, growth, is_wide, size
from l10n.checks.text import is_pseudo, language
from l10n.inline import JOINED
from l10n.model import Entry, Pair, Severity

ID = "lengths"
SEVERITY = Severity.WARNING

_LONG = "The council of the town will meet again on Friday evening to vote on the budget of the coming year."
_FULL = "Le conseil municipal se réunira de nouveau vendredi soir pour voter le budget de l'année à venir."

FLAGGED = (
    Contents(Pair("en", "fr"), entries=(Entry(_LONG, "Le conseil municipal se réunira de nouveau."),)),
    Contents(Pair("en", "fr"), entries=(Entry(_LONG, f"{_FULL} {_FULL} {_FULL}"),)),
    Contents(Pair("en", "ja"), entries=(Entry(_LONG, "町議会は金曜日に開かれる。"),)),
)
PASSED = (
    Contents(Pair("en", "fr"), entries=(Entry(_LONG, _FULL),)),
    Contents(Pair("en", "fr"), entries=(Entry(_LONG, "<joined/>"),)),
    Contents(Pair("en", "ja"), entries=(Entry(_LONG, "町議会は来年度予算案の採決のため金曜の夜に再び開かれる。"),)),
    Contents(Pair("en", "xx"), entries=(Entry(_LONG, "Council meet."),)),
)

_SHORT, _LONGER = -3.3, 4.0  # standard deviations
_LEAST = 16  # letters of a source that says something about its translation
_PRIOR = 30  # entries that the measured growth counts as


def find(contents: Contents) -> Iterator[Place]:
    sizes = [(entry, size(entry.msgid), size(entry.msgstr)) for entry in contents.live if _counts(entry)]
    expected = usual(contents.pair, [(before, after) for _, before, after in sizes])
    if expected is None:
        return
    for entry, before, after in sizes:
        if max(before, after) < _LEAST:
            continue
        far = deviation(before, after, expected, wide=is_wide(entry.msgstr) or is_wide(entry.msgid))
        if far < _SHORT or far > _LONGER:
            how, share = "short" if far < 0 else "long", after / (before * expected + 0.01)
            yield Place(f"it is too {how}: {share:.0%} of what is usual", entry)


def _counts(entry: Entry) -> bool:
    return entry.msgstr.strip() != JOINED and not is_pseudo(entry.msgstr)


def usual(pair: Pair, sizes: list[tuple[float, float]]) -> float | None:
    """How long translations are as a share of their sources: the median of these, drawn to what was measured."""
    shares = [after / before for before, after in sizes if before >= 30 and after]
    known = _known(pair)
    if known is None:
        return median(shares) if len(shares) >= _PRIOR else None
    return (len(shares) * median(shares) + _PRIOR * known) / (len(shares) + _PRIOR) if shares else known


def _known(pair: Pair) -> float | None:
    first, second = (1.0 if language(tag) == "en" else growth(tag) for tag in (pair.source, pair.target))
    return second / first if first and second else None
