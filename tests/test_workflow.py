"""The jobs from bytes to bytes: what a machine may write, what is published, and what a newsroom's article becomes."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import catalog, inline, pretranslate, workflow
from l10n.catalog import Catalog
from l10n.errors import EngineError, InputError
from l10n.memory import Memory, Unit, open_store
from l10n.model import Entry, Origin, Pair, Refusal, Request, Settings, Status, Suggestion
from l10n.pretranslate import Opener
from l10n.silence import Silence
from tests.strategies import entries, sentences

NOW = datetime(2026, 5, 1, tzinfo=UTC)
PAIR = Pair("en", "fr")
SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "articles" / "france-mali.txt"


def article(text: str, name: str = "a.txt", **settings: object) -> workflow.Article:
    kind = "markdown" if name.endswith(".md") else "text"
    return workflow.Article(name, text.encode(), kind, replace(Settings(chrome=("Comments",)), **settings))


class Upper:
    """An engine that shouts; `refuse` are texts it will not do."""

    def __init__(self, refuse: tuple[str, ...] = ()) -> None:
        self.refuse = refuse
        self.asked: list[str] = []

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        for request in requests:
            self.asked.append(request.text)
            if request.text in self.refuse:
                yield Refusal(request.id, "no", "upper")
                continue
            items = [item.upper() + " é" if isinstance(item, str) else item for item in inline.split(request.text)]
            yield Suggestion(request.id, inline.unsplit(items), "mt", "upper/1")


def run(data: bytes, *suggesters: object, refresh: bool = False) -> tuple[bytes, list[pretranslate.Step]]:
    openers = [Opener(f"s{i}", lambda s=s: s) for i, s in enumerate(suggesters)]  # type: ignore[misc]
    steps = list(workflow.translate(data, openers, PAIR, refresh=refresh))
    for step in steps:
        data = workflow.fill(data, step.answers, refresh=refresh)
    return data, steps


# ---------------------------------------------------------------- promise 1 and 4: people's words, machines' words


def made_by_machine(entry: Entry, text: str) -> Entry:
    src, out = catalog.hash8(entry.msgctxt, entry.msgid), catalog.hash8(entry.msgctxt, text)
    return catalog.with_origin(replace(entry, msgstr=text, fuzzy=True), Origin("mt", "x/1", src, out))


@given(st.lists(entries(msgids=sentences()), max_size=8, unique_by=lambda e: (e.msgctxt, e.msgid)), st.booleans())
def test_a_machine_writes_only_where_nobody_has_written(found: list[Entry], refresh: bool) -> None:
    before = catalog.parse(catalog.render(Catalog((("Content-Type", "text/plain; charset=UTF-8"),), (), tuple(found))))
    data, _ = run(catalog.render(before), Upper(), refresh=refresh)
    after = catalog.parse(data).entries
    assert len(after) == len(before.entries)
    for old, new in zip(before.entries, after, strict=True):
        if old.msgstr.strip() or old.plurals or old.obsolete:
            assert new == old
        elif new != old:
            assert catalog.status(new) is Status.MACHINE
            assert (new.msgid, new.msgctxt, new.extracted, new.flags) == (
                old.msgid,
                old.msgctxt,
                old.extracted,
                old.flags,
            )
            assert set(old.comments) <= set(new.comments) | {c for c in old.comments if c.startswith("l10n:")}


def test_machine_text_is_redone_when_its_source_changed_or_on_demand() -> None:
    machine = made_by_machine(Entry("One."), "Un.")
    stale = replace(machine, msgid="One more.", previous_msgid="One.")
    edited = replace(machine, msgstr="Une.")
    assert [pretranslate.wanted(entry) for entry in (Entry("One."), machine, stale, edited)] == [
        True,
        False,
        True,
        False,
    ]
    wanted = [pretranslate.wanted(entry, refresh=True) for entry in (machine, edited, replace(machine, fuzzy=False))]
    assert wanted == [True, False, False]


def test_an_edit_made_meanwhile_stays() -> None:
    data = workflow.extract(article("Head of it\nOne sentence here. Two sentences here."), "fr", None, NOW).data
    step = next(workflow.translate(data, [Opener("u", Upper)], PAIR))
    found = catalog.parse(data)
    mine = catalog.changed(found.entries[0], msgstr="À moi")
    edited = catalog.render(replace(found, entries=(mine, *found.entries[1:])))
    done = catalog.parse(workflow.fill(edited, step.answers)).entries
    assert done[0] == mine
    assert [catalog.status(entry) for entry in done[1:]] == [Status.MACHINE, Status.MACHINE]


# ---------------------------------------------------------------- suggesters in order


def test_the_next_is_asked_only_for_what_is_left() -> None:
    data = workflow.extract(article("Head of it\nOne sentence here. Two sentences here."), "fr", None, NOW).data
    memory = Memory(open_store(":memory:"))
    list(memory.store.learn([Unit("One sentence here.", "Une phrase ici.", "fr", article="b.txt")], "en"))
    engine = Upper(refuse=("Two sentences here.",))
    done, steps = run(data, memory, engine)
    found = {entry.msgid: entry for entry in catalog.parse(done).entries}
    assert found["One sentence here."].msgstr == "Une phrase ici."
    assert catalog.origins(found["One sentence here."])[0].kind == "tm"
    assert engine.asked == ["Head of it", "Two sentences here."]
    assert steps[0].refused == {(None, "Two sentences here."): "no"}
    assert found["Two sentences here."].msgstr == ""


def test_what_the_guard_refuses_stays_empty_with_the_reason() -> None:
    class Broken(Upper):
        def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
            yield from (Suggestion(r.id, "<script>alert(1)</script>", "mt", "b/1") for r in requests)

    data = workflow.extract(article("Head of it\nOne sentence here."), "fr", None, NOW).data
    done, steps = run(data, Broken())
    assert done == data
    assert len(steps[0].refused) == 2


def test_an_engine_that_breaks_is_not_asked_again_and_the_next_takes_over() -> None:
    calls = []

    def broken() -> Upper:
        calls.append(1)
        raise EngineError("is not installed", hint="apt install it")

    text = "Head\n" + "\n".join(f"This is sentence number {i} of it." for i in range(pretranslate.BATCH * 2))
    data = workflow.extract(article(text), "fr", None, NOW).data
    steps = list(workflow.translate(data, [Opener("broken", broken), Opener("upper", Upper)], PAIR))
    assert len(steps) == 3
    assert len(calls) == 1
    assert "apt install it" in steps[-1].broken["broken"]
    assert sum(len(step.answers) for step in steps) == steps[-1].total


def test_requests_carry_their_context() -> None:
    found = workflow.extract(article("# T\n\nOne. Two.\n\n## S\n\nThree.", "a.md"), "fr", None, NOW).data
    asked = pretranslate.requests(catalog.parse(found).entries, [2, 4])
    assert [(r.text, r.title, r.section, r.before, r.after) for r in asked] == [
        ("Two.", "T", "T", ("T", "One."), ("S", "Three.")),
        ("Three.", "T", "S", ("Two.", "S"), ()),
    ]


# ---------------------------------------------------------------- extract


def test_extract_twice_changes_no_byte_and_an_edit_only_its_entry() -> None:
    first = workflow.extract(article("Head of it\nOne sentence here. Another sentence there."), "fr", None, NOW).data
    later = datetime(2027, 1, 1, tzinfo=UTC)
    again = workflow.extract(article("Head of it\nOne sentence here. Another sentence there."), "fr", first, later)
    assert again.data == first
    edited = workflow.extract(
        article("Head of it\nOne sentence here. Another long sentence there."), "fr", first, later
    )
    gone = set(first.decode().splitlines()) - set(edited.data.decode().splitlines())
    assert gone == {'msgid "Another sentence there."', '"POT-Creation-Date: 2026-05-01 00:00+0000\\n"'}


def test_a_template_keeps_its_date_until_something_else_changes() -> None:
    first = workflow.template(article("Head of it\nOne."), None, NOW)
    assert workflow.template(article("Head of it\nOne."), first, datetime(2027, 1, 1, tzinfo=UTC)) == first
    assert b"2027-01-01" in workflow.template(article("Head of it\nTwo."), first, datetime(2027, 1, 1, tzinfo=UTC))
    assert workflow.template(article("Head of it\nOne."), b"\xff broken", NOW) == first


def test_equal_units_are_one_entry_with_the_hints_of_all_places() -> None:
    found = article("# [Go](a.md) now\n\n- x [here](b.md)\n- x [here](c.md)\n", "a.md").entries
    assert [entry.msgid for entry in found] == ["<a1>Go</a1> now", "x <a1>here</a1>"]
    assert found[1].extracted == ("type: item", "<a1>: b.md", "<a1>: c.md")


def test_an_author_can_set_the_context() -> None:
    found = article("Head of it\nMarch.", contexts=(("March.", "the month"),)).entries
    assert found[1].msgctxt == "the month"


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [(b"ab\ncaf\xe9", "utf-8", "2: is not UTF-8: byte 0xe9"), (b"\xfe\xff\0a", "utf-16", "would not be written back")],
)
def test_another_encoding_is_named_with_its_line(data: bytes, encoding: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        _ = workflow.Article("a.txt", data, "text", Settings(encoding=encoding), "src/a.txt").text


def test_a_declared_encoding_is_kept_and_left_only_for_letters_it_lacks() -> None:
    source = workflow.Article("a.txt", "Head of it\nA café.".encode("cp1252"), "text", Settings(encoding="cp1252"))
    for word, encoding in (("É", "cp1252"), ("Ω", "utf-8")):
        found = catalog.parse(workflow.extract(source, "fr", None, NOW).data)
        done = replace(found, entries=tuple(catalog.changed(e, msgstr=word) for e in found.entries))
        page = workflow.compile_page(source, catalog.render(done), PAIR)
        assert page.data == f"{word}\n{word}".encode(encoding)


# ---------------------------------------------------------------- compile


def translated(source: workflow.Article, texts: dict[str, tuple[str, bool]]) -> bytes:
    found = catalog.parse(workflow.extract(source, "fr", None, NOW).data)
    done = []
    for entry in found.entries:
        text, approved = texts.get(entry.msgid, ("", True))
        done.append(catalog.changed(entry, msgstr=text, fuzzy=bool(text) and not approved))
    return catalog.render(replace(found, entries=tuple(done)))


STORY = article("Head of it\nOne sentence here. Two sentences here.", threshold=50)


def test_only_approved_text_is_published_and_the_rest_is_the_source() -> None:
    data = translated(
        STORY,
        {"Head of it": ("Titre", True), "One sentence here.": ("Une.", True), "Two sentences here.": ("x", False)},
    )
    page = workflow.compile_page(STORY, data, PAIR)
    assert page.data == b"Titre\nUne. Two sentences here."
    assert (page.words, page.approved, page.share) == (9, 6, 66)


def test_below_the_threshold_a_page_is_withheld() -> None:
    data = translated(STORY, {"Head of it": ("Titre", True)})
    assert workflow.compile_page(STORY, data, PAIR).data is None
    assert workflow.compile_page(STORY, data, PAIR, always=True).data is not None


def test_a_draft_has_everything_but_stale_text_and_says_so() -> None:
    data = translated(STORY, {"Head of it": ("Titre", True), "Two sentences here.": ("Deux.", False)})
    page = workflow.compile_page(STORY, data, PAIR, draft=True)
    assert page.data == "Brouillon – traduction non relue\n\nTitre\nOne sentence here. Deux.".encode()
    changed = article("Head of it\nOne sentence here. Three sentences here.", threshold=50)
    merged = workflow.extract(changed, "fr", data, NOW).data
    assert b"Three sentences here." in (workflow.compile_page(changed, merged, PAIR, draft=True).data or b"")


def test_a_finished_draft_has_no_label() -> None:
    texts = {"Head of it": ("T", True), "One sentence here.": ("U", True), "Two sentences here.": ("D", True)}
    assert workflow.compile_page(STORY, translated(STORY, texts), PAIR, draft=True).data == b"T\nU D"


def test_what_would_break_the_structure_falls_back_is_named_and_does_not_count() -> None:
    source = article("# Head\n\nSee [it](a.md) now.\n", "a.md")
    data = translated(source, {"Head": ("Titre", True), "See <a1>it</a1> now.": ("Voyez.", True)})
    page = workflow.compile_page(source, data, PAIR)
    assert page.data is None
    assert [(p.check, p.msgid, p.line > 0) for p in page.problems] == [("structure", "See <a1>it</a1> now.", True)]
    assert (
        workflow.compile_page(source, data, PAIR, always=True).data or b""
    ).decode() == "# Titre\n\nSee [it](a.md) now.\n"


@pytest.mark.parametrize(
    ("target", "source", "texts", "page"),
    [
        ("ja", "One here. Two there.", {"One here.": "一。", "Two there.": "二。"}, "一。二。"),
        ("ja", "One here. Two there.", {"One here.": "一。"}, "一。 Two there."),
        ("fr", "One here. Two there.", {"One here.": "Un.", "Two there.": "Deux."}, "Un. Deux."),
    ],
)
def test_sentences_are_joined_as_the_target_writes(target: str, source: str, texts: dict[str, str], page: str) -> None:
    story = article(f"Head of it\n{source}")
    data = translated(story, {key: (value, True) for key, value in texts.items()})
    done = workflow.compile_page(story, data, Pair("en", target), always=True).data or b""
    assert done.decode() == f"Head of it\n{page}"


def test_from_chinese_a_blank_is_put_between_sentences() -> None:
    story = article("标题标题\n第一句话。第二句话。", source="zh")
    data = translated(story, {"第一句话。": ("One.", True), "第二句话。": ("Two.", True)})
    done = workflow.compile_page(story, data, Pair("zh", "en"), always=True).data or b""
    assert done.decode() == "标题标题\nOne. Two."


def test_joined_sentences_stand_in_the_first() -> None:
    texts = {"One sentence here.": ("Une et deux.", True), "Two sentences here.": ("<joined/>", True)}
    assert (workflow.compile_page(STORY, translated(STORY, texts), PAIR, always=True).data or b"").endswith(
        b"\nUne et deux."
    )
    alone = translated(STORY, {"Two sentences here.": ("<joined/>", True)})
    page = workflow.compile_page(STORY, alone, PAIR, always=True)
    assert page.data == STORY.data
    assert [problem.check for problem in page.problems] == ["structure"]


def test_source_left_in_a_page_of_the_other_direction_is_isolated() -> None:
    data = translated(STORY, {"One sentence here.": ("جملة.", True)})
    page = (workflow.compile_page(STORY, data, Pair("en", "ar"), always=True).data or b"").decode()
    assert page == "\u2068Head of it\u2069\nجملة. \u2068Two sentences here.\u2069"
    source = article("# Head\n\nOne here. Two there.\n", "a.md")
    marked = workflow.compile_page(
        source, translated(source, {"One here.": ("ج.", True)}), Pair("en", "ar"), always=True
    )
    assert (marked.data or b"").decode() == (
        '# <span lang="en" dir="ltr">Head</span>\n\nج. <span lang="en" dir="ltr">Two there.</span>\n'
    )


def test_what_a_project_ignores_is_not_reported_but_structure_is() -> None:
    source = article("# Head\n\nSee [it](a.md) in 12 days.\n", "a.md")
    data = translated(source, {"See <a1>it</a1> in 12 days.": ("Voyez dans 13 jours.", True)})
    found = {problem.check for problem in workflow.check(data, PAIR, "f.po", source)}
    assert {"marks", "numbers"} <= found
    silence = Silence((check, (("", "a test"),)) for check in ("numbers", "structure"))
    ignored = {p.check for p in workflow.check(data, PAIR, "f.po", source, silence)}
    assert ignored == found - {"numbers"}


# ---------------------------------------------------------------- values that cross processes


def test_jobs_and_errors_pickle() -> None:
    story = pickle.loads(pickle.dumps(STORY))
    assert story.entries == STORY.entries
    assert pickle.loads(pickle.dumps(STORY.parsed.units)) == STORY.parsed.units
    error = pickle.loads(pickle.dumps(InputError("bad", file="a", line=3, hint="do")))
    assert (str(error), error.line, error.exit_code) == ("a:3: bad\ndo", 3, 1)


# ---------------------------------------------------------------- a real article


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")
def test_the_news_item_is_cut_into_its_sentences() -> None:
    source = workflow.Article("france-mali.txt", SHARED.read_bytes(), "text", Settings(chrome=("Comments",)))
    texts = [entry.msgid for entry in source.entries]
    assert len(texts) == 17
    assert [entry.msgid for entry in source.entries if entry.msgctxt == "heading"] == [
        texts[0],
        "SUMMARY",
        "Retaliatory measures",
    ]
    assert "Comments" not in texts
    quoting = [text for text in texts if "baseless" in text]
    assert [(text[:11], text[-9:]) for text in quoting] == [("Paris calls", "immunity.")]
    for locale in ("fr", "es", "pt-BR"):
        data = workflow.extract(source, locale, None, NOW).data
        assert workflow.compile_page(source, data, Pair("en", locale), always=True).data == source.data
