"""What kind of edit turned one source sentence into another: cosmetic, factual or rewritten.

Cosmetic keeps a translation approved, factual always retires it, all else is rewritten. In doubt, the stricter class.
"""

from __future__ import annotations

import re
from collections import Counter

from l10n.inline import Mark, plain, split, unsplit

COSMETIC, FACTUAL, REWRITTEN = "cosmetic", "factual", "rewritten"

# Words that deny, by language; `n't` counts as `not`.
_NEGATIONS = {
    "en": frozenset(
        {"not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot", "without"}
    ),
    "fr": frozenset({"ne", "n", "pas", "non", "jamais", "rien", "personne", "aucun", "aucune", "ni", "sans"}),
    "es": frozenset({"no", "nunca", "jamás", "nada", "nadie", "ningún", "ninguno", "ninguna", "ni", "sin", "tampoco"}),
}
_NOT = {"en": re.compile(r"\b(can|won|sha)?(n['’]t)\b")}

_NUMBER = re.compile(r"\d+(?:[.,:/\u00a0\u202f '’]?\d+)*")
_WORD = re.compile(r"[^\W\d_]+")

_QUOTES = str.maketrans("“”„‟«»‘’‚‛‹›", "\"\"\"\"\"\"''''''")
_DASH = re.compile(r"\s*(?:---?|[–—―])\s*|\s-\s|(?<=\d)\s*[-‐‑]\s*(?=\d)")
_COMMA = re.compile(r"(?<!\d)[,،，]|[,،，](?!\d)")
_INSIDE_QUOTES = re.compile(r"(?<=[«‹])\s+|\s+(?=[»›])")


def edit_class(old: str, new: str, locale: str) -> str:
    """`cosmetic`, `factual` or `rewritten`, for two msgids with marks in; `locale` is theirs."""
    if _skeleton(old) == _skeleton(new):
        return COSMETIC
    language = locale.split("-")[0]
    before, after = plain(old), plain(new)
    if _numbers(before) != _numbers(after) or _denials(before, language) != _denials(after, language):
        return FACTUAL
    return REWRITTEN


def renumbered(text: str, old: str, new: str) -> str:
    """A translation of `old` with its marks numbered as in `new`, after a cosmetic edit."""
    before = [item for item in split(old) if isinstance(item, Mark)]
    after = [item for item in split(new) if isinstance(item, Mark)]
    keys = {(mark.kind, mark.number): (to.kind, to.number) for mark, to in zip(before, after, strict=False)}
    items = [_moved(item, keys) if isinstance(item, Mark) else item for item in split(text)]
    return text if before == after else unsplit(items)


def _moved(mark: Mark, keys: dict[tuple[str, int], tuple[str, int]]) -> Mark:
    kind, number = keys.get((mark.kind, mark.number), (mark.kind, mark.number))
    return Mark(kind, number, mark.form)


def _skeleton(text: str) -> str:
    """The text without what a cosmetic edit may change."""
    order: dict[tuple[str, int], int] = {}
    parts = []
    for item in split(text):
        if isinstance(item, Mark):
            number = order.setdefault((item.kind, item.number), len(order) + 1)
            parts.append(str(Mark(item.kind, number, item.form)))
        else:
            parts.append(_INSIDE_QUOTES.sub("", item).translate(_QUOTES))
    whole = _COMMA.sub("", _DASH.sub("–", "".join(parts)))
    whole = " ".join(whole.split())
    return whole[:1].lower() + whole[1:]


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"[\s\u00a0\u202f]", "", number) for number in _NUMBER.findall(text))


def _denials(text: str, language: str) -> Counter[str]:
    text = text.lower()
    if language in _NOT:
        text = _NOT[language].sub(lambda found: f"{found[1] or ''} not", text)
    denying = _NEGATIONS.get(language, frozenset())
    return Counter(word if word != "cannot" else "not" for word in _WORD.findall(text) if word in denying)
