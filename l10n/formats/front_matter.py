"""YAML (`---`) and TOML (`+++`) front matter: the values of chosen keys are units, all else is skeleton."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from l10n.formats import prose
from l10n.model import Part, Piece, Text, Unit

if TYPE_CHECKING:
    import yaml
    from yaml.nodes import MappingNode, Node, ScalarNode

_CUT = re.compile(
    r"\A\ufeff?(?:---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+)[ \t]*(?:\r?\n|\Z)",
    re.DOTALL | re.MULTILINE,
)


def cut(text: str) -> int:
    """Where the front matter ends: 0 without one. A byte order mark before it belongs to it."""
    found = _CUT.match(text)
    return found.end() if found else 0


def pieces(text: str, keys: Sequence[str]) -> list[Piece]:
    """The pieces of a text that is nothing but front matter; only skeleton where it cannot be read."""
    found = _CUT.match(text)
    if not found:
        return [text] if text else []
    kind = "yaml" if found["yaml"] is not None else "toml"
    start, end = found.span(kind)
    spans = (_yaml if kind == "yaml" else _toml)(text[start:end], frozenset(keys))
    out: list[Piece] = []
    at = 0
    for span in spans:
        out += [text[at : start + span.start], Unit(span.parts, "meta", f"meta:{span.key}", span.place)]
        at = start + span.end
    return [piece for piece in [*out, text[at:]] if piece]


@dataclass(frozen=True, slots=True)
class _Span:
    key: str
    start: int
    end: int
    parts: tuple[Part, ...]
    place: str


# ---------------------------------------------------------------- YAML


def _yaml(text: str, keys: frozenset[str]) -> list[_Span]:
    import yaml

    try:
        node = yaml.compose(text, Loader=_loader(text))
    except (yaml.YAMLError, ValueError, RecursionError):
        return []
    if not isinstance(node, yaml.MappingNode):
        return []
    spans = [span for key, value, flow in _chosen(node, "", keys) for span in _scalar(text, key, value, flow)]
    return sorted(spans, key=lambda span: span.start)


def _loader(text: str) -> type[yaml.SafeLoader]:
    """The quick one where there is one; in long texts nesting could overflow its stack, which would end the process."""
    import yaml

    quick: type[yaml.SafeLoader] | None = getattr(yaml, "CSafeLoader", None)
    return quick if quick and len(text) < 4000 else yaml.SafeLoader


def _chosen(node: MappingNode, prefix: str, keys: frozenset[str]) -> Iterator[tuple[str, ScalarNode, bool]]:
    """Each scalar below a chosen key, with its dotted path and whether it stands in a flow collection."""
    for name, value in node.value:
        key = f"{prefix}{name.value}"
        wanted = {key, str(name.value)} & keys if not prefix else {key} & keys
        if wanted:
            yield from ((key, scalar, flow) for scalar, flow in _scalars(value, bool(node.flow_style)))
            continue
        for inside in value.value if value.id == "sequence" else (value,):
            if inside.id == "mapping":
                yield from _chosen(inside, f"{key}.", keys)


def _scalars(node: Node, flow: bool) -> Iterator[tuple[ScalarNode, bool]]:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:str":
            yield node, flow
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item, flow or bool(node.flow_style))


def _scalar(text: str, key: str, node: ScalarNode, flow: bool) -> Iterator[_Span]:
    start, end = node.start_mark.index, node.end_mark.index
    prefix = re.compile(r"(?:[&!]\S+[ \t\r\n]+)*").match(text, start, end)
    start = prefix.end() if prefix else start
    raw = text[start:end]
    if node.style in ("|", ">"):
        yield from _block_scalar(text, key, start, end, node)
    elif node.style in ("'", '"') and len(raw) > 1:
        parts = _quoted(raw[1:-1], node.value, node.style)
        yield _Span(key, start + 1, end - 1, parts, "yaml-single" if node.style == "'" else "yaml-double")
    elif raw:
        parts = tuple(prose.parts(raw)) if raw == node.value else (Text(raw, node.value),)
        yield _Span(key, start, end, parts, "yaml-flow" if flow else "yaml-plain")


_ESCAPES = {"'": re.compile(r"''"), '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|[^\r\n])")}


def _quoted(raw: str, value: str, quote: str) -> tuple[Part, ...]:
    """The inside of a quoted scalar; in one uncut piece where its escapes and folds do not read back plainly."""
    parts: list[Part] = []
    at = 0
    for found in _ESCAPES[quote].finditer(raw):
        parts += prose.parts(raw[at : found.start()])
        parts.append(Text(found[0], _unescaped(found[0], quote)))
        at = found.end()
    parts += prose.parts(raw[at:])
    seen = "".join(part.text if isinstance(part, Text) else part.raw for part in parts)
    return tuple(parts) if seen == value else (Text(raw, value),)


def _unescaped(escape: str, quote: str) -> str:
    import yaml

    return "'" if quote == "'" else str(yaml.safe_load(f'"{escape}"'))


def _block_scalar(text: str, key: str, start: int, end: int, node: ScalarNode) -> Iterator[_Span]:
    """Paragraphs of a literal or folded scalar; lines that are indented further are left alone."""
    header = text.index("\n", start) + 1 if "\n" in text[start:end] else end
    lines = re.findall(r"[^\n]*\n|[^\n]+", text[header:end])
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    if not indents or min(indents) == 0 or min(indents) != max(indents):
        return
    joined = node.style == ">" or all(len(line) > 60 for line in lines[:-1] if line.strip())
    at, run = header, list[tuple[int, str]]()
    for line in [*lines, ""]:
        if run and (not line.strip() or not joined):
            yield _paragraph(key, run, indents[0])
            run = []
        if line.strip():
            run.append((at, line))
        at += len(line)


def _paragraph(key: str, run: Sequence[tuple[int, str]], indent: int) -> _Span:
    parts: list[Part] = []
    for i, (_, line) in enumerate(run):
        body = line[indent:].rstrip(" \t\r\n")
        parts += prose.parts(body)
        if i < len(run) - 1:
            parts.append(Text(line[indent + len(body) :] + " " * indent, " "))
    start = run[0][0] + indent
    return _Span(key, start, start + sum(len(part.raw) for part in parts), tuple(parts), "yaml-block")


# ---------------------------------------------------------------- TOML

_TOML_LINE = re.compile(
    r"^[ \t]*(?P<key>[\w-]+(?:\.[\w-]+)*)[ \t]*=[ \t]*"
    r"(?P<q>[\"'])(?!(?P=q)(?P=q))(?P<value>(?:(?<=')[^'\r\n]*|(?:\\.|[^\"\\\r\n])*))(?P=q)"
    r"[ \t]*(?:\#[^\r\n]*)?\r?$|^[ \t]*\[(?P<table>\[?[^\[\]\r\n]+)\]",
    re.MULTILINE,
)


_TOML_LONG = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', re.DOTALL)


def _toml(text: str, keys: frozenset[str]) -> list[_Span]:
    import tomllib

    try:
        tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return []
    spans, table = [], ""
    long = [found.span() for found in _TOML_LONG.finditer(text)]
    for found in _TOML_LINE.finditer(text):
        if any(start < found.start() < end for start, end in long):
            continue
        if found["table"] is not None:
            table = found["table"].strip() + "."
        elif (table + found["key"]) in keys and found["value"]:
            start, end = found.span("value")
            parts = _toml_string(found["value"], found["q"])
            place = "toml-literal" if found["q"] == "'" else "toml-basic"
            spans.append(_Span(table + found["key"], start, end, parts, place))
    return spans


def _toml_string(raw: str, quote: str) -> tuple[Part, ...]:
    import tomllib

    if quote == "'" or "\\" not in raw:
        return tuple(prose.parts(raw))
    return (Text(raw, tomllib.loads(f'k = "{raw}"')["k"]),)


# ---------------------------------------------------------------- back


def fill(place: str, value: str) -> str:
    """A translated value as it stands between the quotes of its place; plain YAML waits for `finish`."""
    value = re.sub(r"\s*[\r\n\x85\u2028\u2029]+\s*", " ", value)
    if place == "yaml-single":
        return value.replace("'", "''")
    if place in ("yaml-double", "toml-basic"):
        return json.dumps(value, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
    if place == "toml-literal":  # no escape exists there, and an apostrophe is the better letter anyway
        return value.replace("'", "’")
    return value.strip(" \t")


def finish(unit: Unit, value: str) -> str:
    """A whole plain scalar, quoted where it would not read back as itself."""
    place = unit.place
    if place not in ("yaml-plain", "yaml-flow"):
        return value
    import yaml

    form = "[{}]\n" if place == "yaml-flow" else "k: {}\n"
    want = [value] if place == "yaml-flow" else {"k": value}
    try:
        plain = yaml.safe_load(form.format(value)) == want
    except (yaml.YAMLError, ValueError):
        plain = False
    return value if plain else json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
