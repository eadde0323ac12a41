"""The `# l10n:` lines: who wrote a translation, what became of its source, and the status that follows from both.

    # l10n: mt=neural+por-cat+cat-fra/1 src=1f0c9a3e out=77b2d0c1
    # l10n: edit=factual was=77b2d0c1 src=1f0c9a3e approved

    # l10n: fact three → four; + Oslo

One grammar, but for the last, which tells people what a factual edit changed: words with blanks between them; the
first is `kind=name`, then `key=hash`, then bare flags. A line has at most 72 columns, for some tools wrap longer ones
anywhere; `# l10n: +` goes on with the line before it, and a word that begins with `=` there with the name. Blanks in a
name are written as in URLs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from unicodedata import normalize
from urllib.parse import quote, unquote

from l10n.catalog.writing import changed
from l10n.model import Entry, Origin, Status

WIDTH = 72
_LONGEST = WIDTH - len("# l10n: + ")
_PREFIX = "l10n:"
_MADE = frozenset({"mt", "tm"})  # one family: a translation has one maker
_FAMILIES = {"mt": _MADE, "tm": _MADE, "edit": frozenset({"edit", "fact"})}
_SAFE = "".join(chr(code) for code in range(33, 127) if chr(code) not in "%=")
_WORD = re.compile(r"(src|out|was)=([0-9a-f]{8})")


def hash8(context: str | None, text: str) -> str:
    """The first 8 hex digits of SHA-256 over NFC context, U+0004, text: how lines name a msgid or a msgstr."""
    return sha256(normalize("NFC", f"{context or ''}\x04{text}").encode("utf-8", "surrogatepass")).hexdigest()[:8]


def translation(entry: Entry) -> str:
    """The text that `out` and `was` are hashes of; the plural forms as one."""
    return "\0".join(entry.plurals) if entry.plurals else entry.msgstr


def translated(entry: Entry) -> bool:
    """Has any words of a translation, whatever their status."""
    return bool(entry.msgstr) or any(entry.plurals)


def source_hash(entry: Entry) -> str:
    return hash8(entry.msgctxt, entry.msgid)


def text_hash(entry: Entry) -> str:
    return hash8(entry.msgctxt, translation(entry))


# ---------------------------------------------------------------- lines


def all_origins(entry: Entry) -> tuple[Origin, ...]:
    """Every line that can be read, void ones too."""
    return tuple(origin for _, origin in _read(entry.comments))


def origins(entry: Entry) -> tuple[Origin, ...]:
    """The valid lines: those whose `src` is this entry's (tools copy lines onto similar sentences)."""
    here = source_hash(entry)
    return tuple(origin for origin in all_origins(entry) if not origin.src or origin.src == here)


def with_origin(entry: Entry, origin: Origin) -> Entry:
    """With this line in the place of those of its family (mt and tm are one, edit is another).

    A new maker's line says that the text was made for this source, so it takes the place of an edit line too.
    """
    kept = _without(entry.comments, _family(origin.kind) | (_family("edit") if origin.kind in _MADE else frozenset()))
    return changed(entry, comments=(*kept, *format_origin(origin)))


def without_origin(entry: Entry, *kinds: str) -> Entry:
    """Without the lines of these kinds and their families; of all kinds when none is named."""
    gone = frozenset().union(*map(_family, kinds)) if kinds else None
    return changed(entry, comments=tuple(_without(entry.comments, gone)))


def format_origin(origin: Origin) -> list[str]:
    """The comment lines, without their `# `."""
    words = [f"{origin.kind}={quote(origin.name, safe=_SAFE)}"]
    while len(words[-1]) > _LONGEST:
        words[-1:] = [words[-1][:_LONGEST], f"={words[-1][_LONGEST:]}"]
    words += [f"{key}={value}" for key in ("src", "out", "was") if (value := getattr(origin, key))]
    return _lines([*words, *origin.flags])


def with_facts(entry: Entry, pairs: Sequence[tuple[str, str]]) -> Entry:
    """With a line that tells reviewers what facts changed, old and new; it goes when the line of the edit goes."""
    told = (f"{old} → {new}" if old and new else f"- {old}" if old else f"+ {new}" for old, new in pairs)
    words = f"fact {'; '.join(told)}".split()
    cut = [word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…" for word in words]
    return changed(entry, comments=(*entry.comments, *_lines(cut)))


def facts_told(entry: Entry) -> tuple[str, ...]:
    """The lines that tell which facts changed, as they stand among the comments."""
    rest = _without(entry.comments, frozenset({"fact"}))
    return tuple(line for line in entry.comments if line not in rest)


def _lines(words: Iterable[str]) -> list[str]:
    """The words on lines of ours, none too long."""
    lines = [_PREFIX]
    for word in words:
        if len(lines[-1]) + len(word) + 3 > WIDTH and lines[-1] != _PREFIX:
            lines.append(f"{_PREFIX} +")
        lines[-1] += f" {word}"
    return lines


def parse_origin(words: Iterable[str]) -> Origin | None:
    """The words of a line, `kind=name` first; None where that is missing. Unknown words are flags."""
    first, *rest = list(words) or [""]
    kind, equals, name = first.partition("=")
    if not equals or not kind.isalpha():
        return None
    name += "".join(word[1:] for word in rest if word.startswith("="))
    hashes = {found[1]: found[2] for word in rest if (found := _WORD.fullmatch(word))}
    flags = tuple(word for word in rest if not _WORD.fullmatch(word) and not word.startswith("="))
    return Origin(kind, unquote(name), hashes.get("src", ""), hashes.get("out", ""), hashes.get("was", ""), flags)


def _read(comments: Iterable[str]) -> Iterator[tuple[int, Origin]]:
    """Each origin with the number of lines it takes."""
    words: list[str] = []
    lines = 0
    for text in (*comments, ""):
        mine = text.strip().startswith(_PREFIX)
        fresh = text.strip().removeprefix(_PREFIX).split() if mine else []
        if mine and fresh[:1] == ["+"] and lines:
            words, lines = words + fresh[1:], lines + 1
            continue
        if lines and (origin := parse_origin(words)):
            yield lines, origin
        words, lines = fresh, int(mine)


def _without(comments: tuple[str, ...], kinds: frozenset[str] | None) -> list[str]:
    """The comments without the lines of these kinds (None: of any)."""
    kept: list[str] = []
    dropping = False
    for text in comments:
        words = text.split()
        if words[:1] != [_PREFIX]:
            dropping = False
        elif words[1:2] != ["+"]:
            kind = words[1].partition("=")[0] if words[1:] else ""
            dropping = kinds is None or kind in kinds
        if not dropping:
            kept.append(text)
    return kept


def _family(kind: str) -> frozenset[str]:
    return _FAMILIES.get(kind, frozenset({kind}))


# ---------------------------------------------------------------- status


def status(entry: Entry) -> Status:
    """What the file says of this translation; the first that fits, in the order of `Status`."""
    if not all(text.strip() for text in entry.plurals or (entry.msgstr,)):
        return Status.MISSING
    if not any(_PREFIX in comment for comment in entry.comments):
        stale = entry.fuzzy and entry.previous_msgid is not None
        return Status.STALE if stale else Status.DRAFT if entry.fuzzy else Status.HUMAN
    valid, text = origins(entry), text_hash(entry)
    if (entry.fuzzy and entry.previous_msgid is not None) or any(_outdated(origin, text) for origin in valid):
        return Status.STALE
    made = [origin for origin in valid if origin.kind in _MADE]
    same = any(origin.out == text for origin in made)
    if entry.fuzzy:
        return Status.DRAFT if not made else Status.MACHINE if same else Status.POST_EDITED
    return Status.HUMAN if not made else Status.APPROVED if same else Status.EDITED


def _outdated(origin: Origin, text: str) -> bool:
    """The source's facts changed and the translation did not, nor did anyone confirm it."""
    return origin.kind == "edit" and origin.name == "factual" and origin.was == text and "confirmed" not in origin.flags


def machine_origin(entry: Entry) -> Origin | None:
    """The line of a text that is still as a machine or memory made it, for this source or for the previous one."""
    sources = {source_hash(entry), "" if entry.previous_msgid is None else previous_hash(entry)}
    text = text_hash(entry)
    made = (origin for origin in all_origins(entry) if origin.kind in _MADE and origin.out == text)
    return next((origin for origin in made if not origin.src or origin.src in sources), None)


def previous_hash(entry: Entry) -> str:
    """`src` of the source that the translation of a stale entry belongs to."""
    context = entry.msgctxt if entry.previous_msgctxt is None else entry.previous_msgctxt
    return hash8(context, entry.previous_msgid or "")


def approve(entry: Entry, *, confirmed: bool = False) -> Entry:
    """Reviewed: not fuzzy, nothing previous. After a factual edit an unchanged text stays stale unless `confirmed`."""
    text = text_hash(entry)
    new = changed(entry, fuzzy=False, previous_msgid=None, previous_msgctxt=None)
    edit = next((origin for origin in origins(entry) if origin.kind == "edit"), None)
    if edit is None or not _outdated(edit, text):
        return without_origin(new, "edit")
    return with_origin(new, replace(edit, flags=("confirmed",))) if confirmed else new
