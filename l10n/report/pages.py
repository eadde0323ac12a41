"""What the checks say of themselves: the list of all, and the page of one with its examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from l10n.checks import CATALOG_CHECKS, CHECKS, CatalogCheck, Check, Contents, Example
from l10n.errors import UsageError
from l10n.model import Severity

_OTHERS = {
    "structure": (
        Severity.ERROR,
        """A translation that would change the structure of its article: a lost link, an added heading, a broken table.

`compile` puts the source text in its place and counts it as unapproved. Nobody can ignore it.

To fix it, keep the marks of the source, and leave markup to the article.""",
    ),
    "ignores": (
        Severity.WARNING,
        """Something that is ignored and is not there: in l10n.toml, in a comment of an entry, or in a baseline.

To fix it, take it out; a baseline is written anew with `l10n check --baseline FILE --write-baseline`.""",
    ),
}


def ids() -> list[str]:
    """Every id that a problem can have, sorted."""
    return sorted([name.replace("_", "-") for name in (*CHECKS, *CATALOG_CHECKS)] + [*_OTHERS])


def severity(check: str) -> Severity:
    return _OTHERS[check][0] if check in _OTHERS else _module(check).SEVERITY


def summary_of(check: str) -> str:
    """The first sentence of its page, in one line."""
    return " ".join(_text(check).split("\n\n")[0].split())


def listing() -> str:
    """A line a check: id, severity, what it finds."""
    rows = [(name, severity(name).value, summary_of(name)) for name in ids()]
    wide, kind = (max(len(row[i]) for row in rows) for i in (0, 1))
    return "".join(f"{name:<{wide}}  {level:<{kind}}  {first}\n" for name, level, first in rows)


def page(check: str) -> str:
    """Its docstring, and its examples: what is flagged and what passes. UsageError names the nearest id."""
    lines = [f"{check} ({severity(check)})", "", _text(check)]
    if check not in _OTHERS:
        module = _module(check)
        lines += ["", "Flagged:", *_examples(module.FLAGGED), "", "Passes:", *_examples(module.PASSED)]
    return "\n".join(lines) + "\n"


def _module(check: str) -> Check | CatalogCheck:
    name = check.replace("-", "_")
    if name in CHECKS:
        return CHECKS[name]
    if name in CATALOG_CHECKS:
        return CATALOG_CHECKS[name]
    from difflib import get_close_matches

    near = get_close_matches(check, ids(), n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}?" if near else "`l10n checks` lists them"
    raise UsageError(f"there is no check named {check!r}", hint=hint)


def _text(check: str) -> str:
    return _OTHERS[check][1] if check in _OTHERS else (_module(check).__doc__ or "").strip()


def _examples(examples: Sequence[Example] | Sequence[Contents]) -> Iterator[str]:
    for example in examples:
        if isinstance(example, Example):
            yield f"  {example.source!r} → {example.target!r}  ({example.locale})"
        else:
            yield from _contents(example)


def _contents(contents: Contents) -> Iterator[str]:
    """The entries of an example catalog, its header where that is all there is, or what cannot be read."""
    yield f"  a catalog ({contents.pair.source} → {contents.pair.target})"
    if contents.error:
        yield f"    {contents.error.message}"
    yield from (f"    “{term.source}” is “{' or '.join(term.targets)}”" for term in contents.terms)
    yield from (f"    {name}: {value}" for name, value in contents.header if not contents.entries)
    for entry in contents.entries:
        yield f"    {entry.msgid!r} → {' | '.join(map(repr, entry.plurals or (entry.msgstr,)))}"
