"""`l10n engines`, and what `translate` tells of what it sends: limits, estimates, who took over."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from l10n.engines import auto
from l10n.model import Pair
from tests.cli.articles import article
from tests.cli.command import Project, origin
from tests.cli.server import serving

NO_KEYS = dict.fromkeys(("DEEPL_API_KEY", "LIBRE_URL", "LLM_URL", "LLM_MODEL"), "")


def listed(desk: Project, *options: str, variables: dict[str, str] | None = None) -> dict[str, Any]:
    out = desk.run("engines", "--format", "json", *options, variables={**NO_KEYS, **(variables or {})}).out
    found: dict[str, Any] = json.loads(out)["engines"]
    return found


def test_each_locale_has_its_engines(begin: Callable[..., Project]) -> None:
    desk = begin("es", "ja")
    found = listed(desk)
    assert list(found) == ["es", "ja"]
    rows = {row["spec"]: row for row in found["es"]["engines"]}
    assert rows["deepl"]["ready"] is False
    assert "DEEPL_API_KEY" in rows["deepl"]["reason"]
    assert rows["deepl"]["fix"] == "export DEEPL_API_KEY=…"
    assert rows["deepl"]["online"] is True
    assert rows["apertium:eng-spa"]["quality"] == "rules only: draft quality"
    assert found["es"]["auto"]["spec"] == auto(Pair("en", "es")).spec
    assert [spec for spec, row in rows.items() if row["taken"]] == [auto(Pair("en", "es")).spec] or not auto(
        Pair("en", "es")
    ).spec
    assert found["ja"]["auto"]["spec"] == ""


def test_what_the_project_names_comes_first(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.configure('default = ["auto"]', 'default = ["pseudo", "auto"]')
    first = listed(desk)["es"]["engines"][0]
    assert (first["spec"], first["configured"], first["ready"]) == ("pseudo", True, True)


def test_text_says_what_is_taken_and_why_not_others(begin: Callable[..., Project]) -> None:
    out = begin("es").run("engines", variables=NO_KEYS).out
    assert out.startswith("es: ")
    assert "deepl needs DEEPL_API_KEY in the environment; to repair: export DEEPL_API_KEY=…" in out


def test_probe_asks_those_that_are_ready(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.configure('default = ["auto"]', 'default = ["pseudo", "libre"]')
    with serving(free=99) as server:
        rows = {row["spec"]: row for row in listed(desk, "--probe", variables=server.variables)["es"]["engines"]}
        assert server.asked == ["The old house near the harbour has three windows."]
    assert rows["pseudo"]["probe"].startswith("⟦")
    assert rows["libre"]["probe"].startswith("Traducido: ")
    assert rows["deepl"]["probe"] == ""


# ---------------------------------------------------------------- translate


def test_the_dry_run_estimates_and_sends_nothing(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.write("a.md", article(30, seed=1))
    desk.run("extract")
    with serving(free=999) as server:
        before = desk.run("translate", "--engine", "libre", "--dry-run", variables=server.variables).out
        assert "libre would be asked for 30 texts (0 are known)" in before
        assert server.asked == []
        desk.run("translate", "--engine", "libre", variables=server.variables)
        desk.path("es", "a.md").unlink()
        after = desk.run("translate", "--engine", "libre", "--dry-run", variables=server.variables).out
    assert "libre would be asked for 0 texts (30 are known), 0 characters" in after


def test_no_more_is_sent_than_was_allowed(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.write("a.md", article(30, seed=1))
    desk.run("extract")
    with serving(free=999) as server:
        options = ("translate", "--engine", "libre", "--max-chars", "300")
        result = desk.run(*options, code=8, variables=server.variables)
        assert 0 < sum(map(len, server.asked)) <= 300
        assert "would be more than --max-chars 300" in result.err
        done = sum(map(bool, desk.targets("es", "a.md").values()))
        assert done == len(server.asked)


def test_an_engine_that_takes_over_is_told_and_kept(begin: Callable[..., Project]) -> None:
    desk = begin("es")
    desk.configure('default = ["auto"]', 'default = ["libre", "pseudo"]')
    desk.write("a.md", article(30, seed=1))
    desk.run("extract")
    with serving(free=999) as server:
        server.echoes = True
        result = desk.run("translate", variables=server.variables)
    assert "another engine took over: it is the source text again" in result.err
    entries = desk.catalog("es", "a.md")
    assert all(origin(entry).startswith("mt=pseudo/1") for entry in entries)
    assert all("failover" in entry.tcomment for entry in entries if len(entry.msgid) > 40)


@pytest.mark.parametrize("options", [("--max-chars", "-1"), ("--max-cost", "much")])
def test_limits_that_are_none(begin: Callable[..., Project], options: tuple[str, str]) -> None:
    begin("es").run("translate", *options, code=2)
