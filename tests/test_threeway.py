"""Three versions of a PO file → one: scripted cases, laws, and gettext as the judge of every result."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, approve, changed, hash8, parse, render, status, with_origin
from l10n.merge import merge
from l10n.merge.threeway import Merged, threeway
from l10n.merge.update import update
from l10n.model import Entry, Origin, Status

HEADER = (
    ("Project-Id-Version", "desk 2"),
    ("Report-Msgid-Bugs-To", "desk@newsroom.internal"),
    ("POT-Creation-Date", "2026-01-01 10:00+0000"),
    ("PO-Revision-Date", "2026-01-02 10:00+0000"),
    ("Last-Translator", "Anna <anna@newsroom.internal>"),
    ("Language-Team", "French"),
    ("Language", "fr"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
)
REF = ("news.md",)


def made(msgid: str, msgstr: str, name: str = "neural/1") -> Entry:
    """A machine's text as `translate` leaves it."""
    entry = Entry(msgid, msgstr, fuzzy=True, references=REF)
    return with_origin(entry, Origin("mt", name, hash8(None, msgid), hash8(None, msgstr)))


def human(msgid: str, msgstr: str, **fields: object) -> Entry:
    return replace(Entry(msgid, msgstr, references=REF), **fields)  # type: ignore[arg-type]


def with_entries(*entries: Entry, **fields: str) -> Catalog:
    """A file as it is read from disk."""
    header = tuple((name, fields.get(name.replace("-", "_"), value)) for name, value in HEADER)
    return parse(render(Catalog(header, entries=entries)), "fr.po")


def judged(catalog: Catalog) -> Catalog:
    """The catalog read again from its bytes, which gettext and polib take."""
    data = render(catalog)
    polib.pofile(data.decode("utf-8"))
    if shutil.which("msgfmt"):
        done = subprocess.run(["msgfmt", "-c", "-o", os.devnull, "-"], input=data, capture_output=True, check=False)
        assert (done.returncode, done.stderr.decode()) == (0, ""), data.decode()
    return parse(data)


def texts(catalog: Catalog) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in catalog.entries if not entry.obsolete}


PIER, RAIN, SUN = (
    human("The pier opens.", "La jetée ouvre."),
    human("It rains.", "Il pleut."),
    human("Sun sets.", "Nuit."),
)
BASE = (PIER, RAIN, SUN)


def edit(entry: Entry, **fields: object) -> Entry:
    return changed(entry, **fields)


def stale(entry: Entry, msgid: str) -> Entry:
    """As an extraction of an edited article leaves it."""
    return merge([entry], [Entry(msgid, msgctxt=entry.msgctxt, references=REF)])[0]


@dataclass(frozen=True)
class Case:
    """Entries of the three versions; then the entries wanted, or what has to hold of them."""

    base: tuple[Entry, ...]
    ours: tuple[Entry, ...]
    theirs: tuple[Entry, ...]
    wanted: tuple[Entry, ...] = ()
    holds: Callable[[Merged], bool] | None = None
    undecided: int = 0


def entry_of(merged: Merged, msgid: str) -> Entry:
    (found,) = (entry for entry in merged.catalog.entries if entry.msgid == msgid)
    return found


OPENS = "The pier opens."
M = made(OPENS, "Le quai ouvre.")
POST = edit(M, msgstr="Le quai s’ouvre.")
EDITED = approve(POST)
APPROVED = approve(M)
MOLE = edit(PIER, msgstr="Le môle ouvre.")
DIGUE = edit(PIER, msgstr="La digue ouvre.")
BOTH_SHOWN = edit(MOLE, fuzzy=True, comments=("ours: Le môle ouvre.", "theirs: La digue ouvre."))
BLANK = edit(PIER, msgstr="")
BOATS = Entry(
    "%d boat", msgid_plural="%d boats", plurals=("%d bateau", "%d bateaux"), flags=("c-format",), references=REF
)
FEW = edit(BOATS, plurals=("%d barque", "%d barques"))
MANY = edit(BOATS, plurals=("%d navire", "%d navires"))
GONE = edit(PIER, obsolete=True, references=(), extracted=())
NEW = stale(PIER, "The old pier opens.")
COMMA = stale(human("The pier opens on Monday.", "La jetée ouvre lundi."), "The pier opens, on Monday.")
MONDAY = human("The pier opens on Monday.", "La jetée ouvre lundi.")
LINE_1, LINE_2 = edit(PIER, references=("a.c:1",)), edit(PIER, references=("a.c:9",))

CASES = {
    "nothing": Case(BASE, BASE, BASE, BASE),
    "ours alone": Case(BASE, (MOLE, RAIN, SUN), BASE, (MOLE, RAIN, SUN)),
    "theirs alone": Case(BASE, BASE, (MOLE, RAIN, SUN), (MOLE, RAIN, SUN)),
    "two entries": Case(
        BASE, (MOLE, RAIN, SUN), (PIER, edit(RAIN, msgstr="Averse."), SUN), (MOLE, edit(RAIN, msgstr="Averse."), SUN)
    ),
    "neighbours": Case(
        BASE,
        (PIER, edit(RAIN, msgstr="O"), SUN),
        (PIER, RAIN, edit(SUN, msgstr="T")),
        (PIER, edit(RAIN, msgstr="O"), edit(SUN, msgstr="T")),
    ),
    "the same on both": Case(BASE, (MOLE, RAIN, SUN), (MOLE, RAIN, SUN), (MOLE, RAIN, SUN)),
    "two people": Case((PIER,), (MOLE,), (DIGUE,), (BOTH_SHOWN,), undecided=1),
    "two people fill a gap": Case((BLANK,), (MOLE,), (DIGUE,), (BOTH_SHOWN,), undecided=1),
    "two people fill an unknown entry": Case((), (MOLE,), (DIGUE,), (BOTH_SHOWN,), undecided=1),
    "two drafts": Case((BLANK,), (edit(MOLE, fuzzy=True),), (edit(DIGUE, fuzzy=True),), (BOTH_SHOWN,), undecided=1),
    "human beats machine": Case((BLANK,), (M,), (MOLE,), (MOLE,)),
    "human beats machine, ours": Case((BLANK,), (MOLE,), (M,), (MOLE,)),
    "human beats approved machine": Case((M,), (APPROVED,), (MOLE,), (MOLE,)),
    "human beats post-edited": Case((M,), (POST,), (MOLE,), (edit(MOLE, comments=("ours: Le quai s’ouvre.",)),)),
    "post-edited beats machine": Case((BLANK,), (made(OPENS, "Autre."),), (POST,), (POST,)),
    "approved edit beats machine": Case((M,), (made(OPENS, "Autre.", "other/2"),), (EDITED,), (EDITED,)),
    "two machines": Case((BLANK,), (M,), (made(OPENS, "Autre.", "other/2"),), (M,)),
    "approved on one side": Case((M,), (M,), (APPROVED,), (APPROVED,)),
    "approved against refreshed": Case((M,), (made(OPENS, "Autre.", "other/2"),), (APPROVED,), (APPROVED,)),
    "same text, line lost on the side that approved": Case((BLANK,), (M,), (edit(PIER, msgstr=M.msgstr),), (APPROVED,)),
    "fuzzy again against untouched": Case((PIER,), (edit(PIER, fuzzy=True),), (PIER,), (edit(PIER, fuzzy=True),)),
    "references on both": Case((PIER,), (LINE_1,), (LINE_2,), (LINE_1,)),
    "references and a translation": Case(
        (PIER,), (LINE_1,), (edit(LINE_2, msgstr="Le môle ouvre."),), (edit(LINE_1, msgstr="Le môle ouvre."),)
    ),
    "extracted and comments": Case(
        (edit(PIER, comments=("old",)),),
        (edit(PIER, extracted=("type: p",), comments=("old", "mine")),),
        (edit(PIER, comments=("yours",)),),
        (edit(PIER, extracted=("type: p",), comments=("mine", "yours")),),
    ),
    "flags": Case(
        (edit(PIER, flags=("c-format", "gone")),),
        (edit(PIER, flags=("c-format", "mine", "gone")),),
        (edit(PIER, flags=("no-c-format", "yours")),),
        holds=lambda merged: set(merged.catalog.entries[0].flags) == {"no-c-format", "mine", "yours"},
    ),
    "new on both at one place": Case(
        (PIER, SUN),
        (PIER, human("A", "a"), SUN),
        (PIER, human("B", "b"), SUN),
        (PIER, human("A", "a"), human("B", "b"), SUN),
    ),
    "new at the end, before the obsolete": Case(
        (PIER, edit(SUN, obsolete=True)),
        (MOLE, edit(SUN, obsolete=True, references=())),
        (PIER, human("B", "b")),
        (MOLE, human("B", "b")),
    ),
    "re-ordered by them": Case(BASE, (MOLE, RAIN, SUN), (SUN, RAIN, PIER), (SUN, RAIN, MOLE)),
    "re-ordered by us": Case(BASE, (SUN, RAIN, PIER), (MOLE, RAIN, SUN), (SUN, RAIN, MOLE)),
    "re-ordered by both": Case(
        BASE, (SUN, RAIN, PIER), (RAIN, MOLE, SUN, human("B", "b")), (SUN, RAIN, MOLE, human("B", "b"))
    ),
    "obsolete against edited": Case(
        (PIER, RAIN), (GONE, RAIN), (MOLE, RAIN), (edit(GONE, msgstr="Le môle ouvre."), RAIN)
    ),
    "edited against obsolete": Case(
        (PIER, RAIN), (MOLE, RAIN), (RAIN, GONE), (RAIN, edit(GONE, msgstr="Le môle ouvre."))
    ),
    "back from the obsolete": Case(
        (GONE, RAIN), (PIER, RAIN), (edit(GONE, msgstr="Le môle ouvre."), RAIN), (MOLE, RAIN)
    ),
    "deleted against untouched": Case((PIER, RAIN), (RAIN,), (PIER, edit(RAIN, msgstr="T")), (edit(RAIN, msgstr="T"),)),
    "deleted against edited": Case((PIER, RAIN), (RAIN,), (MOLE, RAIN), (edit(GONE, msgstr="Le môle ouvre."), RAIN)),
    "an obsolete one pruned": Case((GONE, RAIN), (edit(RAIN, msgstr="O"),), (GONE, RAIN), (edit(RAIN, msgstr="O"),)),
    "source edited against translation edited": Case(
        (PIER, RAIN), (NEW, RAIN), (MOLE, RAIN), (stale(MOLE, NEW.msgid), RAIN)
    ),
    "the same, the other way round": Case((PIER, RAIN), (MOLE, RAIN), (NEW, RAIN), (stale(MOLE, NEW.msgid), RAIN)),
    "comma in the source against translation edited": Case(
        (MONDAY, RAIN),
        (COMMA, RAIN),
        (edit(MONDAY, msgstr="Le môle ouvre lundi."), RAIN),
        (edit(COMMA, msgstr="Le môle ouvre lundi."), RAIN),
    ),
    "new source translated, old translation edited": Case(
        (PIER, RAIN),
        (human(NEW.msgid, "La vieille jetée ouvre."), RAIN),
        (MOLE, RAIN),
        holds=lambda merged: (
            entry_of(merged, NEW.msgid).msgstr == "La vieille jetée ouvre."
            and "theirs: Le môle ouvre." in entry_of(merged, NEW.msgid).comments
        ),
    ),
    "both edited the source": Case(
        (PIER, RAIN),
        (stale(PIER, "The old pier opens."), RAIN),
        (stale(PIER, "The pier opens late."), RAIN),
        holds=lambda merged: set(texts(merged.catalog)) == {"The old pier opens.", "The pier opens late.", "It rains."},
    ),
    "source edited on both, translation on one": Case(
        (MONDAY, RAIN),
        (COMMA, RAIN),
        (edit(COMMA, msgstr="Le môle ouvre lundi."), RAIN),
        (edit(COMMA, msgstr="Le môle ouvre lundi."), RAIN),
    ),
    "source edited on both, references, and translation": Case(
        (MONDAY, RAIN),
        (edit(COMMA, references=("a.c:1",)), RAIN),
        (edit(COMMA, references=("a.c:9",), msgstr="Le môle ouvre lundi."), RAIN),
        (edit(COMMA, references=("a.c:9",), msgstr="Le môle ouvre lundi."), RAIN),
    ),
    "line ends of the source edited against translation edited": Case(
        (MONDAY, RAIN),
        (human("\nThe pier opens on Monday.", "\nLa jetée ouvre lundi."), RAIN),
        (edit(MONDAY, msgstr="Le môle ouvre lundi."), RAIN),
        (human("\nThe pier opens on Monday.", "\nLe môle ouvre lundi."), RAIN),
    ),
    "stale on both, translated on one": Case(
        (PIER,), (NEW,), (human(NEW.msgid, "La vieille jetée ouvre."),), (human(NEW.msgid, "La vieille jetée ouvre."),)
    ),
    "plural, one side": Case((BOATS, PIER), (BOATS, MOLE), (FEW, PIER), (FEW, MOLE)),
    "plural, both sides": Case(
        (BOATS,),
        (FEW,),
        (MANY,),
        holds=lambda merged: (
            merged.catalog.entries[0].plurals == FEW.plurals
            and merged.catalog.entries[0].comments
            == ("ours: %d barque", "ours: %d barques", "theirs: %d navire", "theirs: %d navires")
        ),
        undecided=1,
    ),
    "a plural comes against a new translation": Case(
        (human("%d boat", "%d bateau"),),
        (edit(BOATS, flags=(), fuzzy=True, plurals=("%d bateau", "")),),
        (human("%d boat", "%d barque"),),
        holds=lambda merged: (
            merged.catalog.entries[0].msgid_plural == "%d boats" and "%d barque" in render(merged.catalog).decode()
        ),
    ),
    "contexts are apart": Case(
        (PIER, edit(PIER, msgctxt="heading")),
        (MOLE, edit(PIER, msgctxt="heading")),
        (PIER, edit(DIGUE, msgctxt="heading")),
        (MOLE, edit(DIGUE, msgctxt="heading")),
    ),
    "line breaks in both texts": Case(
        (human("a\nb\n", "c\n"),),
        (human("a\nb\n", "d\ne\n"),),
        (human("a\nb\n", "f\\g\n"),),
        (human("a\nb\n", "d\ne\n", fuzzy=True, comments=(r"ours: d\ne\n", r"theirs: f\\g\n")),),
        undecided=1,
    ),
    "a file that was never common": Case((), (PIER, RAIN), (PIER, SUN), (PIER, RAIN, SUN)),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_cases(case: Case) -> None:
    base, ours, theirs = (with_entries(*rows) for rows in (case.base, case.ours, case.theirs))
    merged = threeway(base, ours, theirs)
    result = judged(merged.catalog)
    if case.wanted:
        assert result.entries == case.wanted
    if case.holds:
        assert case.holds(merged), render(merged.catalog).decode()
    assert len(merged.undecided) == case.undecided
    assert all(entry.fuzzy for entry in result.entries if entry.key in merged.undecided)
    sources = {entry.msgid for rows in (case.ours, case.theirs) for entry in rows}
    assert {entry.msgid for entry in result.entries} <= sources, "a msgid of the base alone"


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 30


# ---------------------------------------------------------------- laws

_words = st.sampled_from(["", "un", "deux", "trois", "quatre"])
_rows = st.lists(
    st.builds(
        lambda msgid, msgstr, fuzzy, gone: Entry(
            msgid, msgstr, fuzzy=fuzzy and bool(msgstr), obsolete=gone, references=() if gone else REF
        ),
        st.sampled_from(["One pier.", "Two boats left.", "Three bells rang at dawn.", "Nobody came."]),
        _words,
        st.booleans(),
        st.booleans(),
    ),
    max_size=4,
    unique_by=lambda entry: entry.msgid,
)


@given(_rows, _rows)
def test_a_side_that_did_nothing_gives_way_to_the_other(base: list[Entry], side: list[Entry]) -> None:
    old, new = with_entries(*base), with_entries(*side)
    assert render(threeway(old, new, old).catalog) == render(new)
    assert render(threeway(old, old, new).catalog) == render(new)
    assert render(threeway(old, new, new).catalog) == render(new)


@given(_rows, _rows, _rows)
@settings(max_examples=200)
def test_no_new_text_is_lost_and_none_is_said_of_another_sentence(
    base: list[Entry], ours: list[Entry], theirs: list[Entry]
) -> None:
    merged = threeway(with_entries(*base), with_entries(*ours), with_entries(*theirs))
    result = parse(render(merged.catalog))
    assert result.entries == merged.catalog.entries
    keys = [entry.key for entry in result.entries]
    assert len(keys) == len(set(keys))
    old = {(entry.msgid, entry.msgstr) for entry in base}
    said = {(e.msgid, text) for e in result.entries for text in (e.msgstr, *(c.partition(": ")[2] for c in e.comments))}
    for entry in (*ours, *theirs):
        assert not entry.msgstr or (entry.msgid, entry.msgstr) in old | said
    allowed = {(entry.msgid, entry.msgstr) for entry in (*base, *ours, *theirs)}
    assert {(entry.msgid, entry.msgstr) for entry in result.entries} <= allowed
    published = {(e.msgid, e.msgstr) for e in (*base, *ours, *theirs) if status(e).published}
    assert {(e.msgid, e.msgstr) for e in result.entries if status(e).published} <= published


SENTENCES = [
    "The pier opens at %d.",
    "It rains on Monday.",
    "%s has %d boats\n",
    "The sun sets over the long quiet pier.",
    "\nHe left.",
    "Nobody came to the harbour, they said.",
]


def at_random(chance: random.Random) -> Entry:
    """An entry as msgfmt takes it: with placeholders, line ends, plural forms."""
    msgid = chance.choice(SENTENCES).replace("the ", chance.choice(["the ", "the ", "the old "]))
    text = chance.choice(["", msgid, msgid.replace("The", "Le"), msgid.replace("o", "ø")])
    plural = "%" in msgid and chance.random() < 0.3
    gone = chance.random() < 0.15
    return Entry(
        chance.choice([msgid, msgid, msgid.strip("\n")]) if not text else msgid,
        "" if plural else text,
        chance.choice([None, None, "heading"]),
        fuzzy=bool(text) and chance.random() < 0.3,
        obsolete=gone,
        flags=("c-format",) if "%" in msgid else (),
        references=() if gone else (f"a.c:{chance.randrange(1, 9)}",),
        msgid_plural=msgid.replace("boat", "ship") if plural else None,
        plurals=(text, text.replace("r", "r̈")) if plural else (),
    )


def edited_at_random(rows: Sequence[Entry], chance: random.Random) -> list[Entry]:
    out = []
    for row in rows:
        what = chance.random()
        if what < 0.2:
            out.append(replace(row, obsolete=not row.obsolete, references=()))
        elif what < 0.4 and not row.plurals:
            out.append(replace(row, msgstr=row.msgid.replace("a", "å")))
        elif what < 0.9:
            out.append(replace(row, fuzzy=row.fuzzy is (what < 0.8)))
    added = {entry.key: entry for entry in (at_random(chance) for _ in range(2))}
    return out + [entry for key, entry in added.items() if key not in {row.key for row in out}]


@pytest.mark.parametrize("seed", range(40))
def test_gettext_takes_whatever_comes_out(seed: int) -> None:
    chance = random.Random(seed)
    base = list({entry.key: entry for entry in (at_random(chance) for _ in range(7))}.values())
    ours, theirs = (with_entries(*edited_at_random(base, chance)) for _ in range(2))
    judged(threeway(with_entries(*base), ours, theirs).catalog)
    updated = update(ours, theirs, "en", "fr")
    judged(updated)
    assert render(update(parse(render(updated)), theirs, "en", "fr")) == render(updated)


# ---------------------------------------------------------------- the file around the entries


def msgcat(catalog: Catalog, *options: str) -> Catalog:
    if shutil.which("msgcat") is None:
        pytest.skip("msgcat is not installed")
    done = subprocess.run(["msgcat", *options, "-"], input=render(catalog), capture_output=True, check=True)
    return parse(done.stdout)


LONG = human("A long sentence, " * 12 + "ends.", "Une longue phrase, " * 12 + "finit.", references=("a.c:1", "b.c:2"))


def test_both_sides_wrapped_again() -> None:
    base = with_entries(*BASE, LONG)
    ours = msgcat(with_entries(MOLE, RAIN, SUN, LONG), "-w", "40")
    theirs = msgcat(with_entries(PIER, edit(RAIN, msgstr="Averse."), SUN, LONG), "-w", "110")
    merged = threeway(base, ours, theirs)
    assert judged(merged.catalog).entries == (MOLE, edit(RAIN, msgstr="Averse."), SUN, LONG)
    assert merged.undecided == ()
    kept = render(ours).split(b"\n\n")[-1]
    assert render(merged.catalog).endswith(kept), "what did not change keeps the wrapping of ours"


def test_sorted_by_one_and_edited_by_the_other() -> None:
    base = with_entries(*BASE, LONG)
    theirs = msgcat(base, "--sort-output")
    merged = threeway(base, with_entries(PIER, RAIN, edit(SUN, msgstr="Le soir."), LONG), theirs)
    assert [entry.msgid for entry in judged(merged.catalog).entries] == sorted(entry.msgid for entry in base.entries)
    assert texts(merged.catalog)["Sun sets."] == "Le soir."


def test_line_ends_stay_ours() -> None:
    theirs = parse(render(with_entries(PIER, DIGUE, human("B", "b"))).replace(b"\n", b"\r\n"))
    ours = with_entries(PIER, edit(RAIN, msgstr="O"))
    data = render(threeway(with_entries(PIER), ours, theirs).catalog)
    assert b"\r" not in data
    other = render(threeway(with_entries(PIER), theirs, ours).catalog)
    assert other.count(b"\n") == other.count(b"\r\n")


@pytest.mark.parametrize("later", ["ours", "theirs"])
def test_header_dates_never_conflict(later: str) -> None:
    early = {"PO_Revision_Date": "2026-02-01 10:00+0000", "Last_Translator": "Bob <bob@newsroom.internal>"}
    late = {"PO_Revision_Date": "2026-02-01 11:30+0200", "Last_Translator": "Carla <carla@newsroom.internal>"}
    late["PO_Revision_Date"] = "2026-02-01 13:00+0100"
    ours, theirs = (late, early) if later == "ours" else (early, late)
    merged = threeway(
        with_entries(PIER),
        with_entries(PIER, **ours, POT_Creation_Date="2026-03-01 10:00+0000"),
        with_entries(MOLE, **theirs, POT_Creation_Date="2026-01-09 10:00+0000"),
    )
    catalog = judged(merged.catalog)
    assert catalog.get("PO-Revision-Date") == late["PO_Revision_Date"]
    assert catalog.get("Last-Translator") == late["Last_Translator"]
    assert catalog.get("POT-Creation-Date") == "2026-03-01 10:00+0000"
    assert merged.undecided == ()


def test_header_fields_are_merged_one_by_one() -> None:
    base = replace(with_entries(PIER), header_comments=("French",)).with_field("X-Old", "1")
    ours = (
        replace(base, header_comments=("French", "ours")).with_field("Language-Team", "Desk").with_field("X-Ours", "1")
    )
    theirs = replace(base.with_field("X-Theirs", "1"), header_comments=("French", "theirs"))
    theirs = replace(theirs, header=tuple(pair for pair in theirs.header if pair[0] != "X-Old"), entries=(MOLE,))
    merged = threeway(base, ours, theirs).catalog
    assert (merged.get("Language-Team"), merged.get("X-Ours"), merged.get("X-Theirs")) == ("Desk", "1", "1")
    assert merged.get("X-Old") == ""
    assert merged.header_comments == ("French", "ours", "theirs")
    assert judged(merged).entries == (MOLE,)


def test_another_number_of_plural_forms() -> None:
    three = {"Plural_Forms": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"}
    theirs = with_entries(edit(BOATS, plurals=("a %d", "b %d", "c %d")), RAIN, **three)
    result = judged(threeway(with_entries(BOATS, RAIN), with_entries(FEW, RAIN), theirs).catalog)
    boats = result.entries[0]
    assert (len(boats.plurals), boats.fuzzy) == (3, True)


def test_what_stands_twice_in_a_file_stands_once_in_the_result() -> None:
    ours = with_entries(PIER, MOLE, RAIN)
    result = judged(threeway(with_entries(PIER, RAIN), ours, with_entries(PIER, edit(RAIN, msgstr="T"))).catalog)
    assert texts(result) == {OPENS: "La jetée ouvre.", "It rains.": "T"}
    assert result.entries[0].comments == ("also: Le môle ouvre.",)


def test_ten_thousand_entries_of_which_both_sides_changed_some() -> None:
    rows = [human(f"Sentence number {number} of the long article.", f"Phrase {number}.") for number in range(10_000)]
    ours = [edit(row, msgstr=f"{row.msgstr} O") if number % 50 == 0 else row for number, row in enumerate(rows)]
    theirs = [edit(row, msgstr=f"{row.msgstr} T") if number % 50 == 25 else row for number, row in enumerate(rows)]
    merged = threeway(with_entries(*rows), with_entries(*ours), with_entries(*theirs))
    changed_texts = [entry.msgstr for entry in merged.catalog.entries if entry.msgstr[-1] in "OT"]
    assert (len(merged.catalog.entries), len(changed_texts), merged.undecided) == (10_000, 400, ())


def test_statuses_of_what_was_chosen() -> None:
    merged = threeway(with_entries(BLANK), with_entries(MOLE), with_entries(DIGUE))
    assert status(merged.catalog.entries[0]) is Status.DRAFT
    assert (
        status(threeway(with_entries(M), with_entries(M), with_entries(APPROVED)).catalog.entries[0]) is Status.APPROVED
    )
