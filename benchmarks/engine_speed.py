"""How fast the engines are: pipes against processes, two workers against one, the cache, a service with latency."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from benchmarks.common import Bounds, Figure
from l10n.engines import open_engine, specs
from l10n.engines.base import Engine
from l10n.engines.cache import Cached
from l10n.model import Pair, Request

BOUNDS = Bounds("engines")
_ROUNDS = 3


def throughput(source: Sequence[str], skipped: list[str]) -> Iterator[Figure]:
    """How fast the engines answer, as ratios of what else there is in the same run."""
    texts = source[:400]
    yield from _pipe_ratio(texts, skipped)
    yield from _neural_ratio(source[:144], skipped)
    yield from _cached(texts)
    yield from _service()


def _pipe_ratio(texts: Sequence[str], skipped: list[str]) -> Iterator[Figure]:
    pair = Pair("en", "es")
    if not specs.availability("apertium:eng-spa", pair).ok:
        skipped.append("throughput: apertium:eng-spa is not installed")
        return
    engine = open_engine("apertium:eng-spa", pair)
    list(engine.suggest([Request(0, "Ready.")], pair))
    alone, ours = [], []
    for _ in range(_ROUNDS):  # in turn, for the machine may have other things to do
        alone.append(_seconds(lambda: [_process(text) for text in texts[:4]]) / 4)
        ours.append(_seconds(lambda: _answers(engine, texts, pair)) / len(texts))
    engine.close()
    ratio = median(alone) / median(ours)
    yield BOUNDS.figure("apertium: times one process a sentence", ratio, "×", f"{1 / median(ours):.0f} a second")


def _process(text: str) -> None:
    subprocess.run(["apertium", "-u", "eng-spa"], input=text, capture_output=True, text=True, check=True)


def _answers(engine: Engine, texts: Sequence[str], pair: Pair) -> None:
    list(engine.suggest([Request(i, text) for i, text in enumerate(texts)], pair))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _neural_ratio(texts: Sequence[str], skipped: list[str]) -> Iterator[Figure]:
    from l10n.engines import neural
    from l10n.engines.text import TextEngine

    pair = Pair("en", "pt")
    if not specs.availability("neural:en-pt", pair).ok:
        skipped.append("throughput: neural:en-pt is not installed")
        return
    engines = [neural.open("en-pt", pair) for _ in (1, 2)]
    for workers, engine in enumerate(engines, 1):
        assert isinstance(engine, TextEngine)
        engine.resize(workers)
        _answers(engine, [f"Ready, number {i}." for i in range(32)], pair)
    took = [[_seconds(lambda e=engine: _answers(e, texts, pair)) for engine in engines] for _ in range(_ROUNDS)]  # type: ignore[misc]
    for engine in engines:
        engine.close()
    one, two = (median(column) for column in zip(*took, strict=True))
    yield BOUNDS.figure("neural: two processes, times one", one / two, "×", f"{len(texts) / two:.0f} a second")


def _cached(texts: Sequence[str]) -> Iterator[Figure]:
    from l10n.engines.pseudo import Pseudo

    pair = Pair("en", "es")
    requests = [Request(i, f"{text} {i}") for i, text in enumerate(texts * 25)]
    with tempfile.TemporaryDirectory() as folder:
        first = Cached(Pseudo(), Path(folder) / "cache.sqlite")
        list(first.suggest(requests, pair))
        began = time.process_time()
        list(first.suggest(requests, pair))
        rate = len(requests) / (time.process_time() - began)
        first.close()
    yield BOUNDS.figure("cache: units known again", rate, "a second")


_LATENCY, _WORKERS = 0.2, 8


class _Slow(BaseHTTPRequestHandler):
    """LibreTranslate's interface, an echo after a fifth of a second."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self.reply([{"code": code, "name": code} for code in ("en", "es")])

    def do_POST(self) -> None:
        form = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(_LATENCY)
        self.reply({"translatedText": form["q"]})

    def reply(self, value: object) -> None:
        data = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _service() -> Iterator[Figure]:
    from l10n.engines import libre
    from l10n.engines.base import Facts

    pair, count = Pair("en", "es"), 20 * _WORKERS
    with ThreadingHTTPServer(("127.0.0.1", 0), _Slow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        os.environ["LIBRE_URL"] = f"http://127.0.0.1:{server.server_port}"
        engine = libre.open("", pair, limits=Facts("", 5000, workers=_WORKERS, online=True))
        began = time.perf_counter()
        list(engine.suggest([Request(i, f"text {i}") for i in range(count)], pair))
        took = time.perf_counter() - began
        server.shutdown()
    yield BOUNDS.figure("service: share of the ideal rate", 100 * count / _WORKERS * _LATENCY / took, "%")
