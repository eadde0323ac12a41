"""SIGKILL while a paid service translates: no answer that came is asked for again, none in the cache is wrong."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from services_server import Server, serving

from l10n import guard
from l10n.engines import apertium, libre, open_engine
from l10n.engines.pipe import Pipe, Piped
from l10n.engines.stream import Stream
from l10n.model import Entry, Pair, Request, Suggestion
from l10n.pretranslate import Opener, pretranslate

ES = Pair("en", "es")
TEXTS = [f"the old house number {i} is red" for i in range(96)]
IN_FLIGHT = libre.facts("").workers * libre.facts("").texts
SCRIPT = """
import sys
from pathlib import Path
from l10n import guard
from l10n.engines import open_engine
from l10n.model import Pair, Request
pair = Pair("en", "es")
engine = open_engine("libre", pair, Path(sys.argv[1]), judge=guard.refusal)
for answer in engine.suggest([Request(i, f"the old house number {i} is red") for i in range(96)], pair):
    print(answer.id, flush=True)
"""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.delenv(variable.lower(), raising=False)
    with serving() as server:
        monkeypatch.setenv("LIBRE_URL", server.url)
        monkeypatch.delenv("LIBRE_API_KEY", raising=False)
        yield server


def kept(path: Path) -> set[str]:
    if not path.exists():
        return set()
    db = sqlite3.connect(path)
    try:
        return {text for (text,) in db.execute("SELECT text FROM answers")}
    except sqlite3.OperationalError:
        return set()  # killed before the table was there
    finally:
        db.close()


def killed(server: Server, path: Path, instants: int, seed: int) -> None:
    chance = random.Random(seed)
    server.delay = 0.02
    for _ in range(instants):
        path.unlink(missing_ok=True)
        for extra in ("-wal", "-shm"):
            path.with_name(path.name + extra).unlink(missing_ok=True)
        server.seen.clear()
        running = subprocess.Popen([sys.executable, "-c", SCRIPT, str(path)], stdout=subprocess.PIPE, text=True)
        assert running.stdout is not None
        first = running.stdout.readline()  # at work
        time.sleep(chance.uniform(0, 0.12))
        running.send_signal(signal.SIGKILL)
        told = {int(line) for line in [first, *running.stdout] if line.endswith("\n")}
        running.wait()
        running.stdout.close()
        there, asked = kept(path), server.asked
        right = {text: f"la vieja casa number {i} es roja" for i, text in enumerate(TEXTS)}
        assert there <= set(right.values())
        assert {right[TEXTS[i]] for i in told} <= there, "what was handed on was kept before"
        assert len(set(asked) - {text for text in TEXTS if right[text] in there}) <= IN_FLIGHT
        engine = open_engine("libre", ES, path, judge=guard.refusal)
        answers = list(engine.suggest([Request(i, text) for i, text in enumerate(TEXTS)], ES))
        engine.close()
        assert {a.text for a in answers if isinstance(a, Suggestion)} == set(right.values())
        again = server.asked - asked
        assert set(again) == {text for text in TEXTS if right[text] not in there}, "only what the cache did not have"
        assert set(again.values()) <= {1}


def test_a_few_kills(server: Server, tmp_path: Path) -> None:
    killed(server, tmp_path / "cache.sqlite", 3, seed=1)


@pytest.mark.soak
def test_fifty_kills(server: Server, tmp_path: Path) -> None:
    killed(server, tmp_path / "cache.sqlite", 50, seed=2)


def test_faults_of_a_server_with_a_real_engine_behind_it(server: Server, tmp_path: Path) -> None:
    """LibreTranslate's interface over Apertium: through all faults, each catalog entry is what Apertium says."""
    found = apertium.availability("eng-spa", ES)
    if not found.ok:
        pytest.skip(f"{found.reason} ({found.fix})")
    wire = Stream()
    pipe = Piped("eng-spa", lambda: Pipe(apertium.read_mode("eng-spa"), echo=b"[<0>]"))

    def real(text: str) -> str:
        return wire.decode(str(pipe.translate([wire.encode(text)])[0]))

    server.translate = real
    server.faults = [None, (429, "0"), 503, "half", "page", None, "null", "swap", "echo", "tags lost", "wrong language"]
    texts = [
        f"The ferry to the {place} island leaves at {hour}." for place in ("north", "small") for hour in range(3, 23)
    ]
    engine = open_engine("libre", ES, tmp_path / "cache.sqlite", judge=guard.refusal)
    answers = {}
    for _ in range(2):  # a second run fills what the faults of the first left empty, and asks for nothing else
        for step in pretranslate(
            [Entry(text) for text in texts if text not in answers], [Opener("libre", lambda: engine)], ES
        ):
            answers |= {text: answer.text for (_, text), answer in step.answers.items()}
        server.faults = []
    before = sum(server.asked.values())
    list(engine.suggest([Request(i, text) for i, text in enumerate(texts)], ES))
    engine.close()
    assert answers == {text: real(text) for text in texts}
    assert sum(server.asked.values()) == before
    pipe.close()
