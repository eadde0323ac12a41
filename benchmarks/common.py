"""What the benchmarks share: options, the floors of `floors.toml`, the table, the exit code."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
FLOORS = Path(__file__).with_name("floors.toml")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value. `low` and `high` bound it (none: only shown); `note` says how it was measured."""

    name: str
    value: float
    unit: str = ""
    low: float | None = None
    high: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        return (self.low is None or self.value >= self.low) and (self.high is None or self.value <= self.high)


class Bounds:
    """The bounds of one part; a figure named there must be measured under that very name."""

    def __init__(self, part: str) -> None:
        self._bounds: dict[str, dict[str, float]] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))[part]

    def figure(self, name: str, value: float, unit: str = "", note: str = "") -> Figure:
        bound = self._bounds.get(name, {})
        return Figure(name, value, unit, bound.get("low"), bound.get("high"), note)


def options(description: str, data: str = "") -> argparse.ArgumentParser:
    """The arguments of a benchmark; `data` is its folder in the shared data that may lie beside the project."""
    folder = SHARED / data
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=folder if data and folder.is_dir() else None,
        help="folder with the benchmark's data",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--peers", action="store_true", help="run other tools as well, where installed")
    return parser


def report(figures: Sequence[Figure], json_file: Path | None = None, skipped: Sequence[str] = ()) -> int:
    """Prints the table; the exit code is 1 when a figure is out of bounds."""
    width = max(len(figure.name) for figure in figures)
    for figure in figures:
        print(f"{figure.name:{width}}  {figure.value:10.2f} {figure.unit:8} {_bound(figure):12} {figure.note}".rstrip())
    for reason in skipped:
        print(f"skipped: {reason}")
    if json_file:
        rows = [{**asdict(figure), "holds": figure.holds} for figure in figures]
        json_file.write_text(json.dumps({"figures": rows, "skipped": list(skipped)}, indent=1), encoding="utf-8")
    return 0 if all(figure.holds for figure in figures) else 1


def _bound(figure: Figure) -> str:
    bounds = [f"≥ {figure.low:g}"] if figure.low is not None else []
    bounds += [f"≤ {figure.high:g}"] if figure.high is not None else []
    return " ".join(bounds) + ("" if figure.holds else " FAILED")


def seconds(work: Callable[[], object], repeat: int = 3) -> float:
    """Processor time of the fastest of some runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def import_milliseconds(module: str, beyond: str, repeat: int = 9) -> float:
    """What importing `module` takes once `beyond` is imported, in a fresh interpreter; the best of some runs."""
    code = f"import {beyond}, time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = (subprocess.run([sys.executable, "-c", code], capture_output=True, check=True) for _ in range(repeat))
    return min(float(run.stdout) for run in runs) * 1000
