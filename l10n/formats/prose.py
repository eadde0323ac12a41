"""What stands in prose in every format and is never offered as text: URLs, addresses, template tags, control codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from l10n.model import Form, Part, Tag, Text

_STOP = r"\s\\<>\"“”„«»|`\u3000-\u9fff\uff00-\uffef"
_URL = rf"(?:https?|ftp)://[^{_STOP}]+|www\.[^{_STOP}]+\.[^{_STOP}]+"
_MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
"""Control characters that PO files cannot hold, or their readers do not take."""

_SPECIAL = re.compile(rf"(?P<url>{_URL}|{_MAIL})|(?P<x>[{CONTROLS}]+)")
_HINT = re.compile(rf"[{{@{CONTROLS}]|://|www\.|<%|\$\$|\w=\"|\[/")

# ---------------------------------------------------------------- template tags

# Jinja, Liquid, Hugo, Handlebars and ERB tags, kramdown's attribute lists, comments of JSX, display mathematics,
# shortcodes of WordPress.
_OPENING = re.compile(
    r"\{\{|\{%|\{#(?!\w+\})|\{:(?=[^{}\n]*\})|\{/\*|<%|\$\$"
    r"|\[(?=[a-z]\w*=https?://[^\s\]]{0,500}\]|(?:[a-z]\w*[ ]\w+=\"[^\]\n]{0,500}|/[a-z]\w*)\](?![(\[:]))"
)
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}", "{:": "}", "{/*": "*/}", "<%": "%>", "$$": "$$", "[": "]"}
_FARTHEST = 4000  # an opening that nothing closes within this is text

# What these enclose is code, up to the tag that ends them.
_CODE = re.compile(
    r"\{%-?\s*(?P<liquid>raw|highlight|comment|verbatim)\b|"
    r"\{\{[<%]\s*(?P<hugo>highlight|code|code-toggle|mermaid|math|katex)\b(?![^{}]*/[>%]\}\})"
)


class _Closers:
    """Finds closing signs; what was not found once is not looked for again, so that all of it stays linear."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.exhausted: set[str] = set()

    def find(self, sign: str, at: int) -> int:
        """Where the next sign ends, if it is near; -1 otherwise."""
        if sign in self.exhausted:
            return -1
        found = self.text.find(sign, at, at + _FARTHEST)
        if found < 0 and self.text.find(sign, at) < 0:
            self.exhausted.add(sign)
        return found + len(sign) if found >= 0 else -1

    def end_of_code(self, opened: re.Match[str], at: int) -> int:
        """Where the tag ends that closes a block of code; -1 where none does."""
        name = opened["liquid"] or opened["hugo"]
        if name in self.exhausted:
            return -1
        form = rf"\{{%-?\s*end{name}\s*-?%\}}" if opened["liquid"] else rf"\{{\{{[<%]\s*/\s*{name}\s*[>%]\}}\}}"
        found = re.compile(form).search(self.text, at)
        if not found:
            self.exhausted.add(name)
        return found.end() if found else -1


def templates(text: str) -> Iterator[tuple[int, int]]:
    """Where template tags stand, as (start, end); one that encloses code goes up to the end of its closing tag."""
    closers, at = _Closers(text), 0
    while found := _OPENING.search(text, at):
        start = found.start()
        end = closers.find(_CLOSING[found[0]], found.end())
        if end < 0:
            at = found.end()
            continue
        code = _CODE.match(text, start)
        if code and (far := closers.end_of_code(code, end)) >= 0:
            end = far
        yield start, end
        at = end


# ---------------------------------------------------------------- prose


def parts(text: str) -> Iterator[Part]:
    """Plain text with what is not prose as standalone tags; joined raws are the text."""
    if not _HINT.search(text):
        yield from _plain(text)
        return
    at = 0
    for start, end in templates(text):
        yield from _special(text[at:start])
        yield Tag("tpl", Form.ALONE, (text[start:end],), text[start:end])
        at = end
    yield from _special(text[at:])


def _special(text: str) -> Iterator[Part]:
    at = 0
    for found in _SPECIAL.finditer(text):
        kind = found.lastgroup or ""
        raw = _trimmed(found[0]) if kind == "url" else found[0]
        yield from _plain(text[at : found.start()])
        at = found.start() + len(raw)
        yield Tag(kind, Form.ALONE, (raw,), "control characters" if kind == "x" else raw)
    yield from _plain(text[at:])


def _plain(text: str) -> Iterator[Part]:
    if text:
        yield Text(text, text)


def _trimmed(url: str) -> str:
    """A URL without the punctuation of the sentence around it; closing brackets stay where they were opened in it."""
    spare = {close: url.count(close) - url.count(open_) for open_, close in ("()", "[]", "{}")}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in spare:
            if spare[last] <= 0:
                break
            spare[last] -= 1
        elif last not in ".,;:!?'’”…*_":
            break
        end -= 1
    return url[:end]
