"""The words of a language that state facts: data, a file a language, over what all languages share."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

_NEVER = re.compile(r"(?!)")
# What a file says besides its lists.
_SETTINGS = frozenset(
    """full small joints one script capitals opposites spelling misspelled invariable endings suffixes unsure""".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of a language.

    `pattern` finds what they name in a text in lower case; `full` are short forms with what they stand for; `small`
    words never count as names; `joints` join number words (y, und); `one` are words that say 1 and are no article;
    `capitals` mean something else with a capital, `opposites` are prefixes. What else there is serves `spelling`.
    """

    pattern: re.Pattern[str] = _NEVER
    facts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    stems: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    full: tuple[tuple[re.Pattern[str], str], ...] = ()
    small: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    one: frozenset[str] = frozenset()
    capitals: frozenset[str] = frozenset()
    opposites: tuple[str, ...] = ()
    spelling: bool = False
    misspelled: frozenset[str] = frozenset()
    invariable: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    def fact(self, found: str) -> tuple[str, str]:
        """Kind and meaning of what `pattern` found."""
        known = self.facts.get(found)
        if known is None:
            known = next(self.stems[found[:n]] for n in range(len(found), 0, -1) if found[:n] in self.stems)
        return known

    def expanded(self, text: str) -> str:
        """With short forms written in full: `isn't` is `is not`."""
        for pattern, full in self.full:
            text = pattern.sub(full, text)
        return text


@cache
def words(language: str) -> Words:
    """The lists of a language (its code), of none but symbols where there is no file for it."""
    shared, own = _read("generic"), _read(language)
    facts: dict[str, tuple[str, str]] = {}
    stems: dict[str, tuple[str, str]] = {}
    for data in (shared, own):
        for form, fact in _forms(data):
            (stems if form.endswith("*") else facts)[form.rstrip("*")] = fact
    listed = {key: tuple(own.get(key, "").split()) for key in _SETTINGS if isinstance(own.get(key, ""), str)}
    return Words(
        pattern=_pattern(facts, stems, script=bool(own.get("script"))),
        facts=facts,
        stems=stems,
        full=tuple((re.compile(short, re.IGNORECASE), full) for short, full in own.get("full", {}).items()),
        small=frozenset(listed["small"]),
        joints=frozenset(listed["joints"]),
        one=frozenset(listed["one"]),
        capitals=frozenset(listed["capitals"]),
        opposites=listed["opposites"],
        spelling=bool(own.get("spelling")),
        misspelled=frozenset(listed["misspelled"]),
        invariable=frozenset(listed["invariable"]),
        endings=listed["endings"],
        suffixes=listed["suffixes"],
        unsure=listed["unsure"],
    )


@cache
def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((files("l10n.merge") / "data" / f"{name}.toml").read_text("utf-8"))
    except FileNotFoundError:
        return {}


def _forms(data: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each form with its kind and what it means: `a/b` are one fact, `_` is a blank, `*` any ending."""
    for kind, listed in data.items():
        if kind not in _SETTINGS:
            for row in listed.split():
                same = row.replace("_", " ").split("/")
                for form in same:
                    yield form, (kind, same[0].rstrip("*"))


def _pattern(facts: Mapping[str, object], stems: Mapping[str, object], *, script: bool) -> re.Pattern[str]:
    """The longest forms first; between word boundaries, except in scripts that put no blanks between words."""
    forms = [(form, re.escape(form)) for form in facts] + [(form, re.escape(form) + r"\w*") for form in stems]
    if not forms:
        return _NEVER
    initials: dict[str, list[str]] = {}
    for word, form in sorted(forms, key=lambda pair: -len(pair[0])):
        initials.setdefault(re.escape(word[0]), []).append(form)
    within = {initial: "|".join(form.removeprefix(initial) for form in some) for initial, some in initials.items()}
    groups = {initial: f"{initial}(?:{rest})" for initial, rest in within.items()}
    if script:
        return re.compile("|".join(groups.values()))
    letters = "|".join(group for initial, group in groups.items() if initial[-1].isalnum())
    signs = "|".join(group for initial, group in groups.items() if not initial[-1].isalnum())
    return re.compile(rf"(?<!\w)(?:{letters})(?!\w)|(?:{signs})(?!(?<=\w)\w)")
