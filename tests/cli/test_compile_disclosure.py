"""What compile tells of its pages: manifest.json, the label of machine translation, JSON-LD."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

import pytest

from l10n import labels
from l10n.disclosure import MAKERS
from tests.cli.command import Project, text
from tests.cli.news import FRENCH, NINE, SUNDAYS

LABEL = "Traduction automatique"
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><title>Orme</title></head>
<body><h1>The ferry</h1><p>The ferry leaves at nine.</p></body>
</html>
"""


def facts(project: Project, locale: str = "fr", article: str = "news.md") -> dict[str, Any]:
    told = json.loads((project.root / "build" / "manifest.json").read_text("utf-8"))
    assert told["version"] == 1
    (page,) = [page for page in told["pages"] if (page["locale"], page["article"]) == (locale, article)]
    return dict(page)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def configure(project: Project, *lines: str) -> None:
    path = project.root / "l10n.toml"
    old = path.read_text("utf-8")
    new = "\n".join(lines)
    path.write_text(
        old.replace("[publish]", f"[publish]\n{new}") if "[publish]" in old else f"{old}\n[publish]\n{new}\n"
    )


@pytest.fixture
def machine(project: Project) -> Project:
    """A French page: two sentences as a machine made them and one edited, all approved, and one by a person."""
    project.run("translate", "--engine", "pseudo", "-l", "fr", "news.md")
    project.review("fr", "news.md", {NINE: FRENCH[NINE]})
    texts = project.targets("fr", "news.md")
    project.review("fr", "news.md", {msgid: texts[msgid] for msgid in texts if msgid != NINE})
    catalog = project.catalog("fr", "news.md")
    entry = next(entry for entry in catalog if entry.msgid == SUNDAYS)
    entry.msgstr, entry.tcomment = FRENCH[SUNDAYS], ""
    catalog.save()
    return project


def test_the_manifest_says_whose_words_a_page_has(machine: Project) -> None:
    machine.run("compile", "-l", "fr", "news.md")
    page = facts(machine)
    assert tuple(page["words"]) == MAKERS
    assert page["words"] == {"machine": 9, "memory": 0, "post-edited": 5, "human": 6, "source": 0}
    assert sum(page["shares"].values()) == pytest.approx(1, abs=0.001)
    assert page["file"] == "fr/news.md"
    assert page["sha256"] == sha(machine.page("fr", "news.md").read_bytes())
    assert page["source-sha256"] == sha((machine.root / "source_articles" / "news.md").read_bytes())
    assert page["catalog-sha256"] == sha(machine.path("fr", "news.md").read_bytes())
    header = machine.catalog("fr", "news.md").metadata
    assert page["released"] == {"by": header["Last-Translator"], "on": header["PO-Revision-Date"]}
    assert (page["draft"], page["labelled"]) == (False, False)


def test_a_second_run_changes_nothing_and_a_partial_one_keeps_the_rest(machine: Project) -> None:
    machine.run("compile", "--draft")
    before = machine.files("build")
    machine.run("compile", "--draft")
    machine.run("compile", "--draft", "-l", "fr", "news.md")
    assert machine.files("build") == before
    machine.run("compile", code=0)
    told = json.loads((machine.root / "build" / "manifest.json").read_text("utf-8"))
    assert [(page["locale"], page["article"]) for page in told["pages"]] == [("fr", "news.md")]


def test_a_broken_manifest_is_made_anew(machine: Project) -> None:
    machine.run("compile", "-l", "fr", "news.md")
    path = machine.root / "build" / "manifest.json"
    good = path.read_bytes()
    for bad in (b"{", b"[]", b'{"pages": [3]}', b"\xff"):
        path.write_bytes(bad)
        machine.run("compile", "-l", "fr", "news.md")
        assert path.read_bytes() == good


# ---------------------------------------------------------------- the label


def test_without_a_word_in_the_configuration_there_is_no_label(machine: Project) -> None:
    machine.run("compile", "--draft", "-l", "fr")
    assert LABEL not in text(machine.page("fr", "news.md"))


@pytest.mark.parametrize(("rule", "labelled"), [("approved", False), ("edited", True)])
def test_the_label_goes_only_when_the_rule_is_met(machine: Project, rule: str, labelled: bool) -> None:
    configure(machine, 'disclose = ["label"]', f'release = "{rule}"')
    machine.run("compile", "-l", "fr", "news.md")
    assert (f"\n\n*{LABEL}*\n\n" in text(machine.page("fr", "news.md"))) is labelled
    assert facts(machine)["labelled"] is labelled
    machine.review("fr", "news.md", FRENCH)
    machine.run("compile", "-l", "fr", "news.md")
    assert LABEL not in text(machine.page("fr", "news.md"))


def test_one_machine_sentence_that_nobody_saw_keeps_the_label(machine: Project) -> None:
    configure(machine, 'disclose = ["label"]')
    title = next(iter(FRENCH))
    machine.review("fr", "news.md", {title: machine.targets("fr", "news.md")[title]}, fuzzy=True)
    machine.run("compile", "--draft", "-l", "fr", "news.md")
    page = text(machine.page("fr", "news.md"))
    assert page.index(labels.draft("fr")) < page.index(LABEL)
    machine.run("compile", "--draft", "-l", "es")
    assert labels.machine("es") not in text(machine.page("es", "news.md")), "nothing is translated there"


def test_every_label_is_there_in_every_language() -> None:
    known = [vars(labels)[name] for name in ("_DRAFT", "_MACHINE")]
    assert known[0].keys() - known[1].keys() == {"pt-BR"}
    assert len(set(known[1].values())) > 40
    assert labels.machine("fr-CA") == LABEL


# ---------------------------------------------------------------- JSON-LD


def test_json_ld_in_a_page_of_html(project: Project) -> None:
    configure(project, 'disclose = ["json-ld"]', 'release = "edited"')
    project.write("ferry.html", PAGE)
    project.run("extract", "ferry.html")
    project.run("translate", "--engine", "pseudo", "-l", "fr", "ferry.html")
    project.approve("fr", "ferry.html")
    project.run("compile", "-l", "fr", "ferry.html")
    page = text(project.page("fr", "ferry.html"))
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>\s*</head>', page)
    assert script
    assert json.loads(script[1]) == {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "inLanguage": "fr",
        "translationOfWork": {"@type": "CreativeWork", "inLanguage": "en"},
        "creditText": LABEL,
        "digitalSourceType": "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
    }
    assert f">{LABEL}<" not in page
    project.approve("fr", "ferry.html", lambda source: source.replace("ferry", "bac"))
    project.run("compile", "-l", "fr", "ferry.html")
    assert "creditText" not in text(project.page("fr", "ferry.html"))


def test_a_page_without_translations_is_the_source(project: Project) -> None:
    configure(project, 'disclose = ["json-ld", "label"]')
    project.configure("threshold = 100", "threshold = 0")
    project.write("ferry.html", PAGE)
    project.run("extract", "ferry.html")
    project.run("compile", "-l", "fr", "ferry.html")
    assert text(project.page("fr", "ferry.html")) == PAGE
