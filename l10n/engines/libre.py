"""LibreTranslate by lists of texts: `LIBRE_URL` is the server, `LIBRE_API_KEY` the key, where it asks for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from l10n.engines import keys
from l10n.engines.anywhere import ends as ends
from l10n.engines.anywhere import known as known
from l10n.engines.anywhere import modes as modes
from l10n.engines.anywhere import plausible as plausible
from l10n.engines.anywhere import serves as serves
from l10n.engines.base import Availability, Engine, Facts, require
from l10n.engines.carry import Carrier, Pieces
from l10n.engines.http import TIMEOUT, Http
from l10n.engines.names import Names
from l10n.engines.online import translators
from l10n.engines.retry import Backoff, BusyError
from l10n.engines.services import code
from l10n.engines.tags import Escaped, asked
from l10n.engines.text import TextEngine
from l10n.errors import EngineError
from l10n.model import Pair

_VERSION = "1"  # of our own handling; a server does not say its models'
_SPECIAL = {"pt-BR": "pb", "zh-Hant": "zt", "nn": "nb", "zh": "zh-Hans"}
_FACTS = Facts("names, in HTML; pairs found again", 5000, texts=8, workers=4, online=True)


def facts(_mode: str) -> Facts:
    return _FACTS


def availability(_mode: str, _pair: Pair) -> Availability:
    """Whether a server is named; whether it is there, only a translation shows."""
    if keys.value("LIBRE_URL"):
        return Availability(True)
    return Availability(False, "libre needs LIBRE_URL in the environment", "export LIBRE_URL=…")


def open(  # noqa: A001  # the module's word for it
    mode: str,
    pair: Pair,
    backoff: Backoff | None = None,
    timeout: tuple[float, float] = TIMEOUT,
    limits: Facts = _FACTS,
) -> Engine:
    """`timeout` in seconds: to connect, and between two bytes of an answer."""
    require(availability(mode, pair))
    wire = Escaped()
    ladder: list[Carrier] = [Names(wire, guide=False), Pieces(wire)]
    make = translators("libre", lambda: Client(pair, timeout), limits, backoff)
    return TextEngine("libre", _VERSION, pair, make, ladder, wire=wire, workers=limits.workers, chunk=limits.texts)


class Client:
    """One thread's way to the server."""

    def __init__(self, pair: Pair, timeout: tuple[float, float]) -> None:
        self.codes: Mapping[str, str] = {}
        self._pair = pair
        self._key = keys.value("LIBRE_API_KEY")
        self._url = keys.value("LIBRE_URL").rstrip("/")
        self._http = Http("libre", timeout, self._key)

    def learn(self, backoff: Backoff) -> Mapping[str, str]:
        """The server's own codes for the pair. EngineError where it does not know a language."""
        entries = backoff.call(lambda: self._http.json(self._http.get(f"{self._url}/languages")))
        names = {entry["name"]: entry["code"] for entry in entries}
        return {"source": self._code(self._pair.source, names), "target": self._code(self._pair.target, names)}

    def _code(self, tag: str, names: Mapping[str, str]) -> str:
        if found := code(tag, names, _SPECIAL):
            return found
        raise EngineError(f"libre does not know the language {tag}", hint=f"known: {', '.join(sorted(names))}")

    def ask(self, texts: Sequence[str]) -> Sequence[object]:
        return asked(self._post, texts)

    def _post(self, texts: Sequence[str]) -> list[object]:
        form: dict[str, Any] = {"q": list(texts), "format": "html", **self.codes}
        if self._key:
            form["api_key"] = self._key
        answer = self._http.json(self._http.post(f"{self._url}/translate", json=form))
        got = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(got, list) or len(got) != len(texts):
            raise BusyError("the answer of libre was not readable")
        return got

    def close(self) -> None:
        self._http.close()
