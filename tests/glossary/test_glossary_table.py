"""The table is read as it is meant; what is wrong with it is told with file and line."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import InputError
from l10n.glossary import Glossary, read

HEAD = "source,fr,es,forbidden fr,forbidden,case,do not translate,part of speech,note\n"


def table(text: str, source: str = "en") -> Glossary:
    return read(text, "glossary.csv", source)


def test_a_row_says_what_a_locale_has() -> None:
    found = table(HEAD + 'council,conseil | assemblée,concejo,mairie,"x | y",any,no,Noun,"a, b"\n')
    assert not found.errors
    (term,) = found.terms("fr-CA")
    assert (term.source, term.targets, term.forbidden) == ("council", ("conseil", "assemblée"), ("mairie", "x", "y"))
    assert (term.case, term.part, term.note, term.line, term.target) == ("any", "noun", "a, b", 2, "conseil")
    assert [term.targets for term in found.terms("es-MX")] == [("concejo",)]
    assert [term.targets for term in found.terms("de")] == [()]


def test_a_term_that_stays_holds_in_all_locales() -> None:
    (term,) = table("source,do not translate\nDaybreak,yes\n").terms("ja")
    assert (term.keep, term.targets) == (True, ("Daybreak",))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_divided_by_any_usual_mark(mark: str) -> None:
    text = "\ufeffTerm,PT_br,Note\r\ncouncil,câmara,x\r\n".replace(",", mark)
    assert [term.target for term in table(text).terms("pt-BR")] == ["câmara"]


def test_the_source_locale_may_name_the_terms() -> None:
    assert [term.source for term in table("en,fr\ncouncil,conseil\n").terms("fr")] == ["council"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",conseil,,,,,,,", "no term"),
        ("—,conseil,,,,,,,", "no term"),
        ("council,,,,,,,,", "no translation"),
        ("council,conseil,,conseil,,,,,", "both wanted and forbidden"),
        ("council,conseil,,,,,yes,,", "must not be translated"),
        ("council,conseil,,,,sometimes,,,", "case rule"),
        ("council,conseil,,,,,perhaps,,", "do not translate"),
        ("council,conseil,,,,,,,,more", "10 cells for 9 columns"),
        ('council,"con\nseil",,,,,,,', "line break"),
        ("Good,bien,,,,,,,", "again"),
    ],
)
def test_broken_rows_name_file_and_line(row: str, message: str) -> None:
    found = table(f"{HEAD}Good,bon,,,,,,,\n\n{row}\nlast,dernier,,,,,,,\n")
    (error,) = found.errors
    assert (error.file, error.line) == ("glossary.csv", 4)
    assert message in error.message
    assert [row.term.source for row in found.rows] == ["Good", "last"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column 'source'"),
        ("fr,es\nx,y\n", "no column 'source'"),
        ("source,fr,fr\nx,y,z\n", "twice"),
        ("source,remark\nx,y\n", "no locale"),
        ('source,fr\n"x,y\n', "not CSV"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        table(text)
    assert caught.value.file == "glossary.csv"
    assert caught.value.line >= 1


@given(st.lists(st.lists(st.text(max_size=8), max_size=10), max_size=5))
def test_any_rows_are_read_or_told(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    found = Glossary()
    with suppress(InputError):  # a table that is none
        found = table(HEAD + out.getvalue())
    assert all(row.term.source.strip() for row in found.rows)
    assert all(error.line >= 2 for error in found.errors)
