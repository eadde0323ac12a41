"""`l10n evaluate`: engines against approved translations; what was not approved, and services, are not asked."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.cli.articles import article
from tests.cli.command import Project
from tests.cli.server import serving, translated


def reviewed(begin: Callable[..., Project], count: int = 12) -> Project:
    """A desk that approved what the server of the tests says."""
    desk = begin("es")
    desk.write("a.md", article(count, seed=1))
    desk.run("extract")
    desk.review("es", "a.md", {entry.msgid: translated(entry.msgid) for entry in desk.catalog("es", "a.md")})
    return desk


def test_the_nearest_engine_comes_first(begin: Callable[..., Project]) -> None:
    desk = reviewed(begin)
    with serving(free=999) as server:
        options = ("evaluate", "--engine", "libre", "--format", "json", "--units", "8")
        rows = json.loads(desk.run(*options, variables=server.variables).out)["evaluation"]["es"]
        assert len(server.asked) == 8
    assert rows[0]["spec"] == "libre"
    assert rows[0]["scores"]["chrf"] > 99
    assert rows[0]["scores"]["edits"] == 0
    assert all(row["scores"]["chrf"] < 90 for row in rows[1:])
    assert [row["empty"] for row in rows if row["spec"] == "libre"] == [0]


def test_an_order_is_recommended(begin: Callable[..., Project]) -> None:
    desk = reviewed(begin)
    with serving(free=999) as server:
        out = desk.run("evaluate", "--engine", "libre", variables=server.variables).out
    assert out.startswith("es: 12 approved translations")
    assert 'recommended: es = ["libre"' in out


def test_services_are_asked_only_when_named(begin: Callable[..., Project]) -> None:
    desk = reviewed(begin)
    desk.configure('default = ["auto"]', 'default = ["libre"]')
    with serving(free=999) as server:
        desk.run("evaluate", variables=server.variables)
        assert server.asked == []


def test_no_more_is_sent_than_was_allowed(begin: Callable[..., Project]) -> None:
    desk = reviewed(begin)
    with serving(free=999) as server:
        result = desk.run("evaluate", "--engine", "libre", "--max-chars", "100", variables=server.variables)
        assert sum(map(len, server.asked)) <= 100
    assert "would be more than --max-chars 100" in result.err


def test_too_few_translations_measure_nothing(begin: Callable[..., Project]) -> None:
    desk = reviewed(begin, count=3)
    result = desk.run("evaluate")
    assert result.out == ""
    assert "too few to measure by" in result.err
