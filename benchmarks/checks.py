"""Faults put into human translations of news, and the same translations as they are: what the checks find of the
first, and what they say of the second. Generator, truth and scorer come with the data; pofilter and Weblate's checks
stand beside ours with `--peers`.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.common import Bounds, Figure, options, report
from l10n import catalog, checks, locales
from l10n.glossary import Term
from l10n.model import Pair

GENERATOR = "bench_checks.py"
Found = Iterator[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class File:
    """One catalog of the generated data."""

    name: str
    pair: Pair
    data: bytes
    terms: tuple[Term, ...]


def _files(folder: Path) -> Iterator[File]:
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        with (place / "glossary.csv").open(encoding="utf-8", newline="") as rows:
            terms = tuple(
                Term(row["term"], (row["translation"],), keep=row["type"] == "dnt") for row in csv.DictReader(rows)
            )
        for name in ("clean", "seeded"):
            path = place / f"{name}.po"
            pair = Pair("en", locales.normalize(place.name))
            yield File(f"{place.name}/{path.name}", pair, path.read_bytes(), terms)


# ---------------------------------------------------------------- tools


def _ours(file: File) -> tuple[Found, float, int]:
    """The findings, the seconds that the checks took, and the entries."""
    found = catalog.parse(file.data, file.name)
    start = time.process_time()
    contents = checks.Contents(file.pair, found.header, found.entries, terms=file.terms)
    told = [*checks.check_catalog(contents, file.name), *checks.check_entries(found.entries, file.pair, file.name)]
    spent = time.process_time() - start
    return ((p.entry, p.check, str(p.severity)) for p in told if p.entry >= 0), spent, len(found.entries)


def _pofilter(file: File) -> tuple[Found, float, int]:
    from translate.filters.checks import CheckerConfig, StandardChecker
    from translate.storage.factory import getobject

    with TemporaryDirectory() as folder:
        path = Path(folder, "file.po")
        path.write_bytes(file.data)
        store: Any = getobject(str(path))
    units = [unit for unit in store.units if not unit.isheader()]
    checker: Any = StandardChecker(CheckerConfig(targetlanguage=locales.posix(file.pair.target)))
    start = time.process_time()
    failures = [checker.run_filters(unit, categorised=True) for unit in units]
    spent = time.process_time() - start
    ranks = {100: "error", 60: "warning"}
    rows = ((n, name, ranks.get(int(f["category"]), "info")) for n, fs in enumerate(failures) for name, f in fs.items())
    return rows, spent, len(units)


# ---------------------------------------------------------------- runs


def _generate(script: Path, folder: Path, seed: str, half: str, entries: int) -> None:
    command = [
        sys.executable,
        script,
        "gen",
        "--seed",
        seed,
        "--half",
        half,
        "--entries",
        str(entries),
        "--out",
        folder,
    ]
    environment = {**os.environ, "NTREX": str(script.parent.parent / "ntrex")}
    subprocess.run(command, check=True, capture_output=True, env=environment)


def _judged(
    script: Path, folder: Path, tool: Callable[[File], tuple[Found, float, int]]
) -> tuple[dict[str, Any], float]:
    """What the scorer says of a tool, and its entries a second of processor time."""
    findings, scores, total, spent = folder / "findings.jsonl", folder / "scores.json", 0, 0.0
    with findings.open("w", encoding="utf-8") as out:
        for file in _files(folder):
            found, seconds, entries = tool(file)
            rows = ({"file": file.name, "index": n, "check": c, "severity": s} for n, c, s in found)
            out.writelines(json.dumps(row) + "\n" for row in rows)
            spent, total = spent + seconds, total + entries
    command = [sys.executable, script, "score", "--data", folder, "--findings", findings, "--json", scores, "--quiet"]
    subprocess.run(command, check=True, capture_output=True)
    return json.loads(scores.read_text(encoding="utf-8")), total / spent


def _figures(scores: dict[str, Any], speed: float, bounds: Bounds, prefix: str = "") -> Iterator[Figure]:
    recall = {kind: 100 * row["warning+"] for kind, row in scores["recall"].items()}
    clean = {code: row["warning+"] for code, row in scores["fp_pct_entries"].items()}
    lowest, worst = min(recall, key=recall.__getitem__), max(clean, key=clean.__getitem__)
    yield bounds.figure(f"{prefix}macro recall", 100 * scores["macro_recall"]["warning+"], "%", f"{len(recall)} kinds")
    yield bounds.figure(f"{prefix}lowest recall of a kind", recall[lowest], "%", lowest)
    yield bounds.figure(f"{prefix}clean entries flagged", scores["fp_all"]["warning+"], "%")
    yield bounds.figure(f"{prefix}clean entries flagged, worst language", clean[worst], "%", worst)
    yield bounds.figure(f"{prefix}clean entries with an error", scores["fp_all"]["error"], "%")
    yield bounds.figure(f"{prefix}entries a second", speed, "/s", "processor time, one core")


def _details(scores: dict[str, Any]) -> Iterator[Figure]:
    """Each kind of fault that is not found whole, and each check that speaks of clean entries."""
    for kind, row in scores["recall"].items():
        if row["warning+"] < 1:
            yield Figure(f"  recall: {kind}", 100 * row["warning+"], "%")
    for check, row in scores["fp_by_check"].items():
        yield Figure(f"  clean: {check}", row["pct"], "%")


def main() -> int:
    parser = options(__doc__ or "", "checks")
    parser.add_argument("--seed", default="1", help="another seed is another choice of faults")
    parser.add_argument("--half", default="dev", choices=["dev", "heldout", "all"], help="which articles")
    parser.add_argument("--entries", type=int, default=500, help="entries of each language")
    arguments = parser.parse_args()
    if arguments.data is None:
        parser.error("the data is not here; name its folder with --data")
    script, bounds, skipped = arguments.data / GENERATOR, Bounds("checks"), []
    with TemporaryDirectory() as name:
        folder = Path(name)
        _generate(script, folder, arguments.seed, arguments.half, arguments.entries)
        scores, speed = _judged(script, folder, _ours)
        figures = [*_figures(scores, speed, bounds), *_details(scores)]
        if arguments.peers:
            if find_spec("translate"):
                theirs, slow = _judged(script, folder, _pofilter)
                figures += [
                    *_figures(theirs, slow, bounds, "pofilter: "),
                    bounds.figure("times pofilter", speed / slow),
                ]
            else:
                skipped.append("pofilter: translate-toolkit is not installed")
            skipped.append("Weblate: its checks need its whole server, which is not installed here")
    return report(figures, arguments.json, skipped)


if __name__ == "__main__":
    sys.exit(main())
