"""Specs of the configuration, what `auto` takes, and errors that say what to do."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence

import pytest

from l10n.engines import ENGINES, apertium, auto, availability, neural, open_engine, specs
from l10n.engines.base import Availability, Engine
from l10n.engines.chain import Chain
from l10n.engines.pairs import ROUTES, language
from l10n.errors import EngineError, UsageError
from l10n.model import Pair, Refusal, Request, Suggestion

EN_FR = Pair("en", "fr")


def legs(spec: str, pair: Pair) -> list[tuple[str, str, str, str]]:
    return [(leg.engine, leg.mode, leg.pair.source, leg.pair.target) for leg in specs.parse(spec, pair)]


def test_a_chain_gives_each_leg_its_pair() -> None:
    assert legs("neural:en-pt > apertium:por-cat > apertium:cat-fra", Pair("en", "fr-CA")) == [
        ("neural", "en-pt", "en", "pt"),
        ("apertium", "por-cat", "pt", "ca"),
        ("apertium", "cat-fra", "ca", "fr-CA"),
    ]
    assert legs("neural:en-pt>google", Pair("en-GB", "gl")) == [
        ("neural", "en-pt", "en-GB", "pt"),
        ("deep", "google", "pt", "gl"),
    ]
    assert legs("google > apertium:spa-cat", Pair("de", "ca")) == [
        ("deep", "google", "de", "es"),
        ("apertium", "spa-cat", "es", "ca"),
    ]


@pytest.mark.parametrize(
    ("spec", "pair", "expected"),
    [
        ("pseudo", EN_FR, ("pseudo", "", "en", "fr")),
        ("google", EN_FR, ("deep", "google", "en", "fr")),
        ("deep:mymemory", EN_FR, ("deep", "mymemory", "en", "fr")),
        ("neural", Pair("en", "pt-PT"), ("neural", "en-pt", "en", "pt-PT")),
        ("neural:en-pt", Pair("en-US", "pt-BR"), ("neural", "en-pt", "en-US", "pt-BR")),
        ("apertium:eng-spa", Pair("en", "es-MX"), ("apertium", "eng-spa", "en", "es-MX")),
        ("apertium:eng-cat_valencia", Pair("en", "ca-valencia"), ("apertium", "eng-cat_valencia", "en", "ca-valencia")),
    ],
)
def test_single_engines(spec: str, pair: Pair, expected: tuple[str, str, str, str]) -> None:
    assert legs(spec, pair) == [expected]


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ("nueral:en-pt", "did you mean 'neural'"),
        ("gogle", "did you mean 'google'"),
        ("apertium:eng-sap", "did you mean 'eng-spa'"),
        ("deep:googel", "did you mean 'google'"),
        ("", "no engine named"),
        ("neural:en-pt >", "no engine named"),
        ("neural:en-pt", "not en to fr"),
        ("apertium:eng-cat", "not en to fr"),
        ("neural:en-pt > apertium:eng-cat", "not pt to fr"),
        ("neural:xx", "no mode 'xx'"),
        ("pseudo:loud", "no mode 'loud'"),
    ],
)
def test_what_is_wrong_with_a_spec(spec: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        specs.parse(spec, EN_FR)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """A machine with only these modes installed."""
    has: dict[str, set[str]] = {"neural": set(), "apertium": set()}

    def neural_has(mode: str, _pair: Pair) -> Availability:
        ok = mode in has["neural"]
        return Availability(ok, "" if ok else f"no neural model {mode}", "" if ok else "pip install 'l10n[neural]'")

    def apertium_has(mode: str, _pair: Pair) -> Availability:
        ok = mode in has["apertium"]
        return Availability(
            ok, "" if ok else f"mode {mode} is missing", f"apt install apertium-{apertium.package_of(mode)}"
        )

    monkeypatch.setattr(neural, "availability", neural_has)
    monkeypatch.setattr(neural, "installed", lambda: tuple(sorted(has["neural"])))
    monkeypatch.setattr(apertium, "availability", apertium_has)
    monkeypatch.setattr(apertium, "installed", lambda: tuple(sorted(has["apertium"])))
    return has


def test_auto_takes_the_best_there_is(machine: dict[str, set[str]]) -> None:
    es = Pair("en", "es")
    none = auto(es)
    assert not none.spec
    assert "en to es" in none.why
    assert none.fix.startswith("pip install")
    machine["apertium"] |= {"eng-spa", "pt-es", "por-cat", "cat-fra", "eng-cat"}
    draft = auto(es)
    assert draft.spec == "apertium:eng-spa"
    assert "draft" in draft.note
    assert "pip install" in draft.why
    machine["neural"].add("en-pt")
    assert auto(es).spec == "neural:en-pt > apertium:pt-es"
    assert auto(Pair("en", "es-MX")).spec == "neural:en-pt > apertium:pt-es"
    assert auto(Pair("en", "fr-CA")).spec == "neural:en-pt > apertium:por-cat > apertium:cat-fra"
    assert auto(Pair("en", "ca")).spec == "neural:en-pt > apertium:por-cat"
    for tag in ("pt", "pt-BR", "pt-PT"):
        assert auto(Pair("en", tag)).spec == "neural:en-pt"
    machine["neural"].add("en-es")
    assert auto(es).spec == "neural:en-es"


def test_auto_without_the_last_leg_falls_back(machine: dict[str, set[str]]) -> None:
    machine["neural"].add("en-pt")
    machine["apertium"] |= {"pt-es", "en-gl"}
    choice = auto(Pair("en", "gl"))
    assert choice.spec == "apertium:en-gl"
    assert "es-gl" in choice.why
    italian = auto(Pair("en", "it"))
    assert not italian.spec
    assert italian.fix == "apt install apertium-spa-ita"


def test_auto_takes_a_direct_pair_that_no_table_names(machine: dict[str, set[str]]) -> None:
    machine["apertium"] |= {"swe-dan", "eng-cat", "eng-cat_valencia", "hbs_HR-eng", "eng-hbs_HR"}
    assert auto(Pair("sv", "da")).spec == "apertium:swe-dan"
    assert auto(Pair("en", "hr")).spec == ""
    assert not auto(Pair("en", "ja")).spec
    assert apertium.modes(Pair("en", "ca-valencia"))[0] == "eng-cat_valencia"
    assert apertium.modes(Pair("en", "ca"))[0] == "eng-cat"


def test_nothing_for_a_pair_is_an_error_that_helps(machine: dict[str, set[str]]) -> None:
    with pytest.raises(EngineError, match="en to ja") as caught:
        open_engine("auto", Pair("en", "ja"))
    assert "google" in str(caught.value)
    machine["neural"].add("en-pt")
    with pytest.raises(EngineError, match="pt-es") as missing:
        open_engine("neural:en-pt > apertium:pt-es", Pair("en", "es"))
    assert missing.value.hint == "to repair: apt install apertium-es-pt"
    assert str(pickle.loads(pickle.dumps(missing.value))) == str(missing.value)
    assert missing.value.exit_code == 8


def test_every_route_of_the_table_joins_up() -> None:
    for (source, target), routes in ROUTES.items():
        for route in routes:
            parsed = specs.parse(route.spec, Pair(source, target))
            assert language(parsed[-1].pair.target) == language(target)


def test_every_module_fits_the_protocol() -> None:
    for name, module in zip(ENGINES, ENGINES.all(), strict=True):
        assert isinstance(module.known(), tuple), name
        assert isinstance(module.modes(EN_FR), tuple)


def test_pseudo_serves_any_pair() -> None:
    pair = Pair("en", "ar")
    assert availability("pseudo", pair).ok
    (answer,) = open_engine("pseudo", pair).suggest([Request(7, "Hi")], pair)
    assert isinstance(answer, Suggestion)
    assert answer.id == 7


class Fake:
    """An engine that adds its name; refuses texts with "no" in them."""

    version = "1"

    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = False
        self.asked: list[Request] = []

    def suggest(self, requests: Sequence[Request], pair: Pair) -> Iterator[Suggestion | Refusal]:
        for request in reversed(requests):
            self.asked.append(request)
            if f"no {self.name}" in request.text:
                yield Refusal(request.id, "no", self.name)
            else:
                yield Suggestion(
                    request.id, f"{request.text}>{self.name}", "mt", f"{self.name}/1", (f"by-{self.name}",)
                )

    def close(self) -> None:
        self.closed = True


def test_a_chain_answers_each_request_once() -> None:
    one, two = Fake("one"), Fake("two")
    legs: list[tuple[Engine, Pair]] = [(one, Pair("en", "pt")), (two, Pair("pt", "es"))]
    chain = Chain(legs)
    requests = [Request(i, "a" if i % 3 else f"no {'one' if i % 2 else 'two'}", title="T") for i in range(100)]
    answers = {answer.id: answer for answer in chain.suggest(requests, Pair("en", "es"))}
    assert len(answers) == 100
    assert answers[1] == Suggestion(1, "a>one>two", "mt", f"one+two/{chain.version}", ("by-one", "by-two"))
    assert answers[3] == Refusal(3, "no", "one")
    assert answers[6] == Refusal(6, "no", "two")
    assert all(request.title == "" for request in two.asked)
    with pytest.raises(EngineError):
        list(chain.suggest(requests, Pair("en", "fr")))
    chain.close()
    assert one.closed
    assert two.closed
