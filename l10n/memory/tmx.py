"""TMX 1.4b in and out. Its inline elements are our marks: `bpt`, `ept` a pair, `ph` one alone, `type` the kind."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import IO
from xml.sax.saxutils import escape as xml
from xml.sax.saxutils import quoteattr

from l10n import __version__, locales
from l10n.errors import UsageError
from l10n.inline import Mark, balanced, escape, split, unsplit
from l10n.memory.base import STATUSES, UNKNOWN, Unit
from l10n.memory.tmx_reader import END, Code, Entry, Reader, Variant
from l10n.model import MARK_KINDS, Form, Status

_KINDS = {"bold": "strong", "italic": "em", "link": "a", "image": "img", "lb": "br", "fnote": "fn"}
_TYPES = {kind: name for name, kind in _KINDS.items()}
_DATE = "%Y%m%dT%H%M%SZ"
# What XML cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


# ---------------------------------------------------------------- reading


def read(stream: IO[bytes], file: str, source: str, targets: Sequence[str]) -> Iterator[Unit]:
    """The units from `source` into any of `targets`, or into other variants of their languages.

    InputError with its line for what is no TMX, or is not safe to read.
    """
    for entry in Reader(file).entries(stream):
        yield from _units(entry, source, targets)


def _units(entry: Entry, source: str, targets: Sequence[str]) -> Iterator[Unit]:
    tags = [_tag(variant.lang) for variant in entry.variants]
    start = next((i for i, tag in enumerate(tags) if _language(tag) == _language(source)), None)
    if start is None:
        return
    numbers = _numbered(entry.variants[start].items)
    msgid = _marked(entry.variants[start].items, numbers)
    for i, (variant, tag) in enumerate(zip(entry.variants, tags, strict=True)):
        locale = target_of(tag, targets)
        msgstr = _marked(variant.items, numbers) if locale and i != start else ""
        if msgid.strip() and msgstr.strip():
            yield _unit(entry, variant, msgid, msgstr, locale)


def _tag(lang: str) -> str:
    try:
        return locales.normalize(lang)
    except UsageError:
        return ""


def _language(tag: str) -> str:
    return tag.partition("-")[0]


def target_of(tag: str, targets: Sequence[str]) -> str:
    """The target that a locale counts as (fr-FR as fr); the locale itself for another variant of one, "" for others."""
    own = next((each for each in locales.fallbacks(tag) if each in targets), "") if tag else ""
    return own or (tag if tag and _language(tag) in map(_language, targets) else "")


def _unit(entry: Entry, variant: Variant, msgid: str, msgstr: str, locale: str) -> Unit:
    facts, props = entry.facts | variant.facts, entry.props
    status = props.get("x-l10n-status", "")
    around = props.get("x-l10n-neighbours", "")
    return Unit(
        msgid,
        msgstr,
        locale,
        Status(status) if status in STATUSES else Status.HUMAN,
        (props.get("x-l10n-context") or None) if status else UNKNOWN,
        int(around) if re.fullmatch(r"-?\d{1,18}", around) else 0,
        props.get("x-l10n-article", ""),
        facts.get("changeid") or facts.get("creationid", ""),
        _seconds(facts.get("changedate") or facts.get("creationdate", "")),
        props.get("x-l10n-project", ""),
    )


def _seconds(date: str) -> int:
    try:
        return max(0, int(datetime.strptime(date, _DATE).replace(tzinfo=UTC).timestamp()))
    except (ValueError, OverflowError):
        return 0


# ---------------------------------------------------------------- codes as marks


def _named(items: Sequence[str | Code]) -> list[tuple[str, Form] | str]:
    """For each item what source and target share of it: `x`, or `i` for pairs, or how many of its sort came before."""
    seen: Counter[str] = Counter()
    begun: dict[str, str] = {}
    nested: list[str] = []
    out: list[tuple[str, Form] | str] = []
    for item in items:
        if isinstance(item, str):
            out.append(item)
        elif item.name == END:
            out.append((nested.pop(), Form.CLOSE))
        elif item.name == "ept":
            out.append((begun.get(item.facts.get("i", ""), ""), Form.CLOSE))
        else:
            form = Form.OPEN if item.name in ("bpt", "hi") else Form.ALONE
            sort = item.name if form is Form.OPEN else "ph"
            seen[sort] += 1
            name = f"{sort} {item.facts.get('x') or (sort == 'bpt' and item.facts.get('i')) or f'#{seen[sort]}'}"
            if item.name == "bpt":
                begun[item.facts.get("i", "")] = name
            elif item.name == "hi":
                nested.append(name)
            out.append((name, form))
    return out


def _numbered(items: Sequence[str | Code]) -> dict[str, tuple[str, int]]:
    """The kind and number of each mark of a source, by name."""
    numbers: dict[str, tuple[str, int]] = {}
    for item, name in zip(items, _named(items), strict=True):
        if isinstance(item, Code) and isinstance(name, tuple) and name[1] is not Form.CLOSE:
            kind = item.facts.get("type", "").removeprefix("x-")
            kind = kind if kind in MARK_KINDS else _KINDS.get(kind, "x")
            numbers.setdefault(name[0], (kind, len(numbers) + 1))
    return numbers


def _marked(items: Sequence[str | Code], numbers: dict[str, tuple[str, int]]) -> str:
    """The text with marks; without any where they cannot be nested or one stands twice."""
    named = _named(items)
    forms: defaultdict[str, list[Form]] = defaultdict(list)
    for name in named:
        if isinstance(name, tuple):
            forms[name[0]].append(name[1])
    out: list[str | Mark] = []
    for name in named:
        if isinstance(name, str):
            out += [name] if not out or isinstance(out[-1], Mark) else [str(out.pop()) + name]
        elif name[0] in numbers and forms[name[0]] in ([Form.OPEN, Form.CLOSE], [Form.ALONE]):
            out.append(Mark(*numbers[name[0]], name[1]))
    text = unsplit(out)
    return text if balanced(text) else escape("".join(item for item in out if isinstance(item, str)))


# ---------------------------------------------------------------- writing


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="l10n" creationtoolversion={} srclang={}
 segtype="sentence" adminlang="en" datatype="xml" o-tmf="PO"/>
<body>
"""


def write(units: Iterable[Unit], source: str) -> Iterator[str]:
    """The file in pieces. A unit that XML cannot hold (control characters) is left out."""
    yield _HEAD.format(quoteattr(__version__), quoteattr(source))
    for unit in units:
        if not _FORBIDDEN.search("".join((unit.source, unit.target, unit.context or "", unit.article, unit.author))):
            yield "".join(_lines(unit, source))
    yield "</body>\n</tmx>\n"


def _lines(unit: Unit, source: str) -> Iterator[str]:
    who = f" changeid={quoteattr(unit.author)}" if unit.author else ""
    when = f' changedate="{datetime.fromtimestamp(unit.date, UTC).strftime(_DATE)}"' if unit.date else ""
    yield f"<tu{when}{who}>\n"
    facts = {
        "status": str(unit.status),
        "context": unit.context or "",
        "neighbours": str(unit.neighbours or ""),
        "article": unit.article,
        "project": unit.project,
    }
    yield from (f'<prop type="x-l10n-{name}">{xml(value)}</prop>\n' for name, value in facts.items() if value)
    for tag, text in ((source, unit.source), (unit.locale, unit.target)):
        yield f"<tuv xml:lang={quoteattr(tag)}><seg>{_segment(text)}</seg></tuv>\n"
    yield "</tu>\n"


def _segment(text: str) -> str:
    """The text as TMX has it; what is no proper pair is a single code."""
    proper = balanced(text)
    return "".join(
        xml(item, {"\r": "&#13;"}) if isinstance(item, str) else _element(item, proper) for item in split(text)
    )


def _element(mark: Mark, proper: bool) -> str:
    number, kind, code = mark.number, quoteattr(_TYPES.get(mark.kind, f"x-{mark.kind}")), xml(str(mark))
    if mark.form is Form.CLOSE and proper:
        return f'<ept i="{number}">{code}</ept>'
    if mark.form is Form.OPEN and proper:
        return f'<bpt i="{number}" x="{number}" type={kind}>{code}</bpt>'
    return f'<ph x="{number}" type={kind}>{code}</ph>'
