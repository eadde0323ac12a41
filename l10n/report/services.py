"""Problems in the forms that GitHub, GitLab and test runners read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from l10n.model import Problem, Severity
from l10n.report.problems import Targets, fingerprints, visible

# ---------------------------------------------------------------- GitHub

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(problems: Sequence[Problem], texts: Targets) -> str:
    """A workflow command a problem, which GitHub shows as an annotation of the line."""
    return "".join(f"{_command(problem)}::{_escaped(_told(problem, texts))}\n" for problem in problems)


def _command(problem: Problem) -> str:
    facts = {"file": problem.file, "line": str(problem.line or 1), "title": f"l10n {problem.check}"}
    said = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in facts.items() if value)
    return f"::{_COMMANDS[problem.severity]} {said}"


def _escaped(text: str, more: str = "") -> str:
    for char in f"%\r\n{more}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _told(problem: Problem, texts: Targets) -> str:
    """The message with the source and the translation under it, in visible characters."""
    lines = [problem.message]
    lines += [f"source: {problem.msgid}"] if problem.msgid else []
    target = texts.get((problem.file, problem.entry))
    lines += [f"target: {target}"] if target is not None else []
    return "\n".join(map(visible, lines))


# ---------------------------------------------------------------- GitLab

_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(problems: Sequence[Problem], _texts: Targets) -> str:
    """A Code Quality report: a list of issues, which a merge request shows at their lines."""
    from json import dumps

    rows = [
        {
            "description": visible(problem.message),
            "check_name": problem.check,
            "fingerprint": fingerprint,
            "severity": _GITLAB[problem.severity],
            "location": {"path": problem.file, "lines": {"begin": problem.line or 1}},
        }
        for problem, fingerprint in zip(problems, fingerprints(problems), strict=True)
    ]
    return dumps(rows, ensure_ascii=False, indent=2) + "\n"


# ---------------------------------------------------------------- JUnit


def junit(problems: Sequence[Problem], texts: Targets) -> str:
    """A suite a file and a case a problem; errors have failed, and what is less was skipped."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    suites = Element("testsuites", _counts(problems))
    for file, group in groupby(sorted(problems, key=lambda problem: problem.file), lambda problem: problem.file):
        found = list(group)
        suite = SubElement(suites, "testsuite", {"name": visible(file), **_counts(found)})
        for problem in found:
            name = visible(f"{problem.check}, line {problem.line or 1}")
            case = SubElement(suite, "testcase", {"name": name, "classname": visible(problem.file)})
            case.set("file", visible(problem.file))
            failed = problem.severity is Severity.ERROR
            result = SubElement(case, "failure" if failed else "skipped", {"message": visible(problem.message)})
            result.text = "\n".join(_lines(problem, texts))
    if not problems:
        suite = SubElement(suites, "testsuite", {"name": "l10n", "tests": "1", "failures": "0", "skipped": "0"})
        SubElement(suite, "testcase", {"name": "check", "classname": "l10n"})
        suites.set("tests", "1")
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _lines(problem: Problem, texts: Targets) -> Iterator[str]:
    yield f"{visible(problem.file)}:{problem.line or 1}: {problem.severity}[{problem.check}]"
    yield _told(problem, texts)


def _counts(problems: Sequence[Problem]) -> dict[str, str]:
    failed = sum(problem.severity is Severity.ERROR for problem in problems)
    return {"tests": str(len(problems)), "failures": str(failed), "skipped": str(len(problems) - failed)}
