"""Judges that share no code with l10n: cmark-gfm for Markdown, Lexbor for HTML, Expat for XHTML, PyYAML and tomllib
for front matter.

A page becomes a flat list of events, so that two pages can be compared and a change be named.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, TypeAlias
from xml.etree import ElementTree

import yaml

Event: TypeAlias = "tuple[Any, ...]"
"""("open", tag, attributes), ("close", tag), ("text", words), ("code", verbatim text), ("comment", text)."""

_FRONT = re.compile(r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_ADMONITION = re.compile(r"(?m)^([ \t]*)(?:!!!|\?\?\?\+?|===)[ \t]+(?=[\"\w])")
_SHORTCODE = re.compile(r"\{\{[<%][^{}\n]*[%>]\}\}")
_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_VERBATIM = frozenset({"pre", "textarea", "script", "style"})
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe input legend li link main menu meta nav "
    "noscript object ol optgroup option p pre script section select style summary table tbody td textarea tfoot th "
    "thead title tr ul".split()
)
_SHOWN = frozenset({"img", "svg", "video", "audio", "canvas", "button"})  # inline, and seen: blanks after them count
_EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as a reader gets it: the data of its front matter, and its events in order."""

    front: dict[str, Any] | None
    events: tuple[Event, ...]

    def changed(self, change: Callable[[str], str]) -> Rendered:
        """The same page with every text, attribute and front matter string passed through `change`."""
        events = (tuple(_changed(item, change) if i else item for i, item in enumerate(event)) for event in self.events)
        return Rendered(_changed(self.front, change), tuple(_squashed(events)))


_MARKDOWN = ("markdown", "mdx")
_INDENT = re.compile(r"(?m)^ {4,}")
_TAG_LINE = re.compile(r"(?m)^[ \t]*(<(?:[^<>\n]|=>)*>)[ \t]*$")


def missing() -> str:
    """Why these judges cannot be asked; empty where they can."""
    absent = [name for name in ("cmarkgfm", "selectolax") if not find_spec(name)]
    return f"not installed: {', '.join(absent)}" if absent else ""


def rendered(text: str, format_: str) -> Rendered:
    """The page in the format's own renderer; plain text is its paragraphs."""
    if format_ == "text":
        lines = text.removeprefix("\ufeff").replace("\r\n", "\n")
        lines = re.sub(r"(?<=\w-)\n[ \t]*(?=[^\W\d_])", "", lines)  # a hyphen at the end of a line joins
        paragraphs = (squash(part) for part in re.split(r"\n[ \t\r]*\n", lines))
        return Rendered(None, tuple(("paragraph", part) for part in paragraphs if part))
    if text.startswith("<?xml"):
        return Rendered(None, tuple(_squashed(_elements(ElementTree.fromstring(text)))))
    front, body = front_matter(text)
    if format_ == "mdx":  # where indentation makes no code, and a tag on a line of its own stands between blocks
        body = _TAG_LINE.sub(r"\n\1\n", _INDENT.sub("   ", body))
    page = markdown(body) if format_ in _MARKDOWN else body
    return Rendered(_changed(front, squash), tuple(events(page)))


def squash(text: str) -> str:
    """Blanks and line ends as renderers show them; a no-break space is none of them."""
    return _BLANKS.sub(" ", text).strip(" ")


def difference(one: Rendered, two: Rendered) -> str:
    """What differs first, for the reader of the report; empty where nothing does."""
    if one.front != two.front:
        return f"front matter {one.front!r} → {two.front!r}"
    return first(one.events, two.events)


def first(one: Sequence[Event], two: Sequence[Event]) -> str:
    """The first pair of events that differ, from a little before the place where they do."""
    for before, after in zip((*one, ("end",)), (*two, ("end",)), strict=False):
        if before != after:
            left, right = repr(before), repr(after)
            same = (i for i, signs in enumerate(zip(left, right, strict=False)) if signs[0] != signs[1])
            at = max(0, next(same, 0) - 40)
            return f"{left[at : at + 120]} → {right[at : at + 120]}"
    return ""


# ---------------------------------------------------------------- front matter


def front_matter(text: str) -> tuple[dict[str, Any] | None, str]:
    """The data of the front matter (None without any; its lines where they cannot be read) and the rest of the page."""
    found = _FRONT.match(text)
    if not found:
        return None, text.removeprefix("\ufeff")
    try:
        data = yaml.safe_load(found[2]) if found[1] == "---" else tomllib.loads(found[2].replace("\r\n", "\n"))
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError):
        return {"unreadable": squash(found[2])}, text[found.end() :]
    return (data, text[found.end() :]) if isinstance(data, dict) else (None, text)


def _changed(value: object, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _changed(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_changed(item, change) for item in value)
    return value


# ---------------------------------------------------------------- Markdown and HTML


def markdown(text: str) -> str:
    """GitHub's renderer, raw HTML left in. To it, a Hugo shortcode is a word, an admonition's body a list item's."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    text = _SHORTCODE.sub(lambda found: re.sub("[ \t]", "_", found[0]), text)
    text = _ADMONITION.sub(r"\1-   ", text.replace("\0", "\ufffd"))
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    html: str = cmarkgfm.markdown_to_html_with_extensions(text, options=options, extensions=_EXTENSIONS)
    return html


def events(page: str) -> list[Event]:
    """The page's tree as HTML5 parsers build it, blanks as browsers show them."""
    from selectolax.lexbor import LexborHTMLParser

    if not page.strip():
        return []
    root = LexborHTMLParser(page).root
    return list(_squashed(_walk(root))) if root is not None else []


def _walk(root: Any) -> Iterator[Event]:
    """Depth first without recursion: pages nest deeper than Python does."""
    todo: list[tuple[Any, bool, bool]] = [(root, False, False)]
    while todo:
        node, verbatim, closing = todo.pop()
        if closing:
            yield "close", node.tag
            continue
        if node is not root and node.next is not None:
            todo.append((node.next, verbatim, False))
        if node.is_text_node:
            yield "code" if verbatim else "text", node.text_content or ""
        elif node.is_comment_node:
            yield "comment", squash(node.comment_content or "")
        elif node.is_element_node and node.tag != "wbr":  # where words may break is for each language to say
            yield "open", node.tag, tuple(sorted((key, squash(text or "")) for key, text in node.attributes.items()))
            todo.append((node, verbatim, True))
            if node.child is not None:
                todo.append((node.child, verbatim or node.tag in _VERBATIM, False))


def _elements(element: ElementTree.Element) -> Iterator[Event]:
    """A page that is XML, by Python's own parser; an error where it is not well-formed."""
    tag = element.tag.rpartition("}")[2]
    yield "open", tag, tuple(sorted(element.attrib.items()))
    yield "text", element.text or ""
    for child in element:
        yield from _elements(child)
        yield "text", child.tail or ""
    yield "close", tag


def _squashed(found: Iterable[Event]) -> Iterator[Event]:
    """Touching texts as one; a run of blanks as one, even across inline tags, and none at the edges of blocks."""
    merged: list[Event] = []
    for event in found:
        if merged and event[0] == merged[-1][0] and event[0] in ("text", "code"):
            event = (event[0], merged.pop()[1] + event[1])
        merged.append(event)
    blank = True  # whether a blank would be swallowed here
    for event, after in zip(merged, [*merged[1:], None], strict=False):
        if event[0] == "code":
            event = ("code", event[1].replace("\r\n", "\n").strip("\n"))
        elif event[0] == "text":
            text = _BLANKS.sub(" ", event[1])
            text = text.lstrip(" ") if blank else text
            text = text.rstrip(" ") if _is_edge(after) else text
            event = ("text", text)
            blank = text.endswith(" ") if text else blank
        elif event[0] == "open":
            event = (*event[:2], tuple((key, squash(text)) for key, text in event[2]))
        if event[0] != "text":
            blank = _is_edge(event) or (blank and event[1] not in _SHOWN)
        if event != ("text", ""):
            yield event


def _is_edge(event: Event | None) -> bool:
    return event is None or (event[0] in ("open", "close") and event[1] in _BLOCKS)


# ---------------------------------------------------------------- what no translation may change

_TEXTS = frozenset({"alt", "title", "aria-label", "placeholder", "content", "value", "label"})
_PROSE = frozenset({"title", "description", "headline"})  # in front matter and JSON-LD
_END = r"[^\s<>\"]*[^\s<>\".,;:!?)*_]"
_ADDRESS = re.compile(rf"(?:https?|ftp)://{_END}|\bwww\.{_END}|[\w.+-]+@[\w-]+\.\w+")
_TEMPLATE = re.compile(r"\{\{|\{%|\}\}|%\}|<%|<\?")
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")


def skeleton(text: str, format_: str) -> tuple[Event, ...]:
    """The page without its words: tags, addresses, code, data that is no prose, template tags, hidden characters."""
    page = rendered(text, format_)
    words = list(_texts(page))
    acts = [sign for found in words for kind in (_ADDRESS, _HIDDEN) for sign in kind.findall(found)]
    lines = [_indent(line) for line in text.splitlines()] if format_ == "text" else []
    acts += ["{:"] * text.count("{:") if format_ in _MARKDOWN else []  # kramdown's attributes
    rest = (("acts", *sorted(acts + _TEMPLATE.findall(text))), ("lines", *lines), ("front", _wordless(page.front)))
    return (*(_bare(event) for event in page.events if event[0] != "text"), *rest)


def _bare(event: Event) -> Event:
    if event[0] == "open":
        return (*event[:2], tuple((key, "…" if key in _TEXTS else text) for key, text in event[2]))
    if event[0] == "code" and event[1].startswith("{"):
        try:
            return "data", _wordless(json.loads(event[1]))
        except ValueError:
            return event
    return event[:1] if event[0] == "paragraph" else event


def _wordless(data: dict[str, Any] | None) -> dict[str, Any]:
    """Data with its prose left out where that is text; what was text and is a list now shows."""
    return {key: "…" if key in _PROSE and isinstance(text, str) else text for key, text in (data or {}).items()}


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t-"))] if line.strip() else ""


def _texts(page: Rendered) -> Iterator[str]:
    for event in page.events:
        if event[0] in ("text", "paragraph", "code"):
            yield event[1]
        elif event[0] == "open":
            yield from (text for key, text in event[2] if key in _TEXTS)
    yield from (str(text) for key, text in (page.front or {}).items() if key in _PROSE)
