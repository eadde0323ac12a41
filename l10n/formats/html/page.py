"""What a page says of itself: its language, its direction; and where a line goes that is put in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from l10n import locales
from l10n.formats.html.tokens import Attribute, Token, attributes, is_xml, tokens, value

_PLACES = ("h1", "main", "article", "body", "head", "title", "html")
"""Where a line may follow, the best first: after the end of h1, head and title, after the start of the others."""
_ENDED = frozenset({"h1", "head", "title"})

_LANGUAGES = frozenset({"content-language", "language", "dc.language", "dcterms.language", "inlanguage"})
_ALTERNATES = re.compile("hreflang|og:locale", re.IGNORECASE)
_ITSELF = re.compile("hreflang|canonical", re.IGNORECASE)
_IN_LANGUAGE = re.compile(r'"inLanguage"\s*+:\s*+"([\w-]++)"')
_BARE = re.compile(r"[\w-]+")


def label(text: str, start: int, line: str, kind: str) -> str:
    """The page with the line put in."""
    at = _label_place(text, start)
    end = "\r\n" if "\r\n" in text else "\n"
    made = f'<p class="l10n-{kind}">{html.escape(line, quote=False)}</p>'
    first = at == start or text[:at] == "\ufeff"
    return f"{text[:at]}{made}{end}{text[at:]}" if first else f"{text[:at]}{end}{made}{text[at:]}"


def _label_place(text: str, start: int) -> int:
    best, at = len(_PLACES), -1
    for token in tokens(text, start, xml=is_xml(text, start)):
        if token.kind == "skip" and at < 0 and text[token.start : token.start + 9].lower() == "<!doctype":
            at = token.end
        if token.kind != ("close" if token.name in _ENDED else "open") or token.name not in _PLACES[:best]:
            continue
        best, at = _PLACES.index(token.name), token.end
        if best == 0:
            break
    return at if at >= 0 else start + text.startswith("\ufeff", start)


@dataclass(frozen=True)
class _Own:
    """What the page is now, and what it says of itself: the address and Open Graph's locale that it gives for this
    language, and the locale that it had."""

    lang: str
    direction: str
    address: str = ""
    locale: str = ""
    former: str = ""


def adapt(text: str, start: int, lang: str, direction: str) -> str:
    """The page with its own language set, where it names one or has an `<html>`, its direction and its address."""
    own = _own(text, start, lang, direction)
    out: list[str] = []
    at = 0
    for begin, end, new in _changes(text, start, own):
        out += [text[at:begin], new]
        at = end
    return "".join([*out, text[at:]])


def _own(text: str, start: int, lang: str, direction: str) -> _Own:
    """The address stands in `<link rel="alternate" hreflang>`, the locale in `og:locale` and its alternates."""
    addresses, locale, others = list[str](), "", list[str]()
    if _ALTERNATES.search(text, start):
        for token in tokens(text, start, xml=is_xml(text, start)):
            if token.name == "body":
                break
            said = _said(text, token) if token.name in ("link", "meta") else {}
            if said.get("rel") == "alternate" and said.get("hreflang", "").lower() == lang.lower():
                addresses.append(said.get("href", ""))
            if "og:locale" in (said.get("property"), said.get("name")):
                locale = said.get("content", "")
            if "og:locale:alternate" in (said.get("property"), said.get("name")):
                others.append(said.get("content", ""))
    known = next((one for one in (locale, *others) if _is_of(one, lang)), locales.posix(lang))
    return _Own(lang, direction, addresses[0] if len(addresses) == 1 else "", known, locale)


def _said(text: str, token: Token) -> dict[str, str]:
    """The attributes of a tag; those that hold keywords in lower case."""
    said = {one.name: html.unescape(value(text, one)).strip() for one in attributes(text, token)}
    return {name: one if name in ("href", "content") else one.lower() for name, one in said.items()}


def _is_of(locale: str, lang: str) -> bool:
    """Whether a locale such as fr_CA is of this language, or of this very region where the language names one."""
    tag = locale.replace("_", "-").lower()
    return tag == lang.lower() or ("-" not in lang and tag.startswith(f"{lang.lower()}-"))


def _changes(text: str, start: int, own: _Own) -> Iterator[tuple[int, int, str]]:
    """Spans of the text and what they become, in order."""
    root: str | None = None  # the language that the outermost element had
    outermost, linked_data = True, False
    for token in tokens(text, start, xml=is_xml(text, start)):
        outermost = outermost and (token.kind != "text" or not text[token.start : token.end].strip(" \t\r\n\ufeff"))
        if token.kind == "raw":
            yield from _json_changes(text, token, root, own.lang) if root and linked_data else ()
        elif token.kind not in ("open", "alone"):
            outermost = outermost and token.kind != "close"
        elif token.name == "meta":
            yield from _meta_changes(text, token, own)
        elif token.name == "script":
            linked_data = _said(text, token).get("type", "").partition(";")[0].strip() == "application/ld+json"
        elif token.name in ("a", "link"):
            yield from _link_changes(text, token, root, own)
        elif token.name in ("html", "body") or (outermost and root is None):
            listed = list(attributes(text, token))
            langs = [one for one in listed if one.name in ("lang", "xml:lang")]
            if root is not None:
                for one in langs:
                    if value(text, one).lower() == root:
                        yield from _set(text, one, own.lang)
            elif langs or token.name == "html":
                root = value(text, langs[0]).lower() if langs else ""
                yield from _root_changes(text, token, listed, own.lang, own.direction)


def _root_changes(
    text: str, token: Token, listed: Sequence[Attribute], lang: str, direction: str
) -> Iterator[tuple[int, int, str]]:
    names = {one.name for one in listed}
    added = "" if names & {"lang", "xml:lang"} else f' lang="{lang}"'
    if "xmlns" in names and added:
        added += f' xml:lang="{lang}"'
    if direction == "rtl" and "dir" not in names:
        added += ' dir="rtl"'
    if added:
        after = token.start + 1 + len(token.name)
        yield after, after, added
    for one in listed:
        if one.name in ("lang", "xml:lang", "dir"):
            yield from _set(text, one, direction if one.name == "dir" else lang)


def _meta_changes(text: str, token: Token, own: _Own) -> Iterator[tuple[int, int, str]]:
    said = _said(text, token)
    name = next((said[key] for key in ("property", "name", "itemprop", "http-equiv") if key in said), "")
    new = own.lang if name in _LANGUAGES else ""
    if name == "og:locale":
        new = own.locale
    elif name == "og:locale:alternate" and said.get("content") == own.locale:
        new = own.former
    elif name == "og:url":
        new = own.address
    for one in attributes(text, token):
        if new and one.name == "content":
            yield from _set(text, one, new)


def _link_changes(text: str, token: Token, root: str | None, own: _Own) -> Iterator[tuple[int, int, str]]:
    """The canonical address; and `hreflang` where the page means itself."""
    if not _ITSELF.search(text, token.start, token.end):
        return
    said = _said(text, token)
    canonical = token.name == "link" and said.get("rel") == "canonical"
    itself = canonical or (token.name == "a" and said.get("href", " ")[:1] in ("", "#"))
    for one in attributes(text, token):
        if one.name == "href" and canonical and own.address:
            yield from _set(text, one, own.address)
        elif one.name == "hreflang" and itself and said["hreflang"] == root:
            yield from _set(text, one, own.lang)


def _json_changes(text: str, token: Token, root: str, lang: str) -> Iterator[tuple[int, int, str]]:
    """`inLanguage` of schema.org, where it is the language that the page had."""
    for found in _IN_LANGUAGE.finditer(text, token.start, token.end):
        if found[1].lower() == root:
            yield *found.span(1), lang


def _set(text: str, one: Attribute, new: str) -> Iterator[tuple[int, int, str]]:
    """An attribute's value, unless it says so already, or a template says it."""
    old = value(text, one)
    if one.start >= 0 and "{" not in old and "<" not in old and html.unescape(old).lower() != new.lower():
        quote = one.quote if one.quote or _BARE.fullmatch(new) else '"'
        yield one.start, one.end, f"{quote}{html.escape(new)}{quote}"
