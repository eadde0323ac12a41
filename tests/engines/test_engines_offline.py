"""The real offline engines: neural models, Apertium's pipes, and chains of them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n import inline
from l10n.engines import apertium, auto, availability, neural, open_engine
from l10n.engines.base import Engine, Failure
from l10n.engines.cutting import like_case
from l10n.engines.marks import fault, parse
from l10n.errors import EngineError
from l10n.model import Pair, Refusal, Request, Suggestion

ARTICLE = Path(__file__).parents[2].parent / "shared" / "data" / "articles" / "france-mali.txt"


def needs(spec: str, pair: Pair) -> pytest.MarkDecorator:
    found = availability(spec, pair)
    return pytest.mark.skipif(not found.ok, reason=f"{found.reason} ({found.fix})")


PT, ES, FR, GL = (Pair("en", target) for target in ("pt-BR", "es", "fr", "gl"))
NEURAL = needs("neural:en-pt", PT)
SPA = needs("apertium:eng-spa", ES)
HYBRID = needs("neural:en-pt > apertium:pt-es", ES)


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[str, Engine]]:
    """Engines by spec, opened when first asked for."""

    class Opened(dict[str, Engine]):
        def __missing__(self, spec: str) -> Engine:
            target = {"en-pt": "pt-BR", "eng-spa": "es", "pt-es": "es", "por-cat": "ca", "cat-fra": "fr", "en-gl": "gl"}
            self[spec] = open_engine(spec, Pair("en", target[spec.rpartition(":")[2]]))
            return self[spec]

    opened = Opened()
    yield opened
    for engine in opened.values():
        engine.close()


def say(engine: Engine, text: str, target: str) -> str:
    (answer,) = engine.suggest([Request(0, text)], Pair("en", target))
    assert isinstance(answer, Suggestion), answer
    return answer.text


# ---------------------------------------------------------------- neural


@NEURAL
def test_neural_translates_and_keeps_marks_on_the_right_words(engines: dict[str, Engine]) -> None:
    engine = engines["neural:en-pt"]
    assert say(engine, "Retaliatory measures", "pt-BR") == "Medidas de retaliação"
    assert say(engine, "Read <a1>the full report</a1> today.", "pt-BR") == "Leia <a1>o relatório completo</a1> hoje."
    assert say(engine, "Run <code1/> now, {name}.", "pt-BR").endswith(" <code1/> agora, {name}.")
    answer = say(engine, "The <strong1>red house</strong1> is old<fn2/>, says <a3>Mr Smith</a3>.", "pt-BR")
    assert "<strong1>casa vermelha</strong1>" in answer
    assert "<fn2/>, " in answer
    assert "Smith</a3>" in answer


@NEURAL
def test_neural_leaves_the_words_that_post_processing_would_spoil(engines: dict[str, Engine]) -> None:
    """The package's own `translate` turns every Portuguese "no" (in the) into "não" (not)."""
    assert re.search(r"\bno\b", say(engines["neural:en-pt"], "He was born in the north of the country.", "pt-BR"))


@NEURAL
def test_neural_loses_no_part_of_a_long_text(engines: dict[str, Engine]) -> None:
    towns = [
        "Paris",
        "London",
        "Madrid",
        "Berlin",
        "Rome",
        "Vienna",
        "Warsaw",
        "Prague",
        "Athens",
        "Lisbon",
        "Dublin",
        "Oslo",
        "Tokyo",
        "Cairo",
        "Lagos",
        "Lima",
    ]
    long = ", and ".join(f"the minister said that the talks with the union in {town} had failed" for town in towns)
    answer = say(engines["neural:en-pt"], f"Yesterday {long}.", "pt-BR")
    assert answer.count("ministro") == len(towns)
    assert answer.count("fracass") > 0.8 * len(towns)
    block = say(engines["neural:en-pt"], "It rained. " * 60 + "Then the sun came out.", "pt-BR")
    assert block.count("hov") + block.count("cho") + block.count("Chov") >= 50
    assert "sol" in block.split(".")[-2]


def test_pieces_joined_are_the_text() -> None:
    long = "The U.S. envoy, Gen. Smith, said “we left.” " * 20 + "中文" * 500
    pieces = neural.split(long)
    assert "".join(pieces) == long
    assert all(len(piece.split()) <= neural.LIMIT and len(piece) <= neural.LONG for piece in pieces)
    assert not any(piece.rstrip().endswith(("U.S.", "Gen.")) for piece in pieces)


@NEURAL
@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="reads /proc")
def test_neural_workers_end_with_us_and_are_started_again() -> None:
    model = neural.find_model("en-pt")
    assert model
    worker = neural.Neural("en-pt", model)
    assert worker.translate(["Comments"]) == ["Comentários"]
    assert worker._pipe._pipe is not None
    (pid,) = worker._pipe._pipe.pids
    os.kill(pid, signal.SIGKILL)
    assert worker.translate(["Comments", "", "x" * 900])[0] == "Comentários"
    worker.close()


CHILD = """
import sys
from l10n.engines import open_engine
from l10n.model import Pair, Request
pair = Pair("en", "es")
engine = open_engine("neural:en-pt > apertium:pt-es", pair)
requests = [Request(i, f"The house number {i} is old and the door of it is red.") for i in range(100000)]
for i, answer in enumerate(engine.suggest(requests, pair)):
    if i == 40:
        print("ready", flush=True)
"""


def children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    return [int(child) for child in found]


def gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@HYBRID
@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="reads /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_run_leaves_no_process_behind(how: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", CHILD], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout
        assert run.stdout.readline() == b"ready\n"
        started = children(run.pid)
        assert len(started) >= 8
        run.send_signal(how)
        run.wait(timeout=20)
    deadline = time.monotonic() + 20
    while not all(map(gone, started)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert all(map(gone, started))


def test_a_model_folder_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("L10N_MODELS", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "none"))
    folder = tmp_path / "en-ko"
    folder.mkdir()
    assert not availability("neural:en-ko", Pair("en", "ko")).ok
    for name in ("model.enko.intgemm.alphas.bin", "srcvocab.enko.spm", "trgvocab.enko.spm"):
        (folder / name).write_bytes(b"\x0a\x0a\x0a\x03the\x18\x01\x08\x01" if "vocab" in name else b"no model")
    assert "en-ko" in neural.installed()
    if not availability("neural:en-ko", Pair("en", "ko")).ok:
        pytest.skip("fxtranslate is not installed")
    assert auto(Pair("en", "ko")).spec == "neural:en-ko"
    engine = open_engine("neural:en-ko", Pair("en", "ko"))
    with pytest.raises(EngineError, match="the neural model en-ko does not run"):
        list(engine.suggest([Request(0, "Hello there")], Pair("en", "ko")))
    engine.close()
    (folder / "srcvocab.enko.spm").write_bytes(b"no vocabulary")
    with pytest.raises(EngineError, match="the neural model en-ko cannot be read"):
        open_engine("neural:en-ko", Pair("en", "ko"))


# ---------------------------------------------------------------- Apertium


NASTY = [
    "[", "]", "^the/the<det>$", "a\\b", "{x}", "a/b", "@me #tag *star", "<b>bold</b>", "\uffff", "a\0b", "a\nb",
    "[[t:p:1]]x[[/]]", "[<1>] house", "C:\\new\\table", "50 % of $5", "“quotes” ‘single’", "house.[]", ".[]",
    "🙂 smile", "\ue02a", "a" * 3000, "\\",
]  # fmt: skip


@SPA
def test_apertium_survives_nasty_texts_one_answer_each() -> None:
    engine = open_engine("apertium:eng-spa", ES)
    texts = [text for nasty in NASTY for text in (nasty, f"The {nasty} is red.", "The house is old.")]
    answers = sorted(engine.suggest([Request(i, text) for i, text in enumerate(texts)], ES), key=lambda a: a.id)
    assert [answer.id for answer in answers] == list(range(len(texts)))
    assert all(isinstance(answer, Suggestion) and answer.text == "La casa es vieja." for answer in answers[2::3])
    assert not any("[]" in answer.text for answer in answers[2::3] if isinstance(answer, Suggestion))
    engine.close()


@SPA
def test_apertium_says_the_same_alone_and_in_a_batch(engines: dict[str, Engine]) -> None:
    texts = ["It is a house", "and now", "The door of the house", "which is red.", "SUMMARY", "bold", "Save (all)"]
    together = {
        answer.id: answer
        for answer in engines["apertium:eng-spa"].suggest([Request(i, t) for i, t in enumerate(texts)], ES)
    }
    for i, text in enumerate(texts):
        answer = together[i]
        assert isinstance(answer, Suggestion)
        assert answer.text == say(engines["apertium:eng-spa"], text, "es")


@SPA
def test_apertium_marks_ride_on_their_words(engines: dict[str, Engine]) -> None:
    engine = engines["apertium:eng-spa"]
    swapped = say(engine, "The <em1>big</em1> <a2>house</a2> is red.", "es")
    assert swapped == "La <a2>casa</a2> <em1>grande</em1> es roja."
    assert say(engine, "Run <code1/> to install <code2/> now<fn3/>.", "es").endswith("instalar <code2/> ahora<fn3/>.")


@SPA
def test_apertium_says_which_texts_it_hardly_knows(engines: dict[str, Engine]) -> None:
    known, unknown = engines["apertium:eng-spa"].suggest(
        [Request(0, "The house is old and the door is red."), Request(1, "the flimsy gizmotron fribbles wuzzily")], ES
    )
    assert isinstance(known, Suggestion)
    assert isinstance(unknown, Suggestion)
    assert not known.notes
    assert unknown.notes == ("unknown-words",)
    assert "*" not in unknown.text


def test_letter_case_follows_the_source() -> None:
    assert like_case("bold", "Intrépido.[]") == "intrépido.[]"
    assert like_case("França", "la France") == "La France"
    assert like_case("iPhone now", "iPhone ahora") == "iPhone ahora"
    assert like_case("[[t:p:1]]Bold[[/]]", "[[t:p:1]]negrita[[/]]") == "[[t:p:1]]Negrita[[/]]"
    assert like_case("12", "12") == "12"


def test_packages_of_modes() -> None:
    assert apertium.package_of("pt-es") == "es-pt"
    assert apertium.package_of("cat-fra") == "fra-cat"
    assert apertium.package_of("cat-spa") == "spa-cat"
    assert apertium.package_of("es-gl") == "es-gl"
    assert apertium.package_of("eng-cat_valencia") == "eng-cat"
    assert apertium.package_of("xx-yy") is None


@SPA
def test_a_poisoned_pipe_refuses_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stage that dies on a word, in the middle of the real pipe."""
    stage = (sys.executable, "-c", POISON)
    engine = apertium.Apertium("eng-spa", [stage, *apertium.read_mode("eng-spa")])
    answers = engine.translate(["the house.[]", "the poison.[]", "now.[]"])
    assert isinstance(answers[1], Failure)
    assert not isinstance(answers[0], Failure)
    assert answers[0].startswith("la casa")
    engine.close()


POISON = """
import sys
data = b""
while part := sys.stdin.buffer.read1():
    *whole, data = (data + part).split(b"\\0")
    for text in whole:
        if b"poison" in text: sys.exit(1)
        sys.stdout.buffer.write(text + b"\\0")
    sys.stdout.buffer.flush()
"""


# ---------------------------------------------------------------- chains, and all of them on hostile marks


@HYBRID
def test_a_chain_is_an_engine(engines: dict[str, Engine]) -> None:
    engine = engines["neural:en-pt > apertium:pt-es"]
    assert engine.name == "neural+pt-es"
    answers = list(engine.suggest([Request(i, f"The house number {i} is old.") for i in range(100)], ES))
    assert sorted(answer.id for answer in answers) == list(range(100))
    assert {answer.name for answer in answers} == {f"neural+pt-es/{engine.version}"}
    assert all(f" {answer.id} " in answer.text for answer in answers if isinstance(answer, Suggestion))
    assert say(engine, "Read <a1>the full report</a1> today.", "es") == "Lea <a1>el informe completo</a1> hoy."


WORD = st.sampled_from(
    [
        "the",
        "old",
        "pier",
        "was",
        "closed",
        "by",
        "police",
        "on",
        "Friday",
        "“never”",
        "1,200",
        "people,",
        "U.S.",
        "Mali",
        "€5",
        "{name}",
        "%s",
        "https://e.org/x",
    ]
)
SPAN = st.tuples(st.sampled_from(["a", "em", "strong", "code", "fn", "br", "img"]), st.booleans())


@st.composite
def msgids(draw: st.DrawFn) -> str:
    words = draw(st.lists(WORD, min_size=3, max_size=12))
    out: list[str] = []
    number = 0
    for word in words:
        kind, paired = draw(SPAN)
        if draw(st.integers(0, 3)):
            out.append(word)
            continue
        number += 1
        out.append(f"<{kind}{number}>{word}</{kind}{number}>" if paired else f"{word} <{kind}{number}/>")
    return " ".join(out) + "."


SPECS = ["neural:en-pt", "apertium:eng-spa", "apertium:en-gl", "neural:en-pt > apertium:por-cat > apertium:cat-fra"]
TARGETS = dict(zip(SPECS, ["pt-BR", "es", "gl", "fr"], strict=True))


@pytest.mark.parametrize("spec", [pytest.param(s, marks=needs(s, Pair("en", TARGETS[s]))) for s in SPECS])
def test_marks_come_back_from_every_engine(engines: dict[str, Engine], spec: str) -> None:
    pair = Pair("en", TARGETS[spec])

    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(msgids(), min_size=10, max_size=15))
    def law(texts: list[str]) -> None:
        answers = list(engines[spec].suggest([Request(i, text) for i, text in enumerate(texts)], pair))
        assert sorted(answer.id for answer in answers) == list(range(len(texts)))
        for answer in answers:
            assert isinstance(answer, Suggestion), (texts[answer.id], answer)
            assert fault(parse(texts[answer.id]), parse(answer.text)) == ""
            assert inline.balanced(answer.text)

    law()


@pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not here")
@pytest.mark.parametrize("pair", [pytest.param(p, marks=needs("auto", p), id=p.target) for p in (PT, FR)])
def test_an_article_of_news(pair: Pair) -> None:
    texts = [line.strip() for line in ARTICLE.read_text().splitlines() if line.strip()]
    engine = open_engine("auto", pair)
    answers = list(engine.suggest([Request(i, text) for i, text in enumerate(texts)], pair))
    engine.close()
    assert len(answers) == len(texts)
    for answer in answers:
        assert not isinstance(answer, Refusal)
        source = texts[answer.id]
        assert 0.6 < len(answer.text) / len(source) < 1.7
        assert set(re.findall(r"\d+", source)) == set(re.findall(r"\d+", answer.text))
        assert ("Mali" in source) <= ("Mal" in answer.text or "mal" in answer.text)


@pytest.mark.skipif(not availability("apertium:en-gl", GL).ok, reason="Apertium's en-gl is not installed")
def test_marks_of_unknown_words_go_even_where_a_mode_escapes_them(engines: dict[str, Engine]) -> None:
    answer = say(engines["apertium:en-gl"], "Road closures are in place, my legs were bloody, see 2 * 3 # 4.", "gl")
    assert "@" not in answer
    assert "2 * 3 # 4" in answer
