"""What generators put into Markdown and the parser must not read as Markdown: blotted out at the same length."""

from __future__ import annotations

import re

from l10n.formats import prose

BLOT = "\x1a"

_ALONE = re.compile(rf"(?m)^[ \t]*{BLOT}[{BLOT} \t]*$")
_CONTAINER = re.compile(r"(?m)^[ \t]*:::[^\n]*$")
_COLON = re.compile(r"(?m)^([ \t]{0,3}):(?=[^\s:-])")
_DELIMITER = re.compile(r"(?m)^([ \t>]{0,9}):(-+[-:| \t]*)$")
_ADMONITION = re.compile(r"(?m)^([ ]*)(!!!|\?\?\?\+?|===)(?=[ ][\w\"])([^\n]*)$")
_BODY = re.compile(r"\n[ \t]*\S")
# Mathematics inside a line: no amount of money begins or ends right after a letter or digit, or beside a blank.
_OPEN = r"[^\s(\[{\"'“‘*_|>~—–-]"  # what no formula stands after
_MATH = re.compile(
    rf"\$(?<!{_OPEN}\$)(?:(?![\s$`])(?P<dollars>(?:\\.|[^$\\`\n]){{1,500}}?)(?<![\s\\])\$(?![\w$])"
    rf"|`[^`\n]{{1,500}}`\$)|\\\((?<!{_OPEN}\\\()(?P<brackets>[^`\n]{{1,500}}?)\\\)"
)
_FORMULA = re.compile(r"[\\^_={}<>+]|\A\W*\w\W*\Z")
_SYMBOL = re.compile(r"\w+")
_ENVIRONMENT = re.compile(r"(?m)^[ \t>]*\\begin\{(\w+\*?)\}(?:.{0,2000}?)\\end\{\1\}[ \t]*$", re.DOTALL)


def mask(text: str) -> str:
    """The text for the parser: as many UTF-8 bytes, every line where it was."""
    text = text.replace("\0", "x").replace(BLOT, "x")
    if "\r" in text:
        text = re.sub(r"\r(?!\n)", "\n", text)
    if any(sign in text for sign in ("{", "<%", "$$", "=http", '="', "[/")):
        text = _ALONE.sub(lambda found: " " * len(found[0]), _without_templates(text))
        text = text.replace(BLOT, "x")  # a word: it may stand in a link's destination
    if "$" in text or "\\(" in text:
        text = _MATH.sub(_as_code, text)
    if "\\begin{" in text:
        text = _ENVIRONMENT.sub(lambda found: "\n".join(" " * _width(line) for line in found[0].split("\n")), text)
    if ":" in text:
        text = _CONTAINER.sub(lambda found: " " * _width(found[0]), text)
        text = _COLON.sub(r"\1x", text)  # `:tada:` begins no definition
        if ":-" in text:
            text = _DELIMITER.sub(_delimiter, text)
    if "!!! " in text or "??? " in text or "???+" in text or "=== " in text:
        text = _ADMONITION.sub(_list_item, text)
    return text


def escaped(text: str) -> str:
    """Prose in which no sign of money opens mathematics."""
    return _MATH.sub(lambda found: found[0] if _as_code(found) == found[0] else "\\" + found[0], text)


def _as_code(found: re.Match[str]) -> str:
    """Mathematics as a span of code, which is how the parser leaves it alone; what only looks like it as it is."""
    inside = found["dollars"] or found["brackets"]
    formula = not inside or _FORMULA.search(inside) or (found["dollars"] and _SYMBOL.fullmatch(inside))
    if not formula or "](" in found[0]:
        return found[0]
    return f"`{'x' * (_width(found[0]) - 2)}`"


def _width(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _without_templates(text: str) -> str:
    out, at = [], 0
    for start, end in prose.templates(text):
        lines = text[start:end].split("\n")
        out += [text[at:start], "\n".join(BLOT * _width(line) for line in lines)]
        at = end
    return "".join([*out, text[at:]])


def _delimiter(found: re.Match[str]) -> str:
    """A row that makes no table of the line above, for it has other columns, makes no definition of it either."""
    end = max(found.start() - 1, 0)
    head = found.string[found.string.rfind("\n", 0, end) + 1 : end]
    above, row = (line.strip(" \t>").replace("\\|", "").strip("|") for line in (head, found[2]))
    return found[0] if above.count("|") == row.count("|") else f"{found[1]}x{found[2]}"


def _list_item(found: re.Match[str]) -> str:
    """`!!! note "Title"` opens a body indented by four: a list item to the parser, its title not offered."""
    indent, sign, rest = found.groups()
    return f"{indent}-   " + (" " if _BODY.match(found.string, found.end()) else BLOT) * (_width(sign + rest) - 4)
