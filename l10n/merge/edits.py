"""What kind of edit turned one source sentence into another: cosmetic, factual or rewritten.

Cosmetic keeps a translation approved, factual always retires it, all else is rewritten. In doubt, the stricter class.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from l10n.inline import Mark, marks, plain, split, unsplit
from l10n.merge.facts import differences
from l10n.merge.names import quotations, starts
from l10n.merge.spelling import mended
from l10n.merge.words import words
from l10n.model import Form

COSMETIC, FACTUAL, REWRITTEN = "cosmetic", "factual", "rewritten"

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″「」『』﹁﹂〝〞", '"') | dict.fromkeys("‘’‚‛‹›′´", "'"))
# A minus stands before a number, with a blank or nothing before it, unless that is a range of numbers.
_MINUS = re.compile(r"(?:^|(?<=[(\[])|(?<=[^\d\s] ))[-−–‑](?=\d)")
_DASH = re.compile(r"\s*[–—―]\s*|\s--?-?\s|(?<=\w)---?(?=\w)|(?<=\d)\s*-\s*(?=\d)")
_TIGHT = re.compile(r"(?<=\w)-(?=\w)")  # Monday-Friday, for Monday–Friday
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_COMMA = re.compile(r"(?<!\d)[,،，]|[,،，](?!\d)")
_SINGLE = re.compile(r"(?<!\w)'([^']+)'(?!\w)")
# Blanks at punctuation: French has them, guillemets have them, English has not.
_LOOSE = re.compile(r"(?<=[«‹(\[“‘])\s+|\s+(?=[»›)\]”:;!?%])")
_SHAPES = {Form.OPEN: "\ue000", Form.CLOSE: "\ue001", Form.ALONE: "\ue002"}
_MARK = re.compile("[\ue000-\ue002][\ue100-\uf8ff]")
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|\W")


def edit_class(old: str, new: str, locale: str) -> str:
    """`cosmetic`, `factual` or `rewritten`, for two msgids with marks in; `locale` is theirs."""
    before, after = _shaped(old), _shaped(new)
    if before == after:
        return COSMETIC
    before = _mended(before, after, locale)
    if differences(_settled(_MARK.sub("", before)), _settled(_MARK.sub("", after)), locale):
        return FACTUAL
    return COSMETIC if _bare(before, locale) == _bare(after, locale) else REWRITTEN


def facts_changed(old: str, new: str, locale: str) -> tuple[tuple[str, str], ...]:
    """The facts that went and those that came instead, as the texts have them; "" where nothing stands against one."""
    return tuple(differences(_settled(plain(old)), _settled(plain(new)), locale))


def _settled(text: str) -> str:
    """With one glyph for each kind of quote, dash and hyphen, single blanks, and none at punctuation."""
    text = normalize("NFC", _INVISIBLE.sub("", text)).translate(_HYPHENS)
    text = _LOOSE.sub("", " ".join(text.split())).translate(_QUOTES)
    text = _DASH.sub(" – ", _MINUS.sub("\u2212", text))
    return " ".join(text.split())


def _shaped(text: str) -> str:
    """Settled, with marks by order: not by their numbers or kinds."""
    order: dict[tuple[str, int], int] = {}
    shaped = (
        _SHAPES[item.form] + chr(0xE100 + order.setdefault((item.kind, item.number), len(order)) % 0x1700)
        if isinstance(item, Mark)
        else item
        for item in split(text)
    )
    return _settled("".join(shaped))


def _mended(old: str, new: str, locale: str) -> str:
    """The old text with slips of the pen as the new one has them right, or the other way round; the same text where
    anything else than commas differs."""
    before, after = (_TOKEN.findall(_COMMA.sub("", text)) for text in (old, new))
    if len(before) != len(after) or before == after:
        return old
    quoted = [range(start, end) for start, end in quotations("".join(before))]
    at = 0
    for one, other in zip(before, after, strict=True):
        if one != other and (any(at in span for span in quoted) or not mended(one, other, locale)):
            return old
        at += len(one)
    return new


def _bare(text: str, locale: str) -> str:
    """Without what a cosmetic edit may change besides: commas, the capital of a sentence, which quotes are inside."""
    text = " ".join(_TIGHT.sub(" – ", _COMMA.sub("", text)).split())
    if '"' not in text:
        text = _SINGLE.sub(r'"\1"', text)
    different = words(locale.split("-")[0]).capitals
    letters = list(text)
    for at in starts(text, locale):
        if _WORD.match(text, at)[0].lower() not in different:  # type: ignore[index]  # a word begins there
            letters[at] = letters[at].lower()
    return "".join(letters)


def renumbered(text: str, old: str, new: str) -> str:
    """A translation of `old` with its marks named and numbered as in `new`, after a cosmetic edit."""
    before, after = marks(old), marks(new)
    if [mark.key for mark in before] == [mark.key for mark in after]:
        return text
    keys = {(mark.kind, mark.number): (to.kind, to.number) for mark, to in zip(before, after, strict=True)}
    items = [_moved(item, keys) if isinstance(item, Mark) else item for item in split(text)]
    return unsplit(items) if items else text


def _moved(mark: Mark, keys: dict[tuple[str, int], tuple[str, int]]) -> Mark:
    kind, number = keys.get((mark.kind, mark.number), (mark.kind, mark.number))
    return Mark(kind, number, mark.form)
