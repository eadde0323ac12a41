"""What `#:` tells of a sentence's place: file and line, the file alone, or nothing."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from l10n.catalog import parse
from l10n.catalog.references import references, shortened
from l10n.formats import format_of
from l10n.model import Settings, starts
from l10n.workflow import Article
from tests.cli.command import Project

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(path for path in (ROOT / "source_articles").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_unit_is_found_where_it_is_said_to_begin(path: Path) -> None:
    article = Article(path.name, path.read_bytes(), format_of(path.name), Settings(porefs="full"))
    places = list(zip(starts(article.parsed.units.pieces), article.parsed.places, strict=True))
    assert places
    assert all(article.text.startswith(unit.raw, begin) for begin, unit in places)
    lines = article.text.split("\n")
    for entry in article.entries:
        first = entry.msgid.split("<")[0].split("\\")[0][:12]
        for reference in entry.references:
            number = int(reference.rpartition(":")[2])
            assert 1 <= number <= len(lines)
            assert first in lines[number - 1] or first.split(" ")[0] in lines[number - 1] or not first


def test_shortened() -> None:
    told = ("a.md:3", "a.md:9", "b c.md", "x:y:7", ":8")
    assert shortened(told, "full") == told
    assert shortened(told, "file") == ("a.md", "b c.md", "x:y", ":8")
    assert shortened(told, "never") == ()


def test_references() -> None:
    assert list(references("a", "x\ny\n\nz", (0, 1, 2, 4, 5), "full")) == ["a:1", "a:1", "a:2", "a:3", "a:4"]
    assert list(islice(references("a", "x\ny", (0, 2), "file"), 2)) == ["a", "a"]
    assert list(islice(references("a", "x\ny", (0, 2), "never"), 2)) == ["", ""]


def test_extract_tells_as_much_as_it_is_asked(begin_here: Project) -> None:
    desk = begin_here
    desk.write("pier.md", "# The pier\n\nIt opens. It closes.\nIt rains.\n\nIt opens.\n")
    path = desk.path("fr", "pier.md")
    wanted = {
        "full": [("pier.md:1",), ("pier.md:3", "pier.md:6"), ("pier.md:3",), ("pier.md:4",)],
        "file": [("pier.md",)] * 4,
        "never": [()] * 4,
    }
    for how in ("full", "never", "file"):
        desk.run("extract", "--porefs", how)
        assert [entry.references for entry in parse(path.read_bytes()).entries] == wanted[how]
        template = parse((desk.root / "locales" / "templates" / "pier.md.pot").read_bytes())
        assert [entry.references for entry in template.entries] == wanted[how]
        assert "0 files changed" in desk.run("extract", "--porefs", how).out
    assert "0 files changed" in desk.run("extract").out
    data = path.read_bytes()
    desk.edit("pier.md", "# The pier\n", "# The pier\n\n")
    desk.run("extract")
    assert path.read_bytes() == data, "lines that moved are no change"


@pytest.fixture
def begin_here(tmp_path: Path) -> Project:
    from l10n.project import init

    return Project(init(tmp_path / "desk", "en", ["fr"]).root)
