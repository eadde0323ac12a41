"""The `# l10n:` lines and the status that follows from them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.catalog import (
    approve,
    hash8,
    machine_origin,
    origins,
    parse,
    render_entry,
    status,
    with_origin,
    without_origin,
)
from l10n.catalog.origin import WIDTH, all_origins
from l10n.model import Entry, Origin, Status

SRC = hash8(None, "The pier")
OUT = hash8(None, "La jetée")
MADE = Origin("mt", "neural+por-cat/1", SRC, OUT)
MACHINE = with_origin(Entry("The pier", "La jetée", fuzzy=True), MADE)
FACTUAL = with_origin(
    Entry("Four piers", "Trois jetées", fuzzy=True, previous_msgid="Three piers"),
    Origin("edit", "factual", hash8(None, "Four piers"), was=hash8(None, "Trois jetées"), flags=("approved",)),
)

hashes = st.text("0123456789abcdef", min_size=8, max_size=8)
names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=90)
lines = st.builds(
    Origin,
    kind=st.sampled_from(["mt", "tm", "edit"]),
    name=names,
    src=hashes | st.just(""),
    out=hashes | st.just(""),
    was=hashes | st.just(""),
    flags=st.lists(st.from_regex(r"[a-z]{1,12}(-[a-z]{1,12})?", fullmatch=True), max_size=9).map(tuple),
)


# ---------------------------------------------------------------- the lines


@given(lines)
def test_a_line_is_read_as_it_was_written_even_through_a_file(origin: Origin) -> None:
    entry = with_origin(Entry("a", "b", comments=("a note", "l10n is our tool")), origin)
    (read,) = parse(render_entry(entry).encode()).entries
    assert all_origins(read) == (origin,)
    assert read.comments[:2] == ("a note", "l10n is our tool")
    assert without_origin(read).comments == ("a note", "l10n is our tool")


@given(lines)
def test_no_line_is_longer_than_72_columns(origin: Origin) -> None:
    assert all(len(line) + 2 <= WIDTH for line in with_origin(Entry("a"), origin).comments)


def test_the_lines_of_the_conventions() -> None:
    entry = with_origin(Entry("a", comments=("seen",)), Origin("tm", "politics/mali.txt", "1f0c9a3e", "77b2d0c1"))
    entry = with_origin(entry, Origin("edit", "factual", was="77b2d0c1", flags=("approved",)))
    assert entry.comments == (
        "seen",
        "l10n: tm=politics/mali.txt src=1f0c9a3e out=77b2d0c1",
        "l10n: edit=factual was=77b2d0c1 approved",
    )
    entry = with_origin(entry, Origin("mt", "my engine/1", "1f0c9a3e", "77b2d0c1"))
    assert entry.comments == ("seen", "l10n: mt=my%20engine/1 src=1f0c9a3e out=77b2d0c1")


def test_a_continuation_is_read() -> None:
    comments = ("l10n: mt=x/1 src=1f0c9a3e", "l10n: + out=77b2d0c1", "l10n: + codes-repaired", "plain")
    assert all_origins(Entry("a", comments=comments)) == (
        Origin("mt", "x/1", "1f0c9a3e", "77b2d0c1", flags=("codes-repaired",)),
    )
    assert without_origin(Entry("a", comments=comments)).comments == ("plain",)


def test_lines_that_make_no_sense_are_left_alone() -> None:
    entry = Entry("a", comments=("l10n:", "l10n: hello", "l10n: + out=77b2d0c1", "l10n: =x"))
    assert all_origins(entry) == ()
    assert with_origin(entry, MADE).comments[:4] == entry.comments


def test_a_line_copied_from_another_sentence_is_void() -> None:
    assert origins(replace(MACHINE, msgid="The piers")) == ()
    assert origins(replace(MACHINE, msgctxt="heading")) == ()
    assert origins(MACHINE) == (MADE,)


def test_hashes_see_context_and_one_normal_form() -> None:
    assert hash8(None, "cafe\u0301") == hash8("", "café") != hash8("heading", "café")
    assert hash8("heading", "The pier") == "71d4a4f1"


# ---------------------------------------------------------------- status


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry("a"), Status.MISSING),
        (Entry("a", fuzzy=True, previous_msgid="b"), Status.MISSING),
        (Entry("a", msgid_plural="b", plurals=("c", "")), Status.MISSING),
        (Entry("a", "b", fuzzy=True, previous_msgid="c"), Status.STALE),
        (replace(MACHINE, previous_msgid="A pier"), Status.STALE),
        (FACTUAL, Status.STALE),
        (replace(FACTUAL, fuzzy=False, previous_msgid=None), Status.STALE),
        (replace(FACTUAL, fuzzy=False, previous_msgid=None, msgstr="Quatre jetées"), Status.HUMAN),
        (replace(FACTUAL, fuzzy=False, previous_msgid=None, msgid="Four moles"), Status.HUMAN),
        (MACHINE, Status.MACHINE),
        (replace(MACHINE, msgstr="Le môle"), Status.POST_EDITED),
        (Entry("a", "b", fuzzy=True), Status.DRAFT),
        (replace(MACHINE, msgid="The piers"), Status.DRAFT),
        (replace(MACHINE, fuzzy=False), Status.APPROVED),
        (replace(MACHINE, fuzzy=False, msgstr="Le môle"), Status.EDITED),
        (Entry("a", "b"), Status.HUMAN),
        (Entry("a", "b", previous_msgid="c"), Status.HUMAN),
        (Entry("a", msgid_plural="b", plurals=("c", "d")), Status.HUMAN),
    ],
)
def test_status(entry: Entry, expected: Status) -> None:
    assert status(entry) is expected


def test_of_several_lines_the_one_that_names_the_text_counts() -> None:
    other = f"l10n: mt=google/1 src={SRC} out=00000000"
    for comments in ((other, *MACHINE.comments), (*MACHINE.comments, other)):
        assert status(replace(MACHINE, comments=comments)) is Status.MACHINE
    assert status(replace(MACHINE, comments=(other,))) is Status.POST_EDITED


def test_approving() -> None:
    assert status(approve(MACHINE)) is Status.APPROVED
    assert status(approve(replace(MACHINE, msgstr="Le môle"))) is Status.EDITED
    assert approve(Entry("a", "b", fuzzy=True, previous_msgid="c", previous_msgctxt="d")) == Entry("a", "b")


def test_a_changed_fact_is_approved_with_a_new_text_or_by_confirming_the_old_one() -> None:
    assert status(approve(FACTUAL)) is Status.STALE
    assert status(approve(approve(FACTUAL))) is Status.STALE
    assert status(approve(FACTUAL, confirmed=True)) is Status.HUMAN
    mended = approve(replace(FACTUAL, msgstr="Quatre jetées"))
    assert (status(mended), mended.comments) == (Status.HUMAN, ())


def test_machine_text_is_known_after_its_source_changed() -> None:
    assert machine_origin(MACHINE) == MADE
    assert machine_origin(replace(MACHINE, msgid="A pier", previous_msgid="The pier")) == MADE
    assert machine_origin(replace(MACHINE, msgid="A pier")) is None
    assert machine_origin(replace(MACHINE, msgstr="Le môle")) is None
