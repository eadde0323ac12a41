"""What generators put into Markdown and the parser must not read as Markdown: blotted out at the same length."""

from __future__ import annotations

import re

from l10n.formats import prose

BLOT = "\x1a"

_ALONE = re.compile(rf"(?m)^[ \t]*{BLOT}[{BLOT} \t]*$")
_CONTAINER = re.compile(r"(?m)^[ \t]*:::[^\n]*$")
_COLON = re.compile(r"(?m)^([ \t]{0,3}):(?=[^\s:-])")
_ADMONITION = re.compile(r"(?m)^([ ]*)(!!!|\?\?\?\+?|===)(?=[ ][\w\"])([^\n]*)$")
_BODY = re.compile(r"\n[ \t]*\S")


def mask(text: str) -> str:
    """The text for the parser: as many UTF-8 bytes, every line where it was."""
    text = text.replace("\0", "x").replace(BLOT, "x")
    if "\r" in text:
        text = re.sub(r"\r(?!\n)", "\n", text)
    if "{" in text or "<%" in text or "$$" in text:
        text = _ALONE.sub(lambda found: " " * len(found[0]), _without_templates(text))
        text = text.replace(BLOT, "x")  # a word: it may stand in a link's destination
    if ":" in text:
        text = _CONTAINER.sub(lambda found: " " * _width(found[0]), text)
        text = _COLON.sub(r"\1x", text)  # `:tada:` begins no definition
    if "!!! " in text or "??? " in text or "???+" in text or "=== " in text:
        text = _ADMONITION.sub(_list_item, text)
    return text


def _width(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _without_templates(text: str) -> str:
    out, at = [], 0
    for start, end in prose.templates(text):
        lines = text[start:end].split("\n")
        out += [text[at:start], "\n".join(BLOT * _width(line) for line in lines)]
        at = end
    return "".join([*out, text[at:]])


def _list_item(found: re.Match[str]) -> str:
    """`!!! note "Title"` opens a body indented by four: a list item to the parser, its title not offered."""
    indent, sign, rest = found.groups()
    return f"{indent}-   " + (" " if _BODY.match(found.string, found.end()) else BLOT) * (_width(sign + rest) - 4)
