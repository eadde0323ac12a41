"""The quick way to read an entry and the way line by line read the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, render
from l10n.catalog import lines as reading
from l10n.errors import InputError
from l10n.model import Entry
from tests.strategies import entries, po_texts

NEVER = re.compile(r"(?!)")


def read(text: str) -> object:
    """The chunks, or the error."""
    try:
        return reading.chunks(text, "a.po")
    except InputError as error:
        return str(error)


def line_by_line(text: str) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_USUAL", NEVER)
        return read(text)


@given(po_texts)
def test_odd_files_are_read_the_same(text: str) -> None:
    assert read(text) == line_by_line(text)


@given(st.lists(entries(), max_size=4))
def test_written_files_are_read_the_same(some: list[Entry]) -> None:
    text = render(Catalog((("Language", "fr"),), entries=tuple(some))).decode()
    assert read(text) == line_by_line(text)


@pytest.mark.parametrize(
    "text",
    [
        '# one\n#. two\n#: a.md:1 b\n#, fuzzy, c-format\nmsgctxt "x"\nmsgid "a"\nmsgstr ""\n"b\\n"\n"c"\n\nmsgid "d"\n',
        'msgid "a"\nmsgstr "b"\n  \nmsgid "c"\nmsgstr "d"\n',
        'msgid "a"\nmsgstr "b"\n\n\n\n# the end\n',
        '# alone\n\nmsgid "a"\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "b"\n"c"',
        '#one\n#\n#~ msgid "a"\n#~ msgstr "b"\nmsgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr[0] "d"\n',
        'msgid "a\nmsgstr "b"\n',
        'msgid "a"\nmsgstr "b\\\n"\n',
        'msgid "a"\r\nmsgstr "b"\r\n\r\nmsgid "c"\r\nmsgstr "d"\r\n',
        'msgid "a"\nmsgstr "b"\nmsgctxt "x"\n\nmsgid "c"\nmsgstr "d"\n',
        '#  l10n: mt=x/1\x0c\x0b\n#. \x1c \u2028\nmsgid "a\u2028"\nmsgstr "b"\n',
    ],
)
def test_turns_of_the_grammar_are_read_the_same(text: str) -> None:
    assert read(text) == line_by_line(text)
