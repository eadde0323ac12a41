"""Reports in the forms of other tools, and what the checks say of themselves."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks import CATALOG_CHECKS, CHECKS
from l10n.errors import UsageError
from l10n.model import Problem, Severity
from l10n.report import FORMATS, render, stats
from l10n.report.pages import ids, listing, page

FILE = "locales/fr/LC_MESSAGES/a b.po"
LOST = Problem("marks", Severity.ERROR, "<a1> is\nmissing: 100%", FILE, 12, 0, None, "See <a1>it</a1>.", "fr")
COUNT = Problem("numbers", Severity.WARNING, "5, not 6", FILE, 15, 1, "cell", "5", "fr", 0, 1)
HEADER = Problem("stale", Severity.INFO, "new", "other.po", locale="fr")
TEXTS = {(FILE, 0): "Voyez, ça.", (FILE, 1): "6\u202f%"}
ALL = [LOST, COUNT, HEADER, COUNT]


def test_github_annotations() -> None:
    lines = render(ALL, "github", TEXTS).splitlines()
    assert lines[0] == (
        "::error file=locales/fr/LC_MESSAGES/a b.po,line=12,title=l10n marks"
        "::<a1> is⏎missing: 100%25%0Asource: See <a1>it</a1>.%0Atarget: Voyez, ça."
    )
    assert lines[1].startswith("::warning file=")
    assert lines[2] == "::notice file=other.po,line=1,title=l10n stale::new"
    assert render([], "github") == ""


def test_a_path_cannot_end_a_property() -> None:
    (line,) = render([Problem("marks", Severity.ERROR, "x", "a,b::c.po", 1)], "github").splitlines()
    assert line == "::error file=a%2Cb%3A%3Ac.po,line=1,title=l10n marks::x"


def test_gitlab_code_quality() -> None:
    rows = json.loads(render(ALL, "gitlab", TEXTS))
    assert [row["severity"] for row in rows] == ["major", "minor", "info", "minor"]
    assert rows[0]["location"] == {"path": FILE, "lines": {"begin": 12}}
    assert len({row["fingerprint"] for row in rows}) == 4
    moved = [Problem(LOST.check, LOST.severity, LOST.message, FILE, 99, 7, None, LOST.msgid, "fr")]
    assert json.loads(render(moved, "gitlab"))[0]["fingerprint"] == rows[0]["fingerprint"]
    assert json.loads(render([], "gitlab")) == []


def test_junit() -> None:
    suites = ET.fromstring(render(ALL, "junit", TEXTS))
    assert suites.attrib == {"tests": "4", "failures": "1", "skipped": "3"}
    assert [(suite.get("name"), len(suite)) for suite in suites] == [(FILE, 3), ("other.po", 1)]
    failure = suites.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == "<a1> is⏎missing: 100%"
    assert "target: Voyez, ça." in (failure.text or "")
    empty = ET.fromstring(render([], "junit"))
    assert (len(empty.findall(".//testcase")), len(empty.findall(".//failure"))) == (1, 0)


# ---------------------------------------------------------------- SARIF
# The part of the SARIF 2.1.0 schema that covers what we write: required properties, types, closed lists, and that
# nothing else is there.

_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_REGION = {
    "type": "object",
    "required": ["startLine"],
    "properties": {"startLine": {"type": "integer", "minimum": 1}, "snippet": _TEXT},
    "additionalProperties": False,
}
_PLACE = {
    "type": "object",
    "required": ["artifactLocation", "region"],
    "properties": {
        "artifactLocation": {
            "type": "object",
            "required": ["uri"],
            "properties": {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9._~!$&'()*+,;=:@%/-]+$"}},
            "additionalProperties": False,
        },
        "region": _REGION,
    },
    "additionalProperties": False,
}
_RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": _TEXT,
        "help": _TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": _LEVEL}, "additionalProperties": False},
    },
    "additionalProperties": False,
}
_RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": _LEVEL,
        "message": _TEXT,
        "locations": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "properties": {"physicalLocation": _PLACE}, "additionalProperties": False},
        },
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {"type": "array", "uniqueItems": True, "items": _RULE},
                                },
                                "additionalProperties": False,
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": _RESULT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def sarif(problems: list[Problem], texts: dict[tuple[str, int], str] | None = None) -> dict[str, Any]:
    """The log, which fits the schema, and whose results fit its rules."""
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    log: dict[str, Any] = json.loads(render(problems, "sarif", texts))
    jsonschema.Draft7Validator(SARIF).validate(log)
    for run in log["runs"]:
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    return log


def test_sarif() -> None:
    log = sarif(ALL, TEXTS)
    lost, count, header, again = log["runs"][0]["results"]
    place = lost["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "locales/fr/LC_MESSAGES/a%20b.po"
    assert place["region"] == {"startLine": 12, "snippet": {"text": "Voyez, ça."}}
    assert [result["level"] for result in (lost, count, header)] == ["error", "warning", "note"]
    assert count["partialFingerprints"] != again["partialFingerprints"]
    rule = next(rule for rule in log["runs"][0]["tool"]["driver"]["rules"] if rule["id"] == "marks")
    assert "<code2/>" in rule["help"]["text"]
    assert sarif([])["runs"][0]["results"] == []


PROBLEMS = st.builds(
    Problem,
    st.sampled_from(["marks", "numbers", "ignores", "structure"]),
    st.sampled_from(Severity),
    st.text(),
    st.text(min_size=1),
    st.integers(0, 9),
    st.integers(-1, 3),
    st.none() | st.text(),
    st.text(),
)


@given(st.lists(PROBLEMS, max_size=4), st.text())
def test_any_text_is_well_formed_in_every_form(problems: list[Problem], text: str) -> None:
    texts = {(problem.file, problem.entry): text for problem in problems}
    for form in ("json", "gitlab"):
        json.loads(render(problems, form, texts))
    ET.fromstring(render(problems, "junit", texts))
    sarif(problems, texts)
    assert len(render(problems, "github", texts).split("\n")) == len(problems) + 1
    for form in FORMATS:
        render(problems, form, texts).encode("utf-8", "strict")


def test_stats() -> None:
    assert stats(ALL) == (
        "2  warning[numbers]\n1  error[marks]\n1  info[stale]\n1 error, 2 warnings, 1 info in 2 files\n"
    )
    assert json.loads(stats(ALL, "json"))["stats"][0] == {"check": "numbers", "severity": "warning", "count": 2}
    assert (stats([]), json.loads(stats([], "json"))["stats"]) == ("", [])


# ---------------------------------------------------------------- pages


def test_all_checks_are_listed_with_severity_and_what_they_find() -> None:
    lines = listing().splitlines()
    assert [line.split()[0] for line in lines] == ids()
    assert {module.ID for module in (*CHECKS.all(), *CATALOG_CHECKS.all())} < set(ids())
    assert all(re.fullmatch(r"[a-z-]+ +(error|warning|info) +\S.*[.?!:»”]?", line) for line in lines), lines


@pytest.mark.parametrize("check", ids())
def test_every_check_has_a_page_with_a_remedy_and_examples(check: str) -> None:
    text = page(check)
    assert text.startswith(f"{check} (")
    assert "To fix it" in text
    if check not in ("structure", "ignores"):
        flagged, passes = text.split("\nFlagged:\n")[1].split("\nPasses:\n")
        assert flagged.strip()
        assert passes.strip()


def test_an_unknown_check_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        page("number")
    assert "'numbers'" in caught.value.hint
