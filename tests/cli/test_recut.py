"""Other rules of segmentation, or blocks instead of sentences: translations are cut and joined, and none is lost."""

from __future__ import annotations

import polib

from tests.cli.command import Project

ARTICLE = """\
# The ferry

The ferry leaves at nine. It does *not* run on Sundays. See [the plan](plan.md) first.

- The Dingl. Marsh was there. Nobody else came.
"""
FRENCH = {
    "The ferry": "Le bac",
    "The ferry leaves at nine.": "Le bac part à neuf heures.",
    "It does <em1>not</em1> run on Sundays.": "Il ne circule <em1>pas</em1> le dimanche.",
    "See <a1>the plan</a1> first.": "Voyez d’abord <a1>le plan</a1>.",
    "The Dingl.": "La conseillère",
    "Marsh was there.": "Marsh était là.",
    "The Dingl. Marsh was there.": "La conseillère Marsh était là.",
    "Nobody else came.": "Personne d’autre n’est venu.",
}


def start(project: Project) -> None:
    project.write("cut.md", ARTICLE)
    project.run("extract", "cut.md")
    path = project.root / "locales/fr/LC_MESSAGES/cut.md.po"
    catalog = polib.pofile(str(path))
    for entry in catalog:
        entry.msgstr = FRENCH[entry.msgid]
    catalog.save()


def live(project: Project) -> dict[str, tuple[str, bool]]:
    catalog = polib.pofile(str(project.root / "locales/fr/LC_MESSAGES/cut.md.po"))
    return {entry.msgid: (entry.msgstr, entry.fuzzy) for entry in catalog if not entry.obsolete}


def set_segmentation(project: Project, value: str) -> None:
    path = project.root / "l10n.toml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("segmentation")]
    at = next(i for i, line in enumerate(lines) if line.startswith("articles"))
    path.write_text("\n".join([*lines[:at], f'segmentation = "{value}"', *lines[at:]]) + "\n")


def test_to_blocks_and_back_everything_stays_approved(project: Project) -> None:
    start(project)
    before = live(project)
    page = project.run("compile", "cut.md", "-l", "fr").out
    assert "published" in page
    set_segmentation(project, "block")
    project.run("extract", "cut.md")
    blocks = live(project)
    assert len(blocks) == 3
    assert all(text and not fuzzy for text, fuzzy in blocks.values())
    set_segmentation(project, "sentence")
    project.run("extract", "cut.md")
    assert live(project) == before


def test_a_new_abbreviation_joins_what_it_had_cut(project: Project) -> None:
    start(project)
    assert "The Dingl." in live(project)
    with (project.root / "l10n.toml").open("a") as file:
        file.write('\n[segment.en]\nno-break = ["Dingl."]\n')
    project.run("extract", "cut.md")
    assert live(project)["The Dingl. Marsh was there."] == ("La conseillère Marsh était là.", False)
