"""The benchmark's own arithmetic: what counts as right, wrong, missed and lossy."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.common import Bounds, Figure, report
from benchmarks.segment import f1, read, score

RECORD = {
    "lang": "en",
    "dataset": "X",
    "text": "One. Two: three. Four.\n\nFive. Six.",
    "boundaries": [4, 9, 16, 22, 29, 34],
    "optional": [9],
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    return path


def test_paragraph_ends_are_not_scored_and_optional_ends_not_required(data: Path) -> None:
    first, second = read(data)
    assert (first.text, set(first.required), set(first.optional)) == ("One. Two: three. Four.", {4, 14}, {8})
    assert (second.text, set(second.required)) == ("Five. Six.", {5})


def test_every_end_is_right_wrong_or_missed(data: Path) -> None:
    def thirds(text: str, _: str) -> list[tuple[int, int]]:
        return [(0, 5), (5, 9), (9, len(text))]

    counts = score(read(data), thirds)["en", "X"]
    assert counts == {"right": 2, "wrong": 1, "missed": 1, "lossy": 0}
    assert f1(counts) == pytest.approx(200 / 3)
    assert f1(Counter()) == 0


def test_a_segmenter_that_loses_text_is_lossy(data: Path) -> None:
    assert score(read(data), lambda text, _: [(0, len(text) - 1)])["en", "X"]["lossy"] == 2


def test_a_figure_below_its_floor_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = Figure("a", 99.5, "%", low=99), Figure("b", 31, "ms", high=30)
    assert report([good]) == 0
    assert report([good, bad], tmp_path / "out.json", ["c is not installed"]) == 1
    assert "FAILED" in capsys.readouterr().out
    assert [row["holds"] for row in json.loads((tmp_path / "out.json").read_text())["figures"]] == [True, False]


def test_bounds_come_from_the_file_of_floors() -> None:
    assert Bounds("segment").figure("macro F1", 99.1).low == 99.0
    assert Bounds("segment").figure("speed", 1.0).holds
