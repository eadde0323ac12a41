"""BCP 47 ↔ POSIX names of locales, fallback chains, script and direction, plural forms. The only user of Babel.

Inside the program a locale is its normalised BCP 47 tag (`pt-BR`, `sr-Latn`, `zh-Hans`); POSIX names (`pt_BR`,
`sr@latin`, `zh_CN`) are for paths and the PO header. `normalize(posix(tag)) == tag` for every normalised tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from l10n.errors import UsageError

# What gettext writes after the @ for a script; other scripts are written by their own code (`@mong`).
_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab", "iqtelif": "Latn"}
_MODIFIER_OF = {"Latn": "latin", "Cyrl": "cyrillic", "Deva": "devanagari", "Arab": "arabic"}
# Modifiers that say nothing about the language.
_IGNORED_MODIFIERS = frozenset({"euro"})
# Chinese is named by script in BCP 47 and by territory in POSIX.
_CHINESE = {"Hans": "CN", "Hant": "TW"}
_RTL_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)

_SINGLE = "nplurals=1; plural=0;"
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_ABOVE_ONE = "nplurals=2; plural=(n > 1);"
# What catalogs of these languages use; Babel's table lacks them, and CLDR has nothing or something else.
_IN_USE = {"as": _NOT_ONE, "gu": _NOT_ONE, "kk": _SINGLE, "oc": _ABOVE_ONE, "si": _NOT_ONE, "ug": _SINGLE}
# Languages without plural forms that gettext's table lacks (Unicode CLDR, plural rules).
_ONE_FORM = frozenset({
    "bm", "hnj", "id", "ig", "ii", "jbo", "jv", "kde", "kea", "lkt", "ms", "my", "nqo", "osa", "sah", "ses", "sg", "su",
    "to", "tpi", "wo", "yo", "yue",
})  # fmt: skip

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:[-_](?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)(?:\.[\w-]+)?(?:@(?P<modifiers>[a-z\d]+(?:_[a-z\d]+)*))?",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class _Subtags:
    language: str
    script: str = ""
    region: str = ""
    variants: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "-".join(filter(None, (self.language, self.script, self.region, *self.variants)))


def normalize(name: str) -> str:
    """The BCP 47 tag of a locale named either way (`pt_BR`, `pt-br`, `sr@latin`, `zh_CN`, `cat`).

    UsageError with the nearest valid name for what is no locale.
    """
    subtags = _parse(name)
    if subtags is None:
        raise UsageError(f"{name!r} is not a locale", hint=_nearest(name))
    return str(subtags)


def posix(tag: str) -> str:
    """The name in paths and PO headers: `pt_BR`, `sr@latin`, `ca@valencia`, `zh_CN` for zh-Hans."""
    subtags = _subtags(tag)
    script, region = subtags.script, subtags.region
    if subtags.language == "zh" and not region and script in _CHINESE:
        script, region = "", _CHINESE[script]
    modifiers = ([_MODIFIER_OF.get(script, script.lower())] if script else []) + list(subtags.variants)
    base = f"{subtags.language}_{region}" if region else subtags.language
    return f"{base}@{'_'.join(modifiers)}" if modifiers else base


def fallbacks(tag: str) -> tuple[str, ...]:
    """The locale itself, then those it may inherit from, nearest first: es-MX, es-419, es. Never another script."""
    chain: list[str] = []
    at: _Subtags | None = _subtags(tag)
    while at is not None and str(at) not in chain:
        chain.append(str(at))
        at = _above(at)
    return tuple(chain)


def script(tag: str) -> str:
    """The ISO 15924 code, the likely one where the tag names none: Latn, Cyrl, Arab, Hans."""
    subtags = _subtags(tag)
    return subtags.script or _likely_script(subtags.language, subtags.region) or "Latn"


def direction(tag: str) -> str:
    """`ltr` or `rtl`."""
    return "rtl" if script(tag) in _RTL_SCRIPTS else "ltr"


def name(tag: str) -> str:
    """The English name: `Portuguese (Brazil)`."""
    subtags, english = _subtags(tag), _english()
    details = [english.scripts.get(subtags.script, subtags.script)] if subtags.script else []
    details += [english.territories.get(subtags.region, subtags.region)] if subtags.region else []
    details += [english.variants.get(variant.upper(), variant) for variant in subtags.variants]
    language = str(english.languages.get(subtags.language, subtags.language))
    return f"{language} ({', '.join(details)})" if details else language


@cache
def decimal(tag: str) -> str:
    """The decimal point of the locale: `.` or `,` or `٫`."""
    from babel.core import UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    subtags = _subtags(tag)
    try:
        return get_decimal_symbol(_key(subtags))
    except UnknownLocaleError:
        return "."


def long_date(tag: str, day: date) -> str:
    """A day as the locale writes it in a text: `24 novembre 2026`; `2026-11-24` where CLDR does not know the locale."""
    from babel.core import UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(day, "long", _key(_subtags(tag)))
    except UnknownLocaleError:
        return day.isoformat()


@cache
def plural_forms(tag: str) -> str:
    """The value of the Plural-Forms header: gettext's table as Babel has it, then usage, then CLDR's rules."""
    from babel.messages.plurals import PLURALS

    subtags = _subtags(tag)
    for key in (f"{subtags.language}_{subtags.region}", subtags.language):
        if key in PLURALS:
            count, rule = PLURALS[key]
            return f"nplurals={count}; plural={rule};"
    return _IN_USE.get(subtags.language) or _plural_rule(subtags.language)


def _plural_rule(language: str) -> str:
    from babel.core import Locale, UnknownLocaleError
    from babel.plural import to_gettext

    try:
        rule = Locale.parse(language).plural_form
    except UnknownLocaleError:
        return _NOT_ONE
    if not rule.rules:  # CLDR knows of one form only, or does not know
        return _SINGLE if language in _ONE_FORM else _NOT_ONE
    if rule.tags <= {"one", "many"}:  # gettext cannot say when "many" (a round million) holds
        return _ABOVE_ONE if rule(0) == "one" else _NOT_ONE
    return to_gettext(rule)


# ---------------------------------------------------------------- subtags


@cache
def _parse(name: str) -> _Subtags | None:
    """The subtags in canonical form, or None where one of them is unknown."""
    found = _TAG.fullmatch(name.strip())
    if found is None:
        return None
    language = str(_cldr("language_aliases").get(found["language"].lower(), found["language"].lower()))
    if not re.fullmatch("[a-z]{2,3}", language):
        language = found["language"].lower()
    region = (found["region"] or "").upper()
    region = (_cldr("territory_aliases").get(region) or [region])[0]
    variants = tuple(word.lower() for word in re.split("[-_]", found["variants"]) if word)
    subtags = _Subtags(language, (found["script"] or "").title(), region, variants)
    for word in filter(None, (found["modifiers"] or "").lower().split("_")):
        subtags = _modified(subtags, word)
    return _canonical(subtags) if _known(subtags) else None


def _modified(subtags: _Subtags, word: str) -> _Subtags:
    """With what stands after the @: a script or a variant."""
    if word in _IGNORED_MODIFIERS:
        return subtags
    if not subtags.script and (word in _MODIFIERS or word.title() in _english().scripts):
        return replace(subtags, script=_MODIFIERS.get(word, word.title()))
    return replace(subtags, variants=(*subtags.variants, word))


def _known(subtags: _Subtags) -> bool:
    english = _english()
    return (
        (subtags.language in english.languages or subtags.language in _cldr("likely_subtags"))
        and (not subtags.script or subtags.script in english.scripts)
        and (not subtags.region or subtags.region in english.territories)
        and all(variant.upper() in english.variants for variant in subtags.variants)
    )


def _canonical(subtags: _Subtags) -> _Subtags:
    """Each locale has one tag: no script that goes without saying; Chinese of CN and TW by script alone."""
    if subtags.language == "zh":
        written = subtags.script or (_likely_script("zh", subtags.region) if subtags.region else "")
        if _CHINESE.get(written) == subtags.region or (subtags.script and not subtags.region):
            return replace(subtags, script=written, region="")
    if subtags.script and subtags.script == _likely_script(subtags.language, subtags.region):
        return replace(subtags, script="")
    return subtags


def _above(subtags: _Subtags) -> _Subtags | None:
    """What it inherits from: without its last variant, CLDR's parent where it names one, without its region."""
    if subtags.variants:
        return replace(subtags, variants=subtags.variants[:-1])
    parents: dict[str, str] = _cldr("parent_exceptions")
    full = replace(subtags, script=script(str(subtags)))
    parent = parents.get(_key(subtags)) or parents.get(_key(full))
    if parent:
        return None if parent == "root" else _parse(parent)
    return _canonical(replace(full, region="")) if subtags.region else None


def _likely_script(language: str, region: str) -> str:
    likely: dict[str, str] = _cldr("likely_subtags")
    full = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return next((part for part in full.split("_")[1:] if len(part) == 4), "")


def _subtags(tag: str) -> _Subtags:
    subtags = _parse(tag)
    if subtags is None:
        raise UsageError(f"{tag!r} is not a locale", hint=_nearest(tag))
    return subtags


def _key(subtags: _Subtags) -> str:
    """The name CLDR gives it."""
    return "_".join(filter(None, (subtags.language, subtags.script, subtags.region)))


# ---------------------------------------------------------------- CLDR


@cache
def _cldr(table: str) -> Any:
    from babel.core import get_global

    return dict(get_global(table))  # type: ignore[arg-type]  # the names of tables are a Literal there


@cache
def _english() -> Any:
    from babel.core import Locale

    return Locale("en")


def _nearest(name: str) -> str:
    """What may have been meant: a language by its English name, or a tag that is spelt like it."""
    from difflib import get_close_matches

    from babel.localedata import locale_identifiers

    wanted = name.strip().replace("_", "-").lower()
    spoken = {str(words).lower(): code for code, words in _english().languages.items()}
    tags = {tag.replace("_", "-").lower(): tag for tag in locale_identifiers()}
    for known in (spoken, tags):
        close = get_close_matches(wanted, sorted(known), n=1, cutoff=0.7)
        if close:
            return f"did you mean {normalize(known[close[0]])!r}?"
    return "use a BCP 47 tag such as 'fr' or 'pt-BR', or a POSIX name such as 'pt_BR'"
