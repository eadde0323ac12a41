"""DeepL by its current interface: key in a header, lists of texts as XML, formality, a glossary of your account.

`DEEPL_API_KEY` is the key (those that end in `:fx` are of the free plan), `DEEPL_FORMALITY` more or less,
`DEEPL_GLOSSARY` the id of a glossary, `DEEPL_URL` another server.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from l10n import locales
from l10n.engines import keys
from l10n.engines.anywhere import ends as ends
from l10n.engines.anywhere import known as known
from l10n.engines.anywhere import modes as modes
from l10n.engines.anywhere import plausible as plausible
from l10n.engines.anywhere import serves as serves
from l10n.engines.base import Availability, Engine, Facts, fingerprint, require
from l10n.engines.carry import Carrier, Pieces
from l10n.engines.http import TIMEOUT, Http
from l10n.engines.names import Names
from l10n.engines.online import translators
from l10n.engines.retry import Backoff, BusyError
from l10n.engines.tags import Escaped, Tags, asked
from l10n.engines.text import TextEngine
from l10n.errors import EngineError, UsageError
from l10n.model import Pair

_GENERATION = 1
_FACTS = Facts("tags", 20_000, texts=20, workers=4, price=25.0, online=True)
# Codes of targets where the plain language is none any more, or has another name there.
_SPECIAL = {"en": "EN-US", "pt": "PT-BR", "no": "NB", "nn": "NB", "zh": "ZH-HANS", "sr-Cyrl": "SR"}
_FORMALITY = ("more", "less", "prefer_more", "prefer_less")


def facts(_mode: str) -> Facts:
    return _FACTS


def availability(_mode: str, _pair: Pair) -> Availability:
    """Whether there is a key; whether it is good, only a translation shows."""
    if keys.value("DEEPL_API_KEY"):
        return Availability(True)
    return Availability(False, "deepl needs DEEPL_API_KEY in the environment", "export DEEPL_API_KEY=…")


def open(  # noqa: A001  # the module's word for it
    mode: str, pair: Pair, backoff: Backoff | None = None, timeout: tuple[float, float] = TIMEOUT
) -> Engine:
    """`timeout` in seconds: to connect, and between two bytes of an answer."""
    require(availability(mode, pair))
    settings = _settings()
    wire = Escaped()
    ladder: list[Carrier] = [Tags(wire), Names(wire, guide=False), Pieces(wire)]
    make = translators("deepl", lambda: Client(pair, settings, timeout), _FACTS, backoff)
    version = fingerprint(_GENERATION, sorted(settings.items()))
    return TextEngine("deepl", version, pair, make, ladder, wire=wire, workers=_FACTS.workers, chunk=_FACTS.texts)


def _settings() -> dict[str, str]:
    """What the user asks of every translation."""
    formality, glossary = keys.value("DEEPL_FORMALITY"), keys.value("DEEPL_GLOSSARY")
    if formality and formality.removeprefix("prefer_") not in _FORMALITY:
        raise UsageError(f"DEEPL_FORMALITY={formality} is none of {', '.join(_FORMALITY)}")
    found = {"formality": formality and f"prefer_{formality.removeprefix('prefer_')}", "glossary_id": glossary}
    return {name: value for name, value in found.items() if value}


class Client:
    """One thread's way to the service."""

    def __init__(self, pair: Pair, settings: Mapping[str, str], timeout: tuple[float, float]) -> None:
        self.codes: Mapping[str, str] = {}
        self._pair = pair
        self._settings = settings
        key = keys.value("DEEPL_API_KEY")
        host = "https://api-free.deepl.com" if key.endswith(":fx") else "https://api.deepl.com"
        self._url = (keys.value("DEEPL_URL") or host).rstrip("/")
        self._headers = {"Authorization": f"DeepL-Auth-Key {key}"}
        self._http = Http("deepl", timeout, key)

    def learn(self, backoff: Backoff) -> Mapping[str, str]:
        """The service's codes for the pair, as a request names them. EngineError where it does not know a language."""
        source, target = (
            self._code(tag, side, backoff)
            for tag, side in ((self._pair.source, "source"), (self._pair.target, "target"))
        )
        return {"source_lang": source, "target_lang": target}

    def _code(self, tag: str, side: str, backoff: Backoff) -> str:
        address = f"{self._url}/v2/languages?type={side}"
        entries = backoff.call(lambda: self._http.json(self._http.get(address, headers=self._headers)))
        there = {entry["language"].upper() for entry in entries}
        steps = (word for step in locales.fallbacks(tag) for word in (step.upper(), _SPECIAL.get(step, "")))
        if found := next((word for word in steps if word in there), ""):
            return found
        raise EngineError(f"deepl does not know the {side} language {tag}", hint=f"known: {', '.join(sorted(there))}")

    def ask(self, texts: Sequence[str]) -> Sequence[object]:
        return asked(self._post, texts)

    def _post(self, texts: Sequence[str]) -> list[object]:
        form: dict[str, Any] = {
            "text": list(texts),
            "tag_handling": "xml",
            "split_sentences": "nonewlines",
            "preserve_formatting": True,
            **self.codes,
            **self._settings,
        }
        answer = self._http.json(self._http.post(f"{self._url}/v2/translate", json=form, headers=self._headers))
        got = answer.get("translations") if isinstance(answer, dict) else None
        if not isinstance(got, list) or len(got) != len(texts):
            raise BusyError("the answer of deepl was not readable")
        return [entry.get("text") if isinstance(entry, dict) else None for entry in got]

    def close(self) -> None:
        self._http.close()
