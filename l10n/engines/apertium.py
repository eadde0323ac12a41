"""Rule-based translation offline: Apertium's programs, kept running in a pipe per mode."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from shutil import which

from l10n.engines import pairs
from l10n.engines.base import Availability, Engine, Facts, Failure, fingerprint, require
from l10n.engines.carry import Pieces
from l10n.engines.cutting import like_case
from l10n.engines.leftovers import OTHER_WAY, Leftovers
from l10n.engines.names import Names
from l10n.engines.pipe import Pipe, Piped
from l10n.engines.stream import Blanks, Stream
from l10n.engines.text import TextEngine
from l10n.errors import EngineError
from l10n.model import Pair

_GENERATION = 2  # of our own handling: raise it when the same mode's answers change
_CHUNK = 64

# Debian's packages, by the languages they hold; each has the modes of both directions or of one.
PACKAGES = (
    "afr-nld", "arg-cat", "bel-rus", "br-fr", "cat-ita", "cat-srd", "dan-nor", "en-gl", "eng-cat",
    "eng-spa", "eo-ca", "eo-en", "eo-es", "eo-fr", "es-gl", "es-pt", "es-ro", "eu-en", "eu-es",
    "fr-es", "fra-cat", "fra-frp", "hbs-mkd", "hbs-slv", "ind-zlm", "isl-eng", "isl-swe", "mkd-bul",
    "mkd-eng", "nno-nob", "oc-ca", "oc-es", "oci-fra", "pol-szl", "por-cat", "pt-gl", "rus-ukr",
    "spa-arg", "spa-ast", "spa-cat", "spa-ita", "srd-ita", "swe-dan", "swe-nor", "urd-hin",
)  # fmt: skip


def folder() -> Path:
    """Where the mode files lie."""
    return Path(os.environ.get("L10N_APERTIUM_MODES") or "/usr/share/apertium/modes")


def installed() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder().glob("*.mode")))


def known() -> tuple[str, ...]:
    """Modes there are: those installed, and the pairs of Debian's packages."""
    return tuple(dict.fromkeys([*installed(), *PACKAGES]))


def plausible(mode: str) -> bool:
    """Whether it looks like a mode of a package there is: the direction that is not its name, a variety."""
    return package_of(mode) is not None


def ends(mode: str) -> tuple[str, str]:
    """The languages a mode goes from and to: `cat-eng_US` from ca to en."""
    source, _, target = mode.removeprefix("eco-").partition("-")
    return pairs.language(source), pairs.language(target)


def modes(pair: Pair) -> tuple[str, ...]:
    """The installed modes of a pair's languages, the target's own variety first, then the plain one."""
    wanted = pairs.language(pair.source), pairs.language(pair.target)
    _, _, variety = pair.target.partition("-")

    def rank(mode: str) -> tuple[bool, int]:
        return bool(variety) is not (variety in mode.split("_")), len(mode)

    return tuple(sorted((mode for mode in installed() if ends(mode) == wanted), key=rank))


def serves(mode: str, pair: Pair) -> bool:
    return ends(mode) == (pairs.language(pair.source), pairs.language(pair.target))


def availability(mode: str, _pair: Pair) -> Availability:
    if mode in installed() and which("apertium-wblank-mode") and which("lt-proc"):
        return Availability(True)
    package = package_of(mode)
    fix = f"apt install apertium apertium-{package}" if package else ""
    if which("apertium") is None:
        return Availability(False, "Apertium is not installed", fix or "apt install apertium")
    return Availability(False, f"Apertium's mode {mode} is not installed", fix)


def package_of(mode: str) -> str | None:
    """The Debian package of a mode, without its `apertium-`."""
    wanted = frozenset(ends(mode))
    return next((package for package in PACKAGES if frozenset(ends(package)) == wanted), None)


def facts(_mode: str) -> Facts:
    return Facts("wordbound blanks")


def open(mode: str, pair: Pair) -> Engine:  # noqa: A001  # the module's word for it
    require(availability(mode, pair))
    commands = read_mode(mode)
    wire = Stream()
    return TextEngine(
        mode,
        fingerprint(_GENERATION, [_facts(mode), *(_facts(other) for other in _others(mode))]),
        pair,
        lambda: Apertium(mode, commands),
        [Blanks(), Names(wire, guide=False), Pieces(wire)],
        wire=wire,
        chunk=_CHUNK,
    )


def _others(mode: str) -> tuple[str, ...]:
    """The modes that help a mode out, where all are installed."""
    others = OTHER_WAY.get(mode, ())
    return others if set(others) <= set(installed()) else ()


def _facts(mode: str) -> list[tuple[str, int]]:
    """The files of a mode, by name and size: its answers change only when one of them does."""
    return [(Path(word).name, _size(word)) for command in read_mode(mode) for word in command]


def _size(word: str) -> int:
    return Path(word).stat().st_size if word.startswith("/") and Path(word).is_file() else 0


@cache
def read_mode(mode: str) -> tuple[tuple[str, ...], ...]:
    """The commands of a mode, made for NUL-ended texts and wordbound blanks."""
    import subprocess

    command = ["apertium-wblank-mode", "-z", str(folder() / f"{mode}.mode")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise EngineError(f"Apertium's mode {mode} cannot be read ({type(error).__name__})") from error
    if not done.stdout.strip():
        raise EngineError(f"Apertium's mode {mode} is empty")
    line = done.stdout.replace("$1", "-g").replace("$2", "")
    return tuple(tuple(shlex.split(command)) for command in line.split("|"))


class Apertium:
    """One running pipe; looks up what it did not know the other way, and puts the case of the first letter right, which
    rules for sentences get wrong for fragments."""

    def __init__(self, mode: str, commands: Sequence[Sequence[str]]) -> None:
        self._pipe = _piped(mode, commands)
        self._leftovers = Leftovers([_piped(other, read_mode(other)) for other in _others(mode)])

    def translate(self, texts: Sequence[str]) -> list[str | Failure]:
        answers = self._leftovers.fill(self._pipe.translate(texts))
        return [
            answer if isinstance(answer, Failure) else like_case(text, _single_blanks(text, answer))
            for text, answer in zip(texts, answers, strict=True)
        ]

    def close(self) -> None:
        self._pipe.close()
        self._leftovers.close()


def _piped(mode: str, commands: Sequence[Sequence[str]]) -> Piped:
    return Piped(f"Apertium's {mode}", lambda: Pipe(commands, echo=b"[<0>]"))


def _single_blanks(source: str, answer: str) -> str:
    """Two blanks where the source has none such: rules drop a word and leave its blanks."""
    return answer if "  " in source else re.sub(r"  +", " ", answer)
