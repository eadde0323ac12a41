"""The format that docs/formats.md shows is complete: registered as it stands there, it keeps the laws."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n import catalog, compose, inline, shape, workflow
from l10n.formats import FORMATS, directives, format_of
from l10n.model import Pair, Settings
from tests.documents.test_laws import TARGETS, article

PAGE = Path(__file__).parent.parent / "docs" / "formats.md"
SETTINGS = Settings()
FILM = """\
1
00:00:01,000 --> 00:00:03,500
“We were told it was safe.”
“It was <i>not</i>,” she says,
and nobody said so.

2
00:00:04,000 --> 00:00:06,000
Read https://example.org/pier

"""


@pytest.fixture(scope="module", autouse=True)
def srt() -> Iterator[ModuleType]:
    """The module of the page, registered."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    module = ModuleType("l10n.formats.srt")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, module.__name__, module)
        patch.setattr(FORMATS, "names", (*FORMATS.names, "srt"))
        exec(compile(code, str(PAGE), "exec"), module.__dict__)
        yield module


LINES = st.sampled_from(
    [
        "1",
        "00:00:01,000 --> 00:00:02,000",
        "One. <i>Two!</i>",
        "three <b>",
        "</u>x",
        "",
        " ",
        "日本語。",
        "\0",
        "{{ x }}",
    ]
)
FILMS = st.lists(st.tuples(LINES | st.text(max_size=9), st.sampled_from(["\n", "\n", "\r\n", "\r"])), max_size=12).map(
    lambda lines: "".join(line + end for line, end in lines)
)


def test_what_it_offers() -> None:
    assert format_of("film.srt") == "srt"
    assert [inline.msgid(unit) for unit in article("srt", FILM).places] == [
        "“We were told it was safe.”",
        "“It was <em1>not</em1>,” she says, and nobody said so.",
        "Read <url1/>",
    ]


def test_what_it_writes() -> None:
    found = article("srt", FILM)
    said = "„War es <em1>nicht</em1>“, sagt sie,\n\n2\n00:00:04,000 --> 00:00:06,000\nund alle schwiegen."
    done = compose.compose(found, {found.keys[1]: said}, "en", "de")
    assert not done.failures
    first, second, _ = done.text.split("\n\n")
    assert first == (
        "1\n00:00:01,000 --> 00:00:03,500\n“We were told it was safe.” „War es\n"
        "<i>nicht</i>“, sagt sie, 2 00:00:04,000\n--> 00:00:06,000 und alle schwiegen."
    )
    assert second == FILM.split("\n\n")[1]
    for bad in ("Er <i>lacht</i>", "ohne Adresse", "<url1/> <url1/>"):
        assert compose.compose(found, {found.keys[2]: bad}, "en", "de").text == FILM


@example(text="00:00:01,000 --> 00:00:02,000\n</u>x\n", targets=["# x"])
@given(text=FILMS, targets=st.lists(TARGETS, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_it_keeps_the_laws(text: str, targets: list[str]) -> None:
    found = article("srt", text)
    assert found.blocks.source == found.units.source == text
    same = compose.compose(found, {key: key[1] for key in found.keys}, "en", "ar")
    assert (same.text, same.changed) == (text, 0)
    wild = {key: targets[i % len(targets)] for i, key in enumerate(dict.fromkeys(found.keys))}
    done = compose.compose(found, wild, "en", "fr")
    assert shape.differences(found.blocks, FORMATS["srt"].parse(done.text, SETTINGS), {}) == []


def test_it_goes_all_the_way() -> None:
    film = workflow.Article("film.srt", FILM.encode(), "srt", SETTINGS)
    made = workflow.extract(film, "pt-BR", None, datetime(2026, 1, 1, tzinfo=UTC)).data
    assert len(catalog.parse(made).entries) == 3
    put = catalog.render(_translated(catalog.parse(made)))
    page = workflow.compile_page(film, put, Pair("en", "pt-BR"), draft=True)
    assert page.data == FILM.replace("Read https", "Leia https").encode()
    assert (page.share, page.problems) == (100, ())


def _translated(found: catalog.Catalog) -> catalog.Catalog:
    texts = {entry.msgid: entry.msgid.replace("Read", "Leia") for entry in found.entries}
    return replace(found, entries=tuple(catalog.changed(one, msgstr=texts[one.msgid]) for one in found.entries))


def test_the_page_names_every_suffix_and_every_directive() -> None:
    page = PAGE.read_text(encoding="utf-8")
    suffixes = {suffix for name in FORMATS if name != "srt" for suffix in FORMATS[name].SUFFIXES}
    assert {suffix for suffix in suffixes if f"`{suffix}`" not in page} == set()
    shown = re.findall(r"`((?:l10n|translate|i18n|mdbook-xgettext|po4a):[ \w:-]*|mdpo-[\w-]+)", page)
    said = {word.replace(" ", "").rstrip(":") for word in shown}
    assert set(directives._SPELLINGS) - said == set()
    assert {word for word in shown if not directives.directive(f"<!-- {word} -->")} == set()
