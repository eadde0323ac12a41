"""What an article says of the text that it is a translation of: `original: fr/politics/mali.md` in its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from l10n import locales
from l10n.formats import front_matter

_LINE = re.compile(
    r"""^original[ \t]*[:=][ \t]*(?P<quote>["']?)(?P<path>[^"'\r\n]+?)(?P=quote)[ \t]*(?:#.*)?\r?$""", re.MULTILINE
)


def original_of(text: str) -> str:
    """The path that the front matter names; "" where it names none."""
    found = _LINE.search(text, 0, front_matter.cut(text))
    return found["path"] if found else ""


def locale_in(path: str, targets: Iterable[str]) -> str:
    """The target locale that a path names, by either naming, as a folder or before the suffix (`news.fr.md`); "" where
    it names none."""
    known = _names(targets)
    words = [word.lower() for part in path.split("/") for word in (part, *part.split("."))]
    return next((known[word] for word in reversed(words) if word in known), "")


def article_of(path: str, articles: Iterable[str], targets: Iterable[str]) -> str:
    """The article that a file at this path translates: the one with the longest name that the path ends with, once
    the locale is taken out of it; "" where there is none."""
    known = _names(targets)
    parts = [_without(part, known) for part in path.split("/") if part.lower() not in known]
    plain = f"/{'/'.join(parts)}"
    return max((name for name in articles if plain.endswith(f"/{name}")), key=len, default="")


def _without(part: str, known: Mapping[str, str]) -> str:
    return ".".join(word for at, word in enumerate(part.split(".")) if at == 0 or word.lower() not in known)


def _names(targets: Iterable[str]) -> dict[str, str]:
    return {name.lower(): tag for tag in targets for name in (tag, locales.posix(tag))}
