"""PO bytes ↔ catalogs: every dialect is read, nothing that did not change is rewritten, bad files are named."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import Catalog, changed, new_header, parse, render, render_entry
from l10n.errors import InputError
from l10n.model import Entry
from tests.strategies import comments, entries, odd_texts, po_texts

MOMENT = datetime(2024, 5, 3, 8, 30, tzinfo=UTC)
HEADER = new_header("fr", project="desk 2", created=MOMENT, contact="desk@newsroom.internal")

SAMPLE = """\
# Translations of the desk.
msgid ""
msgstr ""
"Project-Id-Version: desk 2\\n"
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Note: kept\\n"

# a reviewer's note
#. type: paragraph
#: news/pier.txt
#, fuzzy, needs-check
#| msgctxt "heading"
#| msgid "The pier"
msgid "The pier opens"
msgstr "La jetée ouvre"


msgctxt "cell"
msgid ""
"long and "
"wrapped"
msgstr "court"
#~ msgid "Gone"
#~ msgstr "Parti"

msgid "one boat"
msgid_plural "%d boats"
msgstr[0] "un bateau"
msgstr[1] "%d bateaux"

#~| msgid "Older"
#~ msgid "Old"
#~ msgstr "Vieux"
# the end
"""


def catalog(*rows: Entry) -> Catalog:
    return Catalog(header=HEADER, entries=rows)


# ---------------------------------------------------------------- laws


@given(st.lists(entries(), max_size=4))
def test_what_is_written_is_read_again(rows: list[Entry]) -> None:
    written = render(catalog(*rows))
    read = parse(written)
    assert read == catalog(*rows)
    assert render(read) == written


@given(entries(), st.lists(entries(), min_size=1, max_size=3), odd_texts)
def test_a_change_leaves_the_other_entries_as_they_were(row: Entry, others: list[Entry], text: str) -> None:
    read = parse(render(catalog(row, *others)))
    first = changed(read.entries[0], msgstr=text, plurals=(), msgid_plural=None)
    again = parse(render(replace(read, entries=(first, *read.entries[1:]))))
    assert [entry.raw for entry in again.entries[1:]] == [entry.raw for entry in read.entries[1:]]
    assert again.entries == (first, *read.entries[1:])


@given(st.binary(max_size=300) | po_texts.map(str.encode))
def test_any_bytes_are_a_catalog_or_an_input_error(data: bytes) -> None:
    try:
        read = parse(data, "x.po")
    except InputError:
        return
    assert render(read) == data


@given(po_texts, odd_texts)
def test_whatever_is_read_can_be_changed_and_read_again(text: str, msgstr: str) -> None:
    try:
        read = parse(text.encode())
    except InputError:
        return
    rows = tuple(changed(entry, msgstr=msgstr, plurals=()) for entry in read.entries)
    new = replace(read, entries=rows).with_field("X-Added", "yes")
    again = parse(render(new))
    assert [replace(entry, extracted=(), references=()) for entry in again.entries] == [
        replace(entry, extracted=(), references=()) for entry in rows
    ]
    assert again.header == new.header


@given(st.lists(comments, max_size=4))
def test_comments_come_back(lines: list[str]) -> None:
    (entry,) = parse(render_entry(Entry("a", comments=tuple(lines))).encode()).entries
    assert entry.comments == tuple(lines)


# ---------------------------------------------------------------- reading


def test_every_part_of_an_entry_is_read() -> None:
    read = parse(SAMPLE.encode(), "fr.po")
    assert read.header_comments == ("Translations of the desk.",)
    assert read.get("language") == "fr"
    assert read.get("X-Missing") == ""
    pier, wrapped, gone, boats, old = read.entries
    assert pier == Entry(
        msgid="The pier opens",
        msgstr="La jetée ouvre",
        fuzzy=True,
        comments=("a reviewer's note",),
        extracted=("type: paragraph",),
        references=("news/pier.txt",),
        flags=("needs-check",),
        previous_msgid="The pier",
        previous_msgctxt="heading",
    )
    assert (wrapped.msgctxt, wrapped.msgid, wrapped.line) == ("cell", "long and wrapped", 19)
    assert (gone.obsolete, gone.msgid) == (True, "Gone")
    assert (boats.msgid_plural, boats.plurals) == ("%d boats", ("un bateau", "%d bateaux"))
    assert (old.obsolete, old.previous_msgid) == (True, "Older")


def test_a_catalog_pickles() -> None:
    read = parse(SAMPLE.encode(), "fr.po")
    assert pickle.loads(pickle.dumps(read)) == read


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("#comment", {"comments": ("comment",)}),
        ("## heading", {"comments": ("# heading",)}),
        ("#", {"comments": ("",)}),
        ("#! workflow", {"comments": ("#! workflow",)}),
        ("#= c-format, no-wrap", {"flags": ("c-format", "no-wrap")}),
        ("#, fuzzy", {"fuzzy": True}),
        ("#: \u2068my file.txt\u2069:3 b.txt", {"references": ("my file.txt:3", "b.txt")}),
        ('#| msgid "x"', {"previous_msgid": "x"}),
        ("#:", {"references": ()}),
    ],
)
def test_comment_dialects(line: str, expected: dict[str, object]) -> None:
    (entry,) = parse(f'{line}\nmsgid "a"\nmsgstr "b"\n'.encode()).entries
    assert entry == replace(Entry("a", "b"), **expected)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"caf\303\251", "café"),
        (r"\x41\x42", "AB"),
        (r"\a", "\a"),
        (r"\\n", r"\n"),
        (r"\q", r"\q"),
        (r"a\tb\"c\"", 'a\tb"c"'),
        (r"\042\134", '"\\'),
        ("a\u2028b\x85c", "a\u2028b\x85c"),
    ],
)
def test_escapes(written: str, text: str) -> None:
    (entry,) = parse(f'msgid "a"\nmsgstr "{written}"\n'.encode()).entries
    assert entry.msgstr == text


def test_dense_and_loose_layouts_are_read() -> None:
    data = b'msgid"a"\nmsgstr\n"b" "c"\nmsgid "d"\n\n"e"\nmsgstr ""\n\n\n   "f"'
    assert [(entry.msgid, entry.msgstr) for entry in parse(data).entries] == [("a", "bc"), ("de", "f")]


def test_duplicates_are_kept() -> None:
    data = b'msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "2"\n'
    assert [entry.msgstr for entry in parse(data).entries] == ["1", "2"]


def test_carriage_returns_and_a_byte_order_mark() -> None:
    data = b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode()
    read = parse(data)
    assert read == parse(SAMPLE.encode())
    assert render(read) == data
    new = render(replace(read, entries=(changed(read.entries[0], fuzzy=False), *read.entries[1:])))
    assert new.count(b"\n") == new.count(b"\r\n")
    assert new.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n") == SAMPLE.replace("fuzzy, ", "").encode()


def test_another_charset_is_read_and_becomes_utf_8_with_the_first_change() -> None:
    text = SAMPLE.replace("UTF-8", "ISO-8859-1")
    data = text.encode("latin-1")
    read = parse(data)
    assert read.entries[0].msgstr == "La jetée ouvre"
    assert render(read) == data
    new = render(replace(read, entries=(changed(read.entries[0], msgstr="La jetée"), *read.entries[1:])))
    assert new.decode("utf-8") == SAMPLE.replace("La jetée ouvre", "La jetée")


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b'msgid "a"\nmsgstr "b\n', 2, "does not end"),
        (b'msgid "a"\nmsgstr "b"c"\n', 2, "quote"),
        (b'msgid "a"\n', 1, "cut off"),
        (b'msgid "a"\nmsgstr "b"\n\nmsg', 4, "neither"),
        (b'msgid "a"\nmsgid "b"\nmsgstr ""\n', 2, "out of order"),
        (b'msgstr "b"\n', 1, "out of order"),
        (b'msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "out of order"),
        (b'msgid "a"\nmsgstr[0] "b"\nmsgstr "c"\n', 3, "out of order"),
        (b'msgid "a"\nmsgstr[0] "b"\nmsgstr[0] "c"\n', 3, "twice"),
        (b'"a"\n', 1, "before it"),
        (b'#~ msgid "a"\nmsgstr "b"\n', 2, "partly obsolete"),
        (b'msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> theirs\n', 2, "lines 2, 4, 6"),
        (b'msgid "a"\nmsgstr "\xff"\n', 2, "0xff"),
        (b'msgid "a"\nmsgstr "b"\n\0\0\0', 3, "cut off"),
        (b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=KLINGON\\n"\n', 0, "msgconv"),
        (b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=rot13\\n"\n', 0, "msgconv"),
        (b'msgid ""\nmsgstr ""\n\nmsgid ""\nmsgstr ""\n', 4, "second header"),
        ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_what_is_no_po_is_named_with_its_line(data: bytes, line: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(data, "fr.po")
    assert (caught.value.file, caught.value.line) == ("fr.po", line)
    assert words in str(caught.value)


# ---------------------------------------------------------------- writing


def test_a_changed_entry_is_the_only_one_rewritten() -> None:
    read = parse(SAMPLE.encode())
    rows = list(read.entries)
    rows[1] = changed(rows[1], msgstr="long et replié")
    new = render(replace(read, entries=tuple(rows))).decode()
    assert new == SAMPLE.replace('msgstr "court"', 'msgstr "long et replié"')  # its msgid stays as it is wrapped


def test_a_header_field_changes_its_line_alone() -> None:
    read = parse(SAMPLE.encode())
    assert render(read.with_field("language", "fr_CA")).decode() == SAMPLE.replace("Language: fr", "Language: fr_CA")
    added = SAMPLE.replace('"X-Note: kept\\n"\n', '"X-Note: kept\\n"\n"X-More: 1\\n"\n')
    assert render(read.with_field("X-More", "1")).decode() == added


def test_a_wrapped_header_is_rewritten_whole() -> None:
    data = b'msgid ""\nmsgstr "Language: fr\\nX-A: one "\n"two\\n"\n'
    read = parse(data)
    assert read.header == (("Language", "fr"), ("X-A", "one two"))
    written = render(read.with_field("Language", "de"))
    assert written == b'msgid ""\nmsgstr ""\n"Language: de\\n"\n"X-A: one two\\n"\n'


def test_entries_can_be_added_after_a_file_without_a_final_newline() -> None:
    read = parse(b'msgid "a"\nmsgstr "b"')
    new = render(replace(read, entries=(*read.entries, Entry("c", "d"))))
    assert new == b'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n'


def test_a_change_that_changes_nothing_keeps_the_bytes() -> None:
    read = parse(SAMPLE.encode())
    rows = tuple(changed(entry, msgstr=entry.msgstr) for entry in read.entries)
    assert render(replace(read, entries=rows)) == SAMPLE.encode()


def test_long_texts_are_not_wrapped() -> None:
    text = "word " * 60
    assert f'msgstr "{text}"' in render_entry(Entry("a", text))
    assert render_entry(Entry("a\nb\n", "c\n")) == 'msgid ""\n"a\\n"\n"b\\n"\nmsgstr "c\\n"\n'


def test_a_note_of_several_lines_stays_a_comment() -> None:
    entry = Entry("a", comments=("one\ntwo",), extracted=("x\n\ny",), references=("odd\nname",))
    (read,) = parse(render_entry(entry).encode()).entries
    assert (read.comments, read.extracted, read.references) == (("one", "two"), ("x", "", "y"), ("odd name",))
