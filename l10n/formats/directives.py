"""What authors say to translators in comments: our own words, and those of mdpo, mdBook, po4a and translate-toolkit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from l10n.formats import prose


class Action(StrEnum):
    """What a directive asks for: OFF holds up to ON; the others concern the next block alone."""

    OFF = "off"
    ON = "on"
    SKIP = "skip"  # do not offer it
    OFFER = "offer"  # offer it, though all around is off
    COMMENT = "comment"  # a note for its translators
    CONTEXT = "context"  # its msgctxt


@dataclass(frozen=True, slots=True)
class Directive:
    """An action, with what the author says in a comment or context."""

    action: Action
    value: str = ""


_SPELLINGS = {
    "l10n:off": Action.OFF,
    "l10n:on": Action.ON,
    "l10n:comment": Action.COMMENT,
    "l10n:context": Action.CONTEXT,
    "translate:off": Action.OFF,
    "translate:on": Action.ON,
    "mdpo-disable": Action.OFF,
    "mdpo-enable": Action.ON,
    "mdpo-disable-next-line": Action.SKIP,
    "mdpo-disable-next-block": Action.SKIP,
    "mdpo-enable-next-line": Action.OFFER,
    "mdpo-enable-next-block": Action.OFFER,
    "mdpo-translator": Action.COMMENT,
    "mdpo-context": Action.CONTEXT,
    "i18n:skip": Action.SKIP,
    "i18n:skip-start": Action.OFF,
    "i18n:skip-end": Action.ON,
    "i18n:comment": Action.COMMENT,
    "po4a:ignore": Action.SKIP,
}

_CONTROLS = re.compile(f"[{prose.CONTROLS}]")  # catalogs do not hold them
_WORDS = re.compile(
    r"(?P<tool>l10n|translate|i18n|mdbook-xgettext|po4a)\s*+:\s*+(?P<word>skip[-:\s]+(?:start|end)|[a-z]+)(?![\w-])"
    r"|(?P<mdpo>mdpo-[a-z-]+)(?![\w-])"
)
_BLANKS = " \t\r\n\f-"


def directive(comment: str) -> Directive | None:
    """What a whole comment (`<!-- … -->`, or `{/* … */}` of MDX) asks for; None where it is just a comment."""
    inside = _inside(comment)
    found = _WORDS.match(inside)
    if not found:
        return None
    name = found["mdpo"] or f"{found['tool'].replace('mdbook-xgettext', 'i18n')}:{found['word']}"
    action = _SPELLINGS.get(re.sub(r"skip\W+", "skip-", name))
    value = inside[found.end() :].removeprefix(":")
    return Directive(action, " ".join(_CONTROLS.sub(" ", value).split())) if action else None


def _inside(comment: str) -> str:
    """What a comment says, between its signs; "" where it is none."""
    if comment.startswith("<!--"):
        return comment[4:].removesuffix("-->").strip(_BLANKS)
    if comment.startswith("{") and comment.endswith("}"):
        code = comment[1:-1].strip()
        return code[2:-2].strip(_BLANKS + "*") if code.startswith("/*") and code.endswith("*/") else ""
    return ""
