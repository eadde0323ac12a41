"""`l10n check --fix`: safe repairs, and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import catalog
from l10n.catalog import Catalog
from l10n.model import Entry, Origin, Pair, Status
from l10n.repair import repair
from tests.cli.command import FIXED, Project, run
from tests.cli.news import FRENCH, NINE, SUNDAYS

NOW = datetime(2026, 11, 24, tzinfo=UTC)
PAIR = Pair("en", "fr")
LINE = Origin("mt", "pseudo/1")


def made(source: str, target: str, *, fuzzy: bool = True, by: Origin | None = LINE) -> Entry:
    """An entry as a machine left it, or without `by` as a person did."""
    entry = Entry(source, target, fuzzy=fuzzy)
    src, out = catalog.hash8(None, source), catalog.hash8(None, target)
    return catalog.with_origin(entry, Origin(by.kind, by.name, src, out)) if by else entry


def written(*entries: Entry) -> bytes:
    header = catalog.new_header("fr", project="test", created=datetime(2020, 1, 1, tzinfo=UTC))
    return catalog.render(Catalog(header, (), entries))


def fixed(data: bytes, *, human: bool = False) -> list[Entry]:
    done = repair(data, PAIR, NOW, human=human)
    again = repair(done.data, PAIR, datetime(2027, 1, 1, tzinfo=UTC), human=human)
    assert (again.data, again.entries) == (done.data, 0)
    return [entry for entry in catalog.parse(done.data).entries if entry.msgid]


STATUSES = [
    (made("Really?", "Vraiment ?"), Status.MACHINE, True),
    (made("Really?", "Vraiment ?", by=None), Status.DRAFT, True),
    (made("Really?", "Vraiment ?", fuzzy=False), Status.APPROVED, False),
    (made("Really?", "Vraiment ?", fuzzy=False, by=None), Status.HUMAN, False),
]


@pytest.mark.parametrize(("entry", "status", "free"), STATUSES)
def test_machine_text_is_repaired_and_that_of_people_when_asked(entry: Entry, status: Status, free: bool) -> None:
    data = written(entry)
    assert catalog.status(entry) is status
    (left,) = fixed(data)
    assert (left.msgstr == "Vraiment\u202f?") is free
    assert free or repair(data, PAIR, NOW).data == data
    (all_,) = fixed(data, human=True)
    assert (all_.msgstr, catalog.status(all_)) == ("Vraiment\u202f?", status), "a machine's words stay a machine's"


def test_a_stale_fact_is_not_brought_back_by_a_repair() -> None:
    was = catalog.hash8(None, "Trois ?")
    entry = catalog.with_origin(
        Entry("Four?", "Trois ?"), Origin("edit", "factual", catalog.hash8(None, "Four?"), was=was)
    )
    assert catalog.status(entry) is Status.STALE
    data = written(entry)
    assert repair(data, PAIR, NOW, human=True).data == data


def test_plural_forms_and_obsolete_entries() -> None:
    forms = Entry("One?", msgid_plural="Many?", plurals=("Un ?", "Des ?"), fuzzy=True)
    gone = Entry("Gone?", "Parti ?", fuzzy=True, obsolete=True)
    first, second = fixed(written(forms, gone))
    assert first.plurals == ("Un\u202f?", "Des\u202f?")
    assert second.msgstr == "Parti ?"


def test_mojibake_is_read_as_it_was_meant() -> None:
    (coast,) = fixed(written(made("The coast is far.", "La cÃ´te est loin, lâ€™heure aussi.")))
    assert coast.msgstr == "La côte est loin, l’heure aussi."
    (quoted,) = fixed(written(made("It reads Ã©.", "On lit Ã©.")))
    assert quoted.msgstr == "On lit Ã©."


TEXTS = st.text(st.sampled_from("aé1 ?!:;.,\"'«»“”<a1></a1>\u00a0\u202f\u0301\n-—{n}"), max_size=20)
LETTERS = re.compile(r"[^\W_]")


@given(TEXTS, TEXTS, st.sampled_from(["fr", "de", "ar", "ja", "es"]), st.booleans())
def test_twice_is_once_and_no_letter_or_digit_changes(source: str, target: str, locale: str, machine: bool) -> None:
    from unicodedata import normalize

    data = written(made(f"x{source}", target, by=LINE if machine else None))
    pair = Pair("en", locale)
    done = repair(data, pair, NOW, human=True)
    assert repair(done.data, pair, NOW, human=True).data == done.data
    before, after = (LETTERS.findall(normalize("NFC", catalog.parse(d).entries[-1].msgstr)) for d in (data, done.data))
    assert before == after


# ---------------------------------------------------------------- the command


def test_it_shows_a_diff_and_changes_nothing_else(project: Project) -> None:
    project.review("fr", "news.md", FRENCH | {SUNDAYS: "Il ne circule pas le dimanche : jamais."})
    project.review("fr", "news.md", {NINE: "Le bac part à neuf heures ?"}, fuzzy=True)
    before = project.files()
    dry = project.run("check", "--fix", "--dry-run", variables=FIXED)
    assert project.files() == before
    result = project.run("check", "--fix", variables=FIXED, code=None)
    assert result.out.startswith(dry.out.split("\nlocales/")[0])
    changed = {name: data.decode() for name, data in project.files().items() if before.get(name) != data}
    assert list(changed) == ["locales/fr/LC_MESSAGES/news.md.po"]
    old, new = before["locales/fr/LC_MESSAGES/news.md.po"].decode().split("\n"), changed.popitem()[1].split("\n")
    lines = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert [b for _, b in lines] == [
        '"PO-Revision-Date: 2023-11-14 22:13+0000\\n"',
        'msgstr "Le bac part à neuf heures\u202f?"',
    ]
    assert all(f"-{a}\n+{b}\n" in result.out for a, b in lines)
    assert "--fix-human" in result.err
    after = project.files()
    assert "+++" not in project.run("check", "--fix", code=None).out
    assert project.files() == after


def test_people_are_asked_first_and_reports_stay_readable(project: Project) -> None:
    import json

    project.review("fr", "news.md", FRENCH | {NINE: " Le bac part à neuf heures."})
    project.run("check", code=6)
    project.run("check", "--fix", code=6)
    result = project.run("check", "--fix-human", "--format", "json")
    assert json.loads(result.out)["problems"] == []
    assert "+++ b/locales/fr" in result.err


def test_any_po_file_and_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(written(made("Really?", "Vraiment ?")))
    assert 'msgstr "Vraiment\u202f?"' in run("check", "--fix", "a.po", cwd=tmp_path).out
    assert catalog.parse(path.read_bytes()).entries[-1].msgstr == "Vraiment\u202f?"
    path.write_bytes(b'msgid "open\n')
    run("check", "--fix", "a.po", cwd=tmp_path, code=6)
    assert path.read_bytes() == b'msgid "open\n'
