"""The commands, and where the glossary goes: to engines and to the checks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner, Result

from l10n.cli import cli
from l10n.errors import InputError, UsageError
from l10n.glossary import Finder, Term
from l10n.model import Entry, Pair, Request, Suggestion
from l10n.pretranslate import Opener, pretranslate

ARTICLE = """Evening

The mayor met Olena Shevchenko at the city council. Then Shevchenko left.

It was Daybreak that told of it. The councils were silent.
"""
FOLLOW_UP = """---
story: evening.txt
---

# Morning

Again Shevchenko came to the city council.
"""
GLOSSARY = """source,fr,ru,forbidden fr,do not translate
city council,conseil municipal,городской совет,mairie,
council,conseil,совет,,
Daybreak,,,,yes
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "l10n.toml").write_text('source = "en"\nlocales = ["fr", "ru"]\n', encoding="utf-8")
    (tmp_path / "glossary.csv").write_text(GLOSSARY, encoding="utf-8")
    folder = tmp_path / "source_articles"
    folder.mkdir()
    (folder / "evening.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "morning.md").write_text(FOLLOW_UP, encoding="utf-8")
    run(tmp_path, "extract")
    return tmp_path


def run(desk: Path, *words: str, code: int = 0, text: str = "") -> str:
    result: Result = CliRunner().invoke(cli, ["--project", str(desk), *words], input=text, standalone_mode=False)
    if result.exception:
        raise result.exception
    assert (result.return_value or 0) == code, result.output
    return result.stdout


def translate(desk: Path, locale: str, article: str, texts: dict[str, str]) -> None:
    path = desk / "locales" / locale / "LC_MESSAGES" / f"{article}.po"
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = texts.get(entry.msgid, entry.msgstr)
    catalog.save()


MET = "The mayor met Olena Shevchenko at the city council."
LEFT = "Then Shevchenko left."
AGAIN = "Again Shevchenko came to the city council."


def test_check_tells_what_does_not_follow(desk: Path) -> None:
    assert run(desk, "glossary", "check") == ""
    texts = {
        MET: "Le maire a rencontré Olena Shevchenko à la mairie.",
        LEFT: "Puis Shevchenko est partie.",
        "It was Daybreak that told of it.": "C'est L'Aube qui l'a raconté.",
        "The councils were silent.": "Les conseils se taisaient.",
    }
    translate(desk, "fr", "evening.txt", texts)
    out = run(desk, "glossary", "check", code=6)
    assert "“mairie” is not to be used for “city council”: the glossary has “conseil municipal”" in out
    assert "“Daybreak” must stay as it is" in out
    assert len(out.splitlines()) == 2
    rows = json.loads(run(desk, "glossary", "check", "-l", "fr", "--format", "json", code=6))["glossary"]
    assert [(row["kind"], row["locale"]) for row in rows] == [("term", "fr"), ("term", "fr")]
    assert "warning[glossary] “Daybreak”" in run(desk, "check", "-l", "fr")


def test_check_tells_two_spellings_in_a_story(desk: Path) -> None:
    translate(desk, "ru", "evening.txt", {MET: "Мэр встретил Елену Шевченко: городской совет.", LEFT: "Шевченко ушла."})
    translate(desk, "ru", "morning.md", {AGAIN: "Шевчинко снова пришла в городской совет."})
    out = run(desk, "glossary", "check")
    assert "ru: Shevchenko has 2 renderings in evening.txt: Шевченко (" in out
    assert "morning.md.po:" in out
    (desk / "source_articles" / "morning.md").write_text(FOLLOW_UP.replace("story:", "tale:"), encoding="utf-8")
    assert "renderings" not in run(desk, "glossary", "check")
    with (desk / "l10n.toml").open("a", encoding="utf-8") as config:
        config.write('[story]\n"*" = "the council"\n')
    assert "renderings in the council" in run(desk, "glossary", "check")


def test_broken_rows_are_errors(desk: Path) -> None:
    with (desk / "glossary.csv").open("a", encoding="utf-8") as table:
        table.write("mayor,,,,\n")
    run(desk, "glossary", "check", code=1)
    with pytest.raises(InputError) as caught:
        run(desk, "glossary", "find", "council")
    assert str(caught.value).endswith(
        "glossary.csv:5: 'mayor' has no translation, and is not marked 'do not translate'"
    )


def test_a_named_glossary_must_be_there(desk: Path) -> None:
    (desk / "l10n.toml").write_text('source = "en"\nlocales = ["fr"]\nglossary = "terms.csv"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="no such glossary"):
        run(desk, "glossary", "check")


def test_find(desk: Path) -> None:
    assert run(desk, "glossary", "find", "-l", "fr", "Two city councils") == (
        "fr  city councils: conseil municipal; not mairie\n"
    )
    found = json.loads(run(desk, "glossary", "find", "-l", "ru", "--format", "json", text="Read Daybreak\n"))
    assert (found["term"], found["start"], found["end"], found["keep"]) == ("Daybreak", 5, 13, True)


def test_extract(desk: Path) -> None:
    translate(desk, "ru", "evening.txt", {MET: "Мэр встретил Шевченко.", LEFT: "Шевченко ушла."})
    assert "Shevchenko  (2 articles)\n         ru: Шевченко (2)" in run(desk, "glossary", "extract", "--least", "2")
    rows = list(csv.DictReader(io.StringIO(run(desk, "glossary", "extract", "--least", "2", "--format", "csv"))))
    assert rows[0] == {"source": "Shevchenko", "fr": "", "ru": "Шевченко", "note": "3 sentences in 2 articles"}
    assert not {"city council", "council"} & {row["source"] for row in rows}
    assert json.loads(run(desk, "glossary", "extract", "--least", "2", "--format", "json"))["candidates"]


def test_engines_are_told_the_terms() -> None:
    asked: list[Request] = []

    class Engine:
        def suggest(self, requests: list[Request], pair: Pair) -> list[Suggestion]:
            asked.extend(requests)
            return []

    finder = Finder([Term("council", ("conseil", "assemblée")), Term("x", forbidden=("y",))], "en")
    entries = [Entry("The councils met x."), Entry("A dog barked.")]
    list(pretranslate(entries, [Opener("e", Engine)], Pair("en", "fr"), terms=finder))
    assert [request.terms for request in asked] == [(("councils", "conseil"),), ()]
