"""Spaces, quotes and dashes as a locale writes them. Only marks and blanks change, never a letter or a digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from l10n.typography.spans import patterns

__all__ = ["Rule", "apply", "masked", "quotes", "rules"]

_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_HOLD = "\ue000"  # stands for what is no prose while the rules work
_PSEUDO = "⟦"  # begins a pseudo-translation, which shows the layout of the source
_HELD = re.compile(f"{_HOLD}+")
# The letters of scripts that have their own marks.
_ARABIC, _GREEK = "\u0621-\u064a\u066e-\u06d3\u06fa-\u06ff", "\u0370-\u03ff\u1f00-\u1fff"
_WIDE = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff"
_AFTER = r"(?=\s|$|[»”’」』\"')\]）])"
_UNITS = r"(?:%|‰|°[CF]|€|kg|km|cm|mm|km²|m²)(?!\w)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A repair: what `pattern` finds becomes `replacement`. Where `told` it is a fault, named by `message`, unless
    (`copied`) the source has the same. One of `signs` is in every text that it repairs."""

    message: str
    pattern: re.Pattern[str]
    replacement: str
    told: bool = False
    copied: bool = False
    signs: tuple[str, ...] = ()

    def search(self, text: str) -> re.Match[str] | None:
        """The first place that it would repair; quick where none of its signs is in the text."""
        if self.signs and not any(sign in text for sign in self.signs):
            return None
        return self.pattern.search(text)


def apply(text: str, locale: str) -> str:
    """The text with the blanks, quotation marks and dashes of the locale (BCP 47). Marks, tags, code, addresses and
    placeholders stay as they are, and so does what is not certain. Twice changes nothing more."""
    if _HOLD in text or text.startswith(_PSEUDO):
        return text
    bare = masked(text)
    held = iter([text[found.start() : found.end()] for found in _HELD.finditer(bare)])
    bare = _quoted(bare, locale)
    for rule in rules(locale):
        bare = rule.pattern.sub(rule.replacement, bare)
    return _HELD.sub(lambda _: next(held), bare)


@lru_cache(maxsize=2048)
def masked(text: str) -> str:
    """The text with U+E000 for each character of what is no prose; what the patterns of rules are for."""
    for pattern in patterns(text):
        text = pattern.sub(lambda found: _HOLD * len(found[0]), text)
    return text


# ---------------------------------------------------------------- data


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    import tomllib

    return tomllib.loads(files("l10n.typography").joinpath("locales.toml").read_text("utf-8"))


def _row(kind: str, locale: str) -> str:
    """What the table has for a locale or its language."""
    rows = _table()[kind]
    code = locale.partition("-")[0]
    return rows.get(locale) or rows.get({"no": "nb", "nn": "nb"}.get(code, code), "")


@lru_cache(maxsize=64)
def quotes(locale: str) -> tuple[tuple[str, str], ...]:
    """The pairs of quotation marks that a locale uses, the outer first; none where they are not known."""
    return tuple((pair[0], pair[1]) for pair in _row("quotes", locale).split())


# ---------------------------------------------------------------- rules


@lru_cache(maxsize=64)
def rules(locale: str) -> tuple[Rule, ...]:
    """The repairs of blanks, marks and dashes of a locale, in the order to apply them."""
    found = [Rule("two blanks in a row", re.compile(r"(?<=\S) {2,}(?=\S)"), " ")]
    before = _row("before", locale)
    if before:
        found += _french(before, _NO_BREAK if locale == "fr-CA" else _NARROW)
    elif locale.partition("-")[0] not in ("zh", "ja", "th", "ko"):
        pattern = re.compile(r"(?<=[^\W\d_]) +(?=(?:[,;!?]|\.(?!\.))(?:\s|$))")
        found.append(
            Rule("a blank before the mark", pattern, "", told=True, copied=True, signs=(" ,", " ;", " !", " ?", " ."))
        )
    found += _scripted(locale)
    dash = _row("dash", locale)
    if dash:
        found.append(Rule("a hyphen for a dash", re.compile(r"(?<=[^\s–—-]) -(?= [^\s–—-])"), f" {dash}"))
    found.append(Rule("a blank that may break", re.compile(rf"(?<=\d) (?={_UNITS})"), _NO_BREAK))
    return tuple(found)


def _french(before: str, space: str) -> list[Rule]:
    """No-break spaces before high marks and inside guillemets: where a blank is, and where none is."""
    high, colon = before.replace("»", "").replace(":", ""), r":(?=[\s»”\")\]]|$)"
    marks = rf"(?:[{high}][!?]*(?=[\s»”\")\]]|$)|{colon}|»)" if high else rf"(?:{colon}|»)"
    word = rf"(?<=[^\W_]|[)\]»”\"’%…{_HOLD}.!?,])"
    return [
        Rule("a blank that may break", re.compile(rf"(?<=\S) (?={marks})"), space),
        Rule(
            "no blank before the mark",
            re.compile(rf"{word}(?<![;:!?.,](?=[;:!?]))(?={marks})"),
            space,
            told=True,
            signs=tuple(before),
        ),
        Rule("a blank that may break", re.compile(r"(?<=«) (?=\S)"), space),
        Rule("no blank after «", re.compile(r"(?<=«)(?=[^\s»])"), space, told=True, signs=("«",)),
    ]


def _scripted(locale: str) -> list[Rule]:
    """Marks of the script for those of another, after the letters of the script."""
    code = locale.partition("-")[0]
    letters = {"el": _GREEK, "zh": _WIDE, "ja": _WIDE}.get(code, _ARABIC)
    end = rf"(?=[{_WIDE}]|\s|$|[“”‘’「」『』《（）])" if code in ("zh", "ja") else _AFTER
    out = []
    for pair in _row("marks", locale).split():
        mark, own = pair[0], pair[1]
        one = r"(?<!\.)\.(?!\.)" if mark == "." else re.escape(mark)
        told = code not in ("zh", "ja")  # where narrow marks are custom too
        message = f"{mark} for {own}"
        blank = rf" ?(?=[{_WIDE}])" if code in ("zh", "ja") else ""
        pattern = re.compile(rf"(?<=[{letters}]){one}(?:{blank}|{end})" if blank else rf"(?<=[{letters}]){one}{end}")
        out.append(Rule(message, pattern, own, told=told, signs=(mark,)))
    return out


# ---------------------------------------------------------------- quotation marks


def _quoted(text: str, locale: str) -> str:
    """Straight quotation marks, and those of English, as the locale's own, where they are pairs beyond doubt."""
    pairs = quotes(locale)
    if not pairs:
        return text
    if "“" in text and ("“", "”") not in pairs and "".join(c for c in text if c in "“”„") == "“”" * text.count("“"):
        text = _replaced(text, [m.start() for m in re.finditer("[“”]", text)], locale)
    if '"' not in text or text.count('"') % 2:
        return text
    places = [m.start() for m in re.finditer('"', text)]
    wide = locale.partition("-")[0] in ("zh", "ja", "th", "ko", "lo", "km", "my")
    if all(_opens(text, place, wide) if n % 2 == 0 else _closes(text, place, wide) for n, place in enumerate(places)):
        return _replaced(text, places, locale)
    return text


def _opens(text: str, place: int, wide: bool) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return (
        bool(after) and not after.isspace() and (wide or not before or not (before.isalnum() or before in _HOLD + ".,"))
    )


def _closes(text: str, place: int, wide: bool) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return not before.isspace() and (wide or not after or not (after.isalnum() or after == _HOLD))


def _replaced(text: str, places: list[int], locale: str) -> str:
    """The marks at these places, alternately opening and closing, by the outer pair, or the inner one inside it."""
    outer, inner = quotes(locale)[0], quotes(locale)[min(1, len(quotes(locale)) - 1)]
    out, past = [], 0
    for n, place in enumerate(places):
        inside = outer[0] != outer[1] and text.count(outer[0], 0, place) > text.count(outer[1], 0, place)
        out += [text[past:place], (inner if inside else outer)[n % 2]]
        past = place + 1
    return "".join(out) + text[past:]
