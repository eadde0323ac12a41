"""Files of every tool stay as they are: a no-op changes no byte, an edit its entry alone; gettext agrees."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, changed, new_header, parse, render, revised
from l10n.errors import InputError
from l10n.merge.update import update
from l10n.model import Entry
from tests.strategies import entries

MOMENT = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
HEADER = new_header("fr", project="desk 2", created=MOMENT, contact="desk@newsroom.internal")
LONG = "The council met behind closed doors and said nothing about the lighthouse, its keeper or the long pier. " * 2
ROWS = (
    Entry("Harbour news", "Nouvelles du port", "heading", extracted=("type: headline",), references=("news.md:1",)),
    Entry(
        LONG.strip(), LONG.replace("The", "Le").strip(), references=("news.md:3", "a b.md:4"), comments=("checked", "")
    ),
    Entry("It rains on Monday.", "Il pleut lundi.", references=("news.md:5",), flags=("needs-check",)),
    Entry("The sun sets.", "Nuit.", references=("news.md:7",), fuzzy=True, previous_msgid="The sun rose."),
    Entry(
        "%d boat", references=("a.c:9",), flags=("c-format",), msgid_plural="%d boats", plurals=("%d bateau", "%d b.")
    ),
    Entry('"Quoted"\tand \\ split\u2028here', "«\u00a0Cité\u00a0» et\u2028ici", references=("news.md:11",)),
    Entry("Two\nlines\n", "Deux\nlignes\n", references=("news.md:13",)),
    Entry("Untranslated.", references=("news.md:15",)),
    Entry("Gone", "Parti", obsolete=True),
)
OURS = render(Catalog(HEADER, ("French", "of the desk"), ROWS))


def tool(*command: str) -> Callable[[bytes], bytes]:
    def run(data: bytes) -> bytes:
        if shutil.which(command[0]) is None:
            pytest.skip(f"{command[0]} is not installed")
        return subprocess.run([*command, "-"], input=data, capture_output=True, check=True).stdout

    return run


def by_polib(data: bytes) -> bytes:
    import polib

    text = data.decode().replace("\u2028", " ")  # at which polib ends a line
    return f"{polib.pofile(text, wrapwidth=78)}\n".encode()


def by_babel(data: bytes) -> bytes:
    from io import BytesIO

    from babel.messages.pofile import read_po, write_po

    out = BytesIO()
    write_po(out, read_po(BytesIO(data), locale="fr"), width=76, include_previous=True)
    return out.getvalue()


def by_toolkit(data: bytes) -> bytes:
    from io import BytesIO

    pypo = pytest.importorskip("translate.storage.pypo")
    return bytes(pypo.pofile(BytesIO(data)))


def gettext_1_0(data: bytes) -> bytes:
    """What newer gettext writes: format flags apart, sticky flags, previous texts of obsolete entries."""
    text = data.decode().replace("#, c-format", "#= c-format").replace("#, needs-check", "#! needs-check")
    return text.replace("#~ msgid", '#~| msgid "Went"\n#~ msgid').encode()


def latin_1(data: bytes) -> bytes:
    text = data.decode().replace("UTF-8", "ISO-8859-1").replace("\u2028", " ")
    return text.encode("latin-1", "replace")


DIALECTS: dict[str, Callable[[bytes], bytes]] = {
    "ours": lambda data: data,
    "msgcat": tool("msgcat"),
    "msgcat -w 40": tool("msgcat", "-w", "40"),
    "msgcat --no-wrap": tool("msgcat", "--no-wrap"),
    "msgcat --indent": tool("msgcat", "--indent"),
    "polib": by_polib,
    "Babel": by_babel,
    "translate-toolkit": by_toolkit,
    "gettext 1.0": gettext_1_0,
    "carriage returns": lambda data: data.replace(b"\n", b"\r\n"),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "latin-1": latin_1,
    "no line end at the end": lambda data: data.rstrip(b"\n"),
    "blank lines": lambda data: data.replace(b"\n\n", b"\n\n\n"),
    "twice": lambda data: data + b'\nmsgid "It rains on Monday."\nmsgstr "Averse."\n',
}


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> bytes:
    return DIALECTS[request.param](OURS)


def template_of(catalog: Catalog, edit: tuple[str, str] = ("", "")) -> Catalog:
    """A newer template with the same sentences but for one, other line numbers and another date."""
    keys = dict.fromkeys(entry.key for entry in catalog.entries if not entry.obsolete)
    first = {entry.key: entry for entry in reversed(catalog.entries) if not entry.obsolete}
    rows = tuple(replace(first[key], msgid=first[key].msgid.replace(*edit), raw="", line=0) for key in keys)
    return Catalog((("POT-Creation-Date", "2026-06-01 10:00+0000"),), entries=rows)


def test_a_catalog_that_is_only_read_is_written_as_it_was(dialect: bytes) -> None:
    assert render(parse(dialect)) == dialect


def test_a_no_op_changes_no_byte(dialect: bytes) -> None:
    read = parse(dialect)
    if len({entry.key for entry in read.entries}) < len(read.entries):
        read = parse(render(update(read, template_of(read), porefs="full")))  # what stands twice is mended first
        dialect = render(read)
    assert render(update(read, template_of(read), porefs="full")) == dialect


def test_one_edit_touches_its_entry_and_the_date_alone(dialect: bytes) -> None:
    read = parse(dialect)
    if read.layout.charset != "utf-8" or b"msgid   " in dialect:  # the first change mends the whole file or its header
        read = parse(render(replace(read, entries=(changed(read.entries[0], comments=("seen",)), *read.entries[1:]))))
        dialect = render(read)
    read = parse(render(update(read, template_of(read), porefs="full")))
    dialect = render(read)
    new = render(update(read, template_of(read, ("rains", "pours")), porefs="full"))
    old_lines, new_lines = dialect.decode().split("\n"), new.decode().split("\n")
    touched = [line for line in difflib.ndiff(old_lines, new_lines) if line[0] in "+-"]
    joined = "".join(line[2:] for line in touched)
    assert "It pours on Monday." in joined
    assert "Harbour" not in joined
    assert "council" not in joined
    assert len(touched) <= 10, "\n".join(touched)


def test_an_approved_entry_changes_its_flags_alone(dialect: bytes) -> None:
    read = parse(dialect)
    if read.layout.charset != "utf-8" or dialect.startswith(b"\xef\xbb\xbf") or b"msgid   " in dialect:
        pytest.skip("the first change mends the whole file or its header")
    rows = tuple(
        changed(e, fuzzy=False, previous_msgid=None) if e.msgid == "The sun sets." else e for e in read.entries
    )
    new = render(replace(read, entries=rows))
    touched = [
        line for line in difflib.ndiff(dialect.decode().split("\n"), new.decode().split("\n")) if line[0] in "+-"
    ]
    assert all(line.strip("-+ \r").startswith(("#, fuzzy", "#|")) for line in touched), touched


def test_unknown_comments_flags_and_headers_stay() -> None:
    data = OURS.replace(b'"Language: fr\\n"', b'"Language: fr\\n"\n"X-Odd-Tool: 7\\n"\n"no colon here\\n"')
    data = data.replace(b"#, needs-check", b"#. odd\n#, x-odd, needs-check\n#? odd")
    read = parse(data)
    new = render(update(read, template_of(read, ("on Monday", "all day")), porefs="full"))
    for line in (b'"X-Odd-Tool: 7\\n"', b'"no colon here\\n"', b"? odd"):
        assert line in new
    flags = next(line for line in new.split(b"\n") if b"x-odd" in line)
    assert b"needs-check" in flags


# ---------------------------------------------------------------- as gettext writes it

_sane = st.text(st.sampled_from('ab é漢\u2028\u00a0"\\\n\t/#<a1>.'), min_size=1, max_size=20)


@given(
    st.lists(
        entries(_sane, _sane | st.just("")),
        min_size=1,
        max_size=8,
        unique_by=lambda entry: (entry.msgctxt or None, entry.msgid),
    )
)
@settings(max_examples=60)
def test_msgcat_changes_nothing(rows: list[Entry]) -> None:
    """Of what a file of ours may hold: its own order, no empty context, no comment that is none in gettext."""
    sound = [
        replace(
            row,
            msgctxt=row.msgctxt or None,
            comments=tuple(
                line for line in row.comments if not line.startswith(("l10n: odd", ",", ".", ":", "|", "~", "="))
            ),
            references=tuple(dict.fromkeys(row.references)),
            extracted=tuple(line for line in row.extracted if line),
            flags=tuple(flag for flag in ("c-format", "no-wrap") if flag in row.flags),
            fuzzy=row.fuzzy and not row.obsolete,
            previous_msgid=row.previous_msgid if row.fuzzy and not row.obsolete else None,
            previous_msgctxt=None,
            msgid_plural=None,
            plurals=(),
            msgstr=row.msgstr or "x",
        )
        for row in rows
    ]
    live = [row for row in sound if not row.obsolete]
    data = render(Catalog(HEADER, entries=(*live, *(row for row in sound if row.obsolete))))
    assert tool("msgcat", "--no-wrap")(data).decode() == data.decode()


def test_the_previous_plural_comes_and_goes_with_the_previous_text() -> None:
    row = replace(ROWS[4], fuzzy=True, previous_msgid="%d ship", previous_plural='%d "ships"\n')
    data = render(Catalog(HEADER, entries=(row,)))
    assert parse(data).entries == (row,)
    assert tool("msgcat", "--no-wrap")(data) == data
    assert changed(row, fuzzy=False, previous_msgid=None) == replace(ROWS[4])


def test_a_comment_that_ends_with_a_backslash_does_not_swallow_the_next_line() -> None:
    row = Entry(
        "a", "b", comments=("C:\\",), extracted=("code1: C:\\temp\\",), references=("x\\",), flags=("c-format",)
    )
    data = render(Catalog(HEADER, entries=(row,)))
    assert parse(tool("msgcat", "--no-wrap")(data)).entries == parse(data).entries == (row,)


# ---------------------------------------------------------------- the date of the revision


def test_the_revision_date_follows_the_translations_alone() -> None:
    read = parse(OURS)
    now = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
    seen = replace(read, entries=(changed(read.entries[0], comments=("seen",)), *read.entries[1:]))
    assert revised(read, seen, now).get("PO-Revision-Date") == read.get("PO-Revision-Date")
    gone = replace(read, entries=read.entries[:-1])
    assert revised(read, gone, now) == gone
    new = replace(read, entries=(changed(read.entries[0], msgstr="Au port"), *read.entries[1:]))
    assert revised(read, new, now).get("PO-Revision-Date") == "2026-07-01 12:00+0000"
    assert revised(Catalog(), Catalog(entries=(Entry("a", "b"),)), now).header == ()


# ---------------------------------------------------------------- markers


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_conflict_markers_are_named_with_their_lines(end: bytes) -> None:
    rows = [
        b'msgid "a"',
        b"<<<<<<< HEAD",
        b'msgstr "b"',
        b"||||||| 1f0c",
        b'msgstr ""',
        b"=======",
        b'msgstr "c"',
        b">>>>>>> x",
    ]
    with pytest.raises(InputError) as caught:
        parse(end.join(rows), "fr.po")
    assert (caught.value.file, caught.value.line) == ("fr.po", 2)
    assert "markers on lines 2, 4, 6, 8: run l10n fix-conflicts fr.po" in str(caught.value)
