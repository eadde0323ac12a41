"""What a memory makes of what it finds: levels, penalties, adapted numbers and marks, answers to requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from l10n.memory import Informed, Match, Memory, Unit, neighbours, open_store
from l10n.memory.adapt import adapt
from l10n.memory.base import UNKNOWN, Level
from l10n.model import Pair, Refusal, Request, Status, Suggestion
from tests.memory.texts import EN_FR, ask, unit


@pytest.fixture
def memory() -> Iterator[Memory]:
    store = open_store(":memory:")
    yield Memory(store)
    store.close()


def best(memory: Memory, request: Request, *units: Unit, pair: Pair = EN_FR) -> Match:
    list(memory.store.learn(units, "en"))
    return memory.lookup([request], pair)[request.id][0]


STOP = "Stop the ferry."
AROUND = {"before": ("x", "Go on."), "after": ("Now.", "y")}


# ---------------------------------------------------------------- levels


def test_in_context_is_the_same_text_between_the_same_sentences(memory: Memory) -> None:
    known = unit(STOP, "Arrêtez le bac.", neighbours=neighbours("Go on.", "Now."))
    match = best(memory, ask(STOP, **AROUND), unit(STOP, "Stoppez le bac."), known)
    assert (match.level, match.score, match.target) == (Level.IN_CONTEXT, 101, "Arrêtez le bac.")
    alone = memory.lookup([ask(STOP)], EN_FR)[0][0]
    assert (alone.level, alone.score) == (Level.EXACT, 100)


def test_an_article_of_one_sentence_has_no_context(memory: Memory) -> None:
    assert best(memory, ask(STOP), unit(STOP, neighbours=neighbours("", ""))).level is Level.EXACT


@pytest.mark.parametrize(
    ("facts", "level", "score"),
    [
        ({}, Level.EXACT, 100),
        ({"status": Status.EDITED}, Level.EXACT, 100),
        ({"status": Status.APPROVED}, Level.EXACT, 99),
        ({"project": "other"}, Level.EXACT, 98),
        ({"locale": "fr-CA"}, Level.FUZZY, 95.9),
        ({"context": "heading"}, Level.FUZZY, 99.9),
        ({"context": UNKNOWN}, Level.EXACT, 100),
    ],
)
def test_what_is_not_quite_ours_scores_less(
    memory: Memory, facts: dict[str, object], level: Level, score: float
) -> None:
    match = best(memory, ask(STOP), unit(STOP, **facts))
    assert (match.level, match.similarity) == (level, 1)
    assert match.score == pytest.approx(score)


def test_a_meaning_that_an_author_set_is_its_own(memory: Memory) -> None:
    assert best(memory, ask("Open", context="of a shop"), unit("Open", context=UNKNOWN)).level is Level.FUZZY


def test_a_person_before_a_machine_and_the_newer_before_the_older(memory: Memory) -> None:
    some = [
        unit(STOP, "A", status=Status.APPROVED, date=9),
        unit(STOP, "B", date=1),
        unit(STOP, "C", date=5),
    ]
    list(memory.store.learn(some, "en"))
    assert [match.target for match in memory.lookup([ask(STOP)], EN_FR, limit=3)[0]] == ["C", "B", "A"]


def test_other_case_is_offered_in_the_case_asked_for_below_its_similarity(memory: Memory) -> None:
    match = best(memory, ask("STOP THE FERRY."), unit(STOP, "Arrêtez le <a1>bac</a1>."))
    assert (match.level, match.target) == (Level.CASED, "ARRÊTEZ LE BAC.")
    assert match.score <= 100 * match.similarity


# ---------------------------------------------------------------- adapted


@pytest.mark.parametrize(
    ("source", "target", "wanted", "adapted"),
    [
        ("Up 12 % now", "En hausse de 12 %", "Up 14 % now", "En hausse de 14 %"),
        ("It cost 1,500 euros", "Cela coûte 1 500 euros", "It cost 2,750 euros", "Cela coûte 2 750 euros"),
        ("Grew by 3.5 points", "Wuchs um 3,5 Punkte", "Grew by 4.25 points", "Wuchs um 4,25 Punkte"),
        ("From 3 to 5 ships", "De 3 à 5 navires", "From 4 to 6 ships", "De 4 à 6 navires"),
        ("From 3 to 5 ships", "De 3 à 5 navires", "From 5 to 3 ships", "De 5 à 3 navires"),
        ("In 2019 it grew", "نما في ٢٠١٩", "In 2024 it grew", "نما في ٢٠٢٤"),
        # in doubt it stays
        ("It has 2 piers", "Il a deux quais", "It has 4 piers", "Il a deux quais"),
        ("2 and 2", "2 et 2", "2 and 3", "2 et 2"),
        ("At 5 or 6", "À 5 h ou 5 h 30", "At 7 or 6", "À 5 h ou 5 h 30"),
        ("Some 900 came", "Quelque 900 sont venus", "Some 1,200 came", "Quelque 900 sont venus"),
        ("One 7", "Un 7", "One 7 and 8", "Un 7"),
        # marks
        ("See <a1>it</a1> 3", "Voir <a1>cela</a1> 3", "See <em1>it</em1> 4", "Voir <em1>cela</em1> 4"),
        ("<a1>It</a1> <em2>is</em2>", "<em2>est</em2> <a1>il</a1>", "<a1>It</a1> is", "est <a1>il</a1>"),
        ("Press <code1/>", "Appuyez sur <code1/>", "Press it", "Appuyez sur "),
        (r"Type \<a1> 3", r"Tapez \<a1> 3", r"Type \<a1> 4", r"Tapez \<a1> 4"),
        ("the pier", "le quai", "The pier", "Le quai"),
    ],
)
def test_numbers_and_marks_are_put_in_their_place(source: str, target: str, wanted: str, adapted: str) -> None:
    assert adapt(source, target, wanted) == adapted


def test_a_changed_number_is_fuzzy_and_says_so(memory: Memory) -> None:
    match = best(
        memory, ask("Prices rose by 14 % in May."), unit("Prices rose by 12 % in May.", "Hausse de 12 % en mai.")
    )
    assert (match.target, match.level, match.adapted) == ("Hausse de 14 % en mai.", Level.FUZZY, True)
    assert match.score < 100


# ---------------------------------------------------------------- as a suggester


def test_it_answers_each_request_once(memory: Memory) -> None:
    list(memory.store.learn([unit(STOP, "Arrêtez.", article="b.md")], "en"))
    answers = list(memory.suggest([ask(STOP, 4), ask("Stop the ferries.", 7)], EN_FR))
    assert answers == [
        Suggestion(4, "Arrêtez.", "tm", "b.md"),
        Refusal(7, "not translated elsewhere", "memory"),
    ]


@pytest.mark.parametrize(
    ("approve", "notes"),
    [("never", [(), ()]), ("in-context", [("in-context",), ()]), ("exact", [("in-context",), ("exact",)])],
)
def test_what_may_be_filled_as_approved_is_a_choice(approve: str, notes: list[tuple[str, ...]]) -> None:
    memory = Memory(open_store(":memory:"), approve=approve)
    list(memory.store.learn([unit(STOP, neighbours=neighbours("Go on.", "Now."))], "en"))
    answers = memory.suggest([ask(STOP, 1, **AROUND), ask(STOP, 2), ask("STOP THE FERRY.", 3)], EN_FR)
    assert [answer.notes for answer in answers if isinstance(answer, Suggestion)] == [*notes, ()]


def test_engines_that_learn_from_examples_get_the_best(memory: Memory) -> None:
    list(memory.store.learn([unit("Stop the ferry now."), unit("Stop the boat."), unit("Nothing like it")], "en"))
    (informed,) = memory.informed([ask(STOP)], EN_FR, examples=2)
    assert informed.examples[0] == ("Stop the ferry now.", "STOP THE FERRY NOW.")
    assert len(informed.examples) == 2 - ("Stop the boat." not in dict(informed.examples))


def test_an_informed_engine_is_shown_what_is_alike(memory: Memory) -> None:
    class Engine:
        def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
            yield from (Suggestion(r.id, str(r.examples), "mt", "e/1") for r in requests)

    list(memory.store.learn([unit("Stop the ferry now.")], "en"))
    (answer,) = Informed(Engine(), memory).suggest([ask(STOP)], EN_FR)
    assert isinstance(answer, Suggestion)
    assert answer.text == str((("Stop the ferry now.", "STOP THE FERRY NOW."),))
