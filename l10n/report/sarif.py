"""Problems as SARIF 2.1.0, for GitHub's code scanning and other services."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from l10n import __version__
from l10n.model import Problem, Severity
from l10n.report.pages import ids, page, severity, summary_of
from l10n.report.problems import Targets, fingerprints, visible

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(problems: Sequence[Problem], texts: Targets) -> str:
    """A log of one run, with the pages of the checks that found something."""
    from json import dumps

    rules = sorted({problem.check for problem in problems})
    names = zip(problems, fingerprints(problems), strict=True)
    run = {
        "tool": {"driver": {"name": "l10n", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, name, rules.index(problem.check), texts) for problem, name in names],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(check: str) -> dict[str, Any]:
    if check not in ids():
        return {"id": check}
    return {
        "id": check,
        "shortDescription": {"text": summary_of(check)},
        "help": {"text": page(check)},
        "defaultConfiguration": {"level": _LEVELS[severity(check)]},
    }


def _result(problem: Problem, name: str, rule: int, texts: Targets) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": problem.line or 1}
    target = texts.get((problem.file, problem.entry))
    if target is not None:
        region["snippet"] = {"text": target}
    place = {"artifactLocation": {"uri": _uri(problem.file)}, "region": region}
    return {
        "ruleId": problem.check,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": _message(problem)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"l10n/v1": name},
        "properties": {"locale": problem.locale, "entry": problem.entry, "start": problem.start, "end": problem.end},
    }


def _message(problem: Problem) -> str:
    return visible(f"{problem.message} ({problem.msgid})" if problem.msgid else problem.message)


def _uri(file: str) -> str:
    """A path as a URI: relative as it is, with `file://` where it is absolute."""
    from urllib.parse import quote

    return ("file://" if file.startswith("/") else "") + quote(file)
