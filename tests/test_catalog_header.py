"""New headers are complete in the eyes of msgfmt and i18nspector."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from l10n.catalog import Catalog, new_header, render, with_origin
from l10n.locales import posix
from l10n.model import Entry, Origin

MOMENT = datetime(2024, 5, 3, 8, 30, tzinfo=timezone(timedelta(hours=2)))
ROWS = (
    Entry("Nobody came.", references=("pier.txt",)),
    with_origin(
        Entry("The pier.", "…", fuzzy=True, references=("pier.txt",)), Origin("mt", "x/1", "1f0c9a3e", "77b2d0c1")
    ),
    Entry("It rained.", "Ok.", msgctxt="heading", extracted=("type: heading",), references=("pier.txt",)),
    Entry("Gone", "Weg", obsolete=True),
)


def judged(command: list[str], *paths: Path) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


LOCALES = [
    "fr",
    "es",
    "pt-BR",
    "ca",
    "ar",
    "zh-Hans",
    "zh-Hant",
    "sr-Latn",
    "ca-valencia",
    "ja",
    "de",
    "he",
    "pl",
]


def catalogs(folder: Path) -> list[Path]:
    """A half-translated and an untranslated catalog for each locale and way to name a contact."""
    paths = []
    for at, contact in enumerate(["", "The desk <desk@newsroom.internal>", "https://newsroom.internal/contact"]):
        for locale in LOCALES:
            header = new_header(locale, project="politics/mali.txt", created=MOMENT, contact=contact)
            for name, rows in (("half.po", ROWS), ("none.po", (Entry("Untranslated."),))):
                path = folder / str(at) / posix(locale) / "LC_MESSAGES" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(render(Catalog(header, entries=rows)))
                paths.append(path)
    return paths


def test_i18nspector_finds_nothing_in_a_catalog(tmp_path: Path) -> None:
    assert judged(["i18nspector"], *catalogs(tmp_path)) == ""


def test_msgfmt_finds_nothing_in_a_catalog(tmp_path: Path) -> None:
    for path in catalogs(tmp_path):
        assert judged(["msgfmt", "-c", "-o", "/dev/null"], path) == ""


def test_i18nspector_finds_nothing_in_a_template(tmp_path: Path) -> None:
    path = tmp_path / "mali.pot"
    header = new_header(None, project="politics/mali.txt", created=MOMENT)
    rows = tuple(replace(row, msgstr="", fuzzy=False, comments=()) for row in ROWS if not row.obsolete)
    path.write_bytes(render(Catalog(header, entries=rows)))
    assert judged(["i18nspector"], path) == ""


def test_the_fields_of_a_catalog() -> None:
    header = new_header("pt-BR", project="Desk 4", created=MOMENT, contact="desk@newsroom.internal")
    assert header == (
        ("Project-Id-Version", "Desk 4"),
        ("Report-Msgid-Bugs-To", "desk@newsroom.internal"),
        ("POT-Creation-Date", "2024-05-03 08:30+0200"),
        ("PO-Revision-Date", "2024-05-03 08:30+0200"),
        ("Last-Translator", "l10n <desk@newsroom.internal>"),
        ("Language-Team", "Portuguese (Brazil)"),
        ("Language", "pt_BR"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
    )


def test_a_team_that_shares_the_contact_is_named_without_it() -> None:
    fields = dict(new_header("fr", project="d", created=MOMENT, contact="a@b.fr", team="Équipe <a@b.fr>"))
    assert (fields["Project-Id-Version"], fields["Language-Team"]) == ("d 1", "Équipe")
    fields = dict(
        new_header("fr", project="d", created=MOMENT, team="fr@b.fr", revised=datetime(2025, 1, 2, tzinfo=UTC))
    )
    assert (fields["Language-Team"], fields["PO-Revision-Date"]) == ("French <fr@b.fr>", "2025-01-02 00:00+0000")
