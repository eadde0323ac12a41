"""TMX and CSV in and out: what is written is read back, other tools agree, and attacks are refused."""

from __future__ import annotations

import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.errors import InputError
from l10n.memory import Unit, table, tmx, tmx_reader
from l10n.memory.base import STATUSES, UNKNOWN
from l10n.model import Status
from tests import strategies
from tests.memory.texts import unit


def tmx_of(*units: Unit) -> bytes:
    return "".join(tmx.write(units, "en")).encode()


def from_tmx(data: bytes, *targets: str, source: str = "en") -> list[Unit]:
    return list(tmx.read(io.BytesIO(data), "m.tmx", source, targets or ("fr",)))


def body(*segments: str, head: str = "") -> bytes:
    named = zip(("en", "fr", "es"), segments, strict=False)
    tuvs = "".join(f'<tuv xml:lang="{lang}"><seg>{seg}</seg></tuv>' for lang, seg in named)
    return f'<?xml version="1.0"?>{head}<tmx version="1.4"><header/><body><tu>{tuvs}</tu></body></tmx>'.encode()


FULL = unit(
    "A <a1>pier</a1> &\r\n<code2/>", "Un <code2/> <a1>quai</a1> <&>", context="cell", neighbours=-5, author="Ana & co",
    date=1_700_000_000, project="desk", status=Status.EDITED, article="x/y.md",
)  # fmt: skip


# ---------------------------------------------------------------- TMX


def test_a_unit_written_is_the_unit_read() -> None:
    assert from_tmx(tmx_of(FULL)) == [FULL]


texts = strategies.some_texts.filter(lambda text: text.strip() and not tmx._FORBIDDEN.search(text))
sentences = strategies.sentences().map(lambda text: (text, text.upper().replace("A1>", "a1>")))
facts = st.tuples(sentences | st.tuples(texts, texts), st.sampled_from(STATUSES), st.integers(0, 2**33))


@given(st.lists(facts, max_size=4))
def test_any_text_survives(rows: list[tuple[tuple[str, str], Status, int]]) -> None:
    units = [unit(*both, status=status, date=date) for both, status, date in rows]
    assert from_tmx(tmx_of(*units)) == units


def test_another_reader_agrees() -> None:
    root = ElementTree.fromstring(tmx_of(FULL, unit("Plain", "Simple")))
    assert [len(tu.findall("tuv")) for tu in root.iter("tu")] == [2, 2]
    storage = pytest.importorskip("translate.storage.tmx")
    _, second = storage.tmxfile.parsestring(tmx_of(FULL, unit("Plain", "Simple"))).units
    assert (second.source, second.target) == ("Plain", "Simple")


@pytest.mark.parametrize(
    ("english", "french", "source", "target"),
    [
        (
            'See <bpt i="1" x="1" type="link">&lt;a&gt;</bpt>it<ept i="1">&lt;/a&gt;</ept>.',
            'Voir <bpt i="7" x="1">&lt;a&gt;</bpt>cela<ept i="7">&lt;/a&gt;</ept>.',
            "See <a1>it</a1>.",
            "Voir <a1>cela</a1>.",
        ),
        (
            '<bpt i="1" type="bold"/>A<ept i="1"/> and <bpt i="2" type="italic"/>B<ept i="2"/>',
            '<bpt i="2" type="italic"/>B<ept i="2"/> et <bpt i="1" type="bold"/>A<ept i="1"/>',
            "<strong1>A</strong1> and <em2>B</em2>",
            "<em2>B</em2> et <strong1>A</strong1>",
        ),
        ('Press <ph type="x-code">`q`</ph>', "Tapez <ph/>", "Press <code1/>", "Tapez <code1/>"),
        ('<hi type="italic">So</hi> <ph/>', "<ph/> <hi>Si</hi>", "<em1>So</em1> <x2/>", "<x2/> <em1>Si</em1>"),
        ('A <it pos="begin"/>B', 'A <it pos="begin"/>B', "A <x1/>B", "A <x1/>B"),
        ("A <ph>code <sub>alt</sub> more</ph>B", "A B", "A <x1/>B", "A B"),
        ("A", "A <ph/>B", "A", "A B"),  # a code that the source lacks
        ('<bpt i="1"/>A <bpt i="2"/>B<ept i="1"/>C<ept i="2"/>', "ABC", "A BC", "ABC"),  # crossing pairs
        ('<bpt i="1"/>A', "A", "A", "A"),  # a pair without an end
        ("&lt;a1&gt; is text", "&lt;a1&gt; aussi", r"\<a1> is text", r"\<a1> aussi"),
    ],
)  # fmt: skip
def test_inline_elements_become_marks(english: str, french: str, source: str, target: str) -> None:
    assert [(found.source, found.target) for found in from_tmx(body(english, french))] == [(source, target)]


def test_units_of_other_tools_know_no_context_and_are_a_persons() -> None:
    (found,) = from_tmx(body("A", "B"))
    assert (found.context, found.neighbours, found.status) == (UNKNOWN, 0, Status.HUMAN)


@pytest.mark.parametrize(
    ("lang", "targets", "locale"),
    [
        ("FR", ("fr",), "fr"),
        ("fr-FR", ("fr",), "fr"),
        ("fr-fr", ("fr-CA",), "fr-FR"),
        ("pt-BR", ("fr",), None),
        ("", ("fr",), None),
    ],
)  # fmt: skip
def test_which_target_a_language_is(lang: str, targets: tuple[str, ...], locale: str | None) -> None:
    data = body("A", "B").replace(b'"fr"', f'"{lang}"'.encode())
    assert [found.locale for found in from_tmx(data, *targets)] == ([locale] if locale else [])


def test_the_source_may_stand_anywhere_and_bring_several_targets() -> None:
    found = from_tmx(body("A", "B", "C"), "en", "es", source="fr")
    assert [(each.source, each.target, each.locale) for each in found] == [("B", "A", "en"), ("B", "C", "es")]


def test_utf_16_and_a_doctype_are_fine() -> None:
    data = body("Ä", "É", head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">').decode().encode("utf-16")
    assert [(found.source, found.target) for found in from_tmx(data)] == [("Ä", "É")]


LAUGHS = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
REMOTE = '<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (body("&b;", "B", head=LAUGHS), "entity"),
        (body("&x;", "B", head=OUTSIDE), "entity"),
        (body("A", "B", head=REMOTE), "entity"),
        (body("&nbsp;", "B", head='<!DOCTYPE tmx SYSTEM "tmx14.dtd">'), "nothing defines"),
        (body("&nbsp;", "B"), "well-formed"),
        (body("A", "B")[:-5], "well-formed"),
        (b"<html><body/></html>", "no TMX"),
        (b"", "well-formed"),
        (b"\x00\x01", "well-formed"),
        (body("<hi>" * 99 + "</hi>" * 99, "B"), "nested"),
        (body("A" * 2_100_000, "B"), "characters"),
        (body("<ph/>" * 30_000, "B"), "characters"),
    ],
)
def test_what_is_no_tmx_or_not_safe_is_refused_with_its_line(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why) as told:
        from_tmx(data)
    assert (told.value.file, told.value.line >= 1) == ("m.tmx", True)


class _Endless(io.RawIOBase):
    """A file that goes on in the same way; `given` counts what was read of it."""

    def __init__(self, head: bytes, part: bytes, size: int) -> None:
        self.head, self.part, self.size, self.given = head, part, size, 0

    def read(self, size: int = -1) -> bytes:
        if self.given >= self.size:
            return b""
        out, self.head = self.head + self.part * (size // len(self.part) + 1), b""
        self.given += len(out)
        return out


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (b"<tmx><body><tu a='", b"x"),
        (b"<tmx><!-- ", b"x"),
        (b"<tmx><body><tu><tuv xml:lang='en'><seg>", b"x"),
        (b"<tmx><body><tu>", b"<prop type='x'>x</prop>"),
        (b"<tmx><body><tu>", b"<tuv><seg/></tuv>"),
    ],
)
def test_reading_ends_soon_where_memory_would_grow(head: bytes, part: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tmx_reader, "SILENT", 1 << 18)
    monkeypatch.setattr(tmx_reader, "LARGEST", 1 << 17)
    stream = _Endless(head, part, 1 << 24)
    with pytest.raises(InputError):
        list(tmx.read(stream, "m.tmx", "en", ("fr",)))  # type: ignore[arg-type]
    assert stream.given < 1 << 23


def test_a_file_of_any_length_is_read_piece_by_piece() -> None:
    part = b'<tu><tuv xml:lang="en"><seg>A pier</seg></tuv><tuv xml:lang="fr"><seg>Un quai</seg></tuv></tu>'
    stream = _Endless(b"<tmx><body>", part, 1 << 30)
    found = tmx.read(stream, "m.tmx", "en", ("fr",))  # type: ignore[arg-type]
    assert [unit.target for unit, _ in zip(found, range(1000), strict=False)] == ["Un quai"] * 1000
    assert stream.given < 1 << 18


def test_control_characters_stay_out_of_xml() -> None:
    assert from_tmx(tmx_of(unit("Bell \x07", "x"), unit("A", "B"))) == [unit("A", "B")]


# ---------------------------------------------------------------- CSV


def from_csv(text: str) -> list[Unit]:
    return list(table.read(io.StringIO(text, newline=""), "m.csv", "en", "fr"))


@given(st.lists(st.tuples(strategies.some_texts, strategies.some_texts)))
def test_a_table_written_is_the_table_read(rows: list[tuple[str, str]]) -> None:
    units = [unit(a, b, date=5) for a, b in rows if a.strip() and b.strip()]
    assert from_csv("".join(table.write(units))) == units


@pytest.mark.parametrize("head", ["source,target", "en,fr", "Source;Target", "en\tfr", "fr,note,en"])
def test_the_first_line_names_the_columns(head: str) -> None:
    names = {"source": "A, or B", "en": "A, or B", "target": "Â; B", "fr": "Â; B", "note": "n"}
    sign = next(sign for sign in ";\t," if sign in head)
    row = sign.join(f'"{names[name.lower()]}"' for name in head.split(sign))
    assert from_csv(f"{head}\n{row}\n{row.replace('A, or B', '')}\n") == [
        Unit("A, or B", "Â; B", "fr", context=UNKNOWN)
    ]


@pytest.mark.parametrize("text", ["", "a,b\nc,d\n", "source\nx\n"])
def test_a_table_without_two_languages_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="columns") as told:
        from_csv(text)
    assert "source,target" in told.value.hint


def test_a_broken_table_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match="no CSV") as told:
        from_csv('source,target\na,b\n"x" y,z\n')
    assert told.value.line == 3


def test_what_a_table_keeps() -> None:
    assert from_csv("".join(table.write([FULL]))) == [replace(FULL, neighbours=0, project="")]
