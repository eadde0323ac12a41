"""Who wrote the words of a page, as its readers and other programs may be told."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from l10n import catalog
from l10n.article import Article
from l10n.formats.html.tokens import is_xml, tokens
from l10n.model import Entry, Key, Pair, Status

MAKERS = ("machine", "memory", "post-edited", "human", "source")
"""Words as a machine made them, as a memory had them, edited after either, of people alone, and not translated."""
RULES: Mapping[str, frozenset[Status]] = {
    "approved": frozenset({Status.MACHINE, Status.POST_EDITED}),
    "edited": frozenset({Status.MACHINE, Status.POST_EDITED, Status.APPROVED}),
}
"""When a page may go without a label: the statuses that no word of it may have."""

_MADE = frozenset({Status.MACHINE, Status.APPROVED})
_EDITED = frozenset({Status.POST_EDITED, Status.EDITED})


@dataclass(frozen=True, slots=True)
class Makers:
    """Source words of a page by MAKERS, and whether it may go without a label."""

    words: Mapping[str, int] = field(default_factory=dict)
    released: bool = True

    @property
    def shares(self) -> dict[str, float]:
        """Of all words, from 0 to 1."""
        total = sum(self.words.values())
        return {maker: round(count / total, 4) if total else 0.0 for maker, count in self.words.items()}


def makers(article: Article, entries: Sequence[Entry], shown: Collection[Key]) -> Makers:
    """Who made what of the page; `shown` are the entries whose translation stands there."""
    known = {entry.key: entry for entry in entries if entry.key in shown}
    held = RULES[article.settings.release]
    words, released = dict.fromkeys(MAKERS, 0), True
    for key, count in zip(article.parsed.keys, article.words, strict=True):
        entry = known.get(key)
        words[_maker(entry) if entry else "source"] += count
        released = released and not (entry and catalog.status(entry) in held)
    return Makers(words, released)


def _maker(entry: Entry) -> str:
    status = catalog.status(entry)
    if status in _MADE:
        return "machine" if any(origin.kind == "mt" for origin in catalog.origins(entry)) else "memory"
    return "post-edited" if status in _EDITED else "human"


# ---------------------------------------------------------------- for programs


def json_ld(text: str, pair: Pair, made: Makers, credit: str) -> str:
    """The HTML page with a script in its head that says, in the words of schema.org, what it is a translation of, how
    it was made, and (`credit`) its label. A page without a head stays as it is."""
    place = next((t.start for t in tokens(text, 0, xml=is_xml(text, 0)) if (t.kind, t.name) == ("close", "head")), -1)
    if place < 0:
        return text
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "inLanguage": pair.target,
        "translationOfWork": {"@type": "CreativeWork", "inLanguage": pair.source},
    }
    if credit:
        said["creditText"] = credit
    if source := _source_type(made.words):
        said["digitalSourceType"] = f"https://schema.org/{source}"
    script = json.dumps(said, ensure_ascii=False, sort_keys=True)
    for char in "<>&":
        script = script.replace(char, f"\\u{ord(char):04x}")
    return f'{text[:place]}<script type="application/ld+json">{script}</script>\n{text[place:]}'


def _source_type(words: Mapping[str, int]) -> str:
    """What schema.org calls it: made by a machine alone, by both, or ("") not by a machine."""
    machine = words.get("machine", 0) + words.get("post-edited", 0)
    if not machine:
        return ""
    alone = machine == words.get("machine", 0) == sum(words.values())
    return f"{'' if alone else 'CompositeWith'}TrainedAlgorithmicMediaDigitalSource"
