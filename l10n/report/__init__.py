"""Results for people and for programs: `problems` that checks found, `status` of articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from l10n.model import Problem
from l10n.report.problems import Targets, json, stats, summary, targets, text
from l10n.report.sarif import sarif
from l10n.report.services import github, gitlab, junit

__all__ = ["FORMATS", "render", "stats", "summary", "targets"]

Format: TypeAlias = Callable[[Sequence[Problem], Targets], str]
FORMATS: Mapping[str, Format] = {
    "text": text,
    "json": json,
    "github": github,
    "sarif": sarif,
    "junit": junit,
    "gitlab": gitlab,
}


def render(problems: Sequence[Problem], form: str = "text", texts: Targets | None = None) -> str:
    """The problems in one of FORMATS, ending with a line break where there is anything to say."""
    return FORMATS[form](problems, texts or {})
