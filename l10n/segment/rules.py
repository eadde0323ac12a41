"""What is known of a language: read from `data/<language>.toml` once, when first asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("data")
_GENERIC = "generic"
# Languages cut by the rules of another.
_SAME = {"no": "nb", "nn": "nb", "yue": "zh", "iw": "he", "in": "id", "ms": "id"}


class Kind(Enum):
    """What an abbreviation with its full stop says about the end of a sentence; of two lists the later one holds."""

    EITHER = "either"
    LAST = "last"
    NUMBERED = "numbered"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language; see `data/generic.toml` for what each key means."""

    kinds: dict[str, Kind] = field(repr=False)
    starters: frozenset[str] = field(repr=False)
    followers: frozenset[str] = field(repr=False)
    speech: frozenset[str] = field(repr=False)
    ordinals: bool
    lower: bool
    questions: str
    endings: tuple[str, ...]
    after_quotation: re.Pattern[str] | None


@lru_cache(maxsize=256)
def load(locale: str, no_break: tuple[str, ...] = ()) -> Rules:
    """The rules for a locale: those of its language, or the generic ones. `no_break` are abbreviations on top."""
    rules = _read(_language(locale))
    if not no_break:
        return rules
    bare = ("".join(word.split()).removesuffix(".") for word in no_break)
    own = {form: Kind.NEVER for word in bare for form in _forms(word)}
    return replace(rules, kinds={**rules.kinds, **own})


def languages() -> list[str]:
    """The languages with lists of their own."""
    return sorted(path.stem for path in _DATA.glob("*.toml") if path.stem != _GENERIC)


def _language(locale: str) -> str:
    language = re.split("[-_@]", locale, maxsplit=1)[0].lower()
    language = _SAME.get(language, language)
    return language if language.isalpha() and (_DATA / f"{language}.toml").is_file() else _GENERIC


@lru_cache(maxsize=64)
def _read(language: str) -> Rules:
    import tomllib

    data = tomllib.loads((_DATA / f"{language}.toml").read_text(encoding="utf-8"))
    return _build(data)


def _build(data: dict[str, Any]) -> Rules:
    kinds = dict(_read(_GENERIC).kinds) if data["name"] != _GENERIC else {}
    for kind in Kind:
        for word in data.get(kind.value, "").split():
            kinds.update(dict.fromkeys(_forms(word), kind))
    return Rules(
        kinds=kinds,
        starters=frozenset(data.get("starters", "").split()),
        followers=frozenset(data.get("followers", "").split()),
        speech=frozenset(data.get("speech", "").split()),
        ordinals=data.get("ordinals", False),
        lower=data.get("lower", False),
        questions=data.get("questions", ""),
        endings=tuple(word[1:] for word in data.get("numbered", "").split() if word[0] == "-"),
        after_quotation=re.compile(data["after-quotation"]) if "after-quotation" in data else None,
    )


def _forms(word: str) -> set[str]:
    """An abbreviation as listed, at the start of a sentence, and in a headline of capitals."""
    return {word, word[:1].upper() + word[1:], word.upper()} if len(word) > 1 else {word}
