"""What generators put into Markdown and the parser must not read as Markdown: blotted out at the same length."""

from __future__ import annotations

import re

from l10n.formats import prose

BLOT = "\x1a"

_TEMPLATE = re.compile(
    r"\{%-?\s*(?P<tag>raw|highlight|comment|verbatim)\b.*?%\}.*?\{%-?\s*end(?P=tag)\s*-?%\}|" + prose.TEMPLATE,
    re.DOTALL,
)
_ALONE = re.compile(rf"(?m)^[ \t]*{BLOT}[{BLOT} \t]*$")
_CONTAINER = re.compile(r"(?m)^[ \t]*:::[^\n]*$")
_ADMONITION = re.compile(r"(?m)^([ ]*)(!!!|\?\?\?\+?|===)(?=[ ][\w\"])([^\n]*)$")

_BODY = re.compile(r"\n[ \t]*\S")


def mask(text: str) -> str:
    """The text for the parser: as many UTF-8 bytes, every line where it was."""
    text = text.replace("\0", "x").replace(BLOT, "x")
    if "\r" in text:
        text = re.sub(r"\r(?!\n)", "\n", text)
    if "{" in text or "<%" in text:
        text = _TEMPLATE.sub(lambda found: _blot(found[0]), text)
        text = _ALONE.sub(lambda found: " " * len(found[0]), text)
        text = text.replace(BLOT, "x")  # a word: it may stand in a link's destination
    if ":::" in text:
        text = _CONTAINER.sub(lambda found: " " * len(found[0].encode()), text)
    if "!!! " in text or "??? " in text or "???+" in text or "=== " in text:
        text = _ADMONITION.sub(_list_item, text)
    return text


def _blot(raw: str) -> str:
    return BLOT * len(raw.encode("utf-8", "surrogatepass"))


def _list_item(found: re.Match[str]) -> str:
    """`!!! note "Title"` opens a body indented by four: a list item to the parser, its title not offered."""
    indent, sign, rest = found.groups()
    width = len((sign + rest).encode("utf-8", "surrogatepass"))
    return f"{indent}-   " + (" " if _BODY.match(found.string, found.end()) else BLOT) * (width - 4)
