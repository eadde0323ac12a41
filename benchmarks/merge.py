"""What becomes of translations when the source changes: real revisions of documents, judged by the scorer that lies
beside them, and the processor time on a large catalog.

Each old sentence is translated by its number, so that the scorer sees where each translation went. The large catalog
holds the sentences of the revisions and new ones made from their halves; two of a hundred are edited, half of these in
one word, half in two words of five. msgmerge with fuzzy matching takes minutes there, so it runs on a tenth of it
unless `--full` is given: its time grows with the square of the size, ours in proportion.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from difflib import SequenceMatcher
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.common import Bounds, Figure, options, report

EDITED = ("edited", "typo", "heading", "moved_edited")
KEPT = ("same", "moved", "copied")
PEERS = ("msgmerge--previous", "msgmerge-N", "pot2po")
LARGE = 50_000
SMALL = LARGE // 10
DATES = "2026-01-05 10:00+0000", "2026-02-05 10:00+0000"


def main() -> int:
    parser = options(__doc__ or "", "edits")
    parser.add_argument("--full", action="store_true", help="run msgmerge --previous on the large catalog as well")
    arguments = parser.parse_args()
    if arguments.data is None:
        print("skipped: no data (--data DIR)")
        return 0
    scorer = _scorer(arguments.data)
    pairs = [json.loads(line) for path in sorted(arguments.data.glob("*.jsonl.gz")) for line in _lines(path)]
    bounds = Bounds("merge")
    figures, skipped = [*revisions(scorer, pairs, bounds), *reversals(scorer, pairs, bounds)], []
    figures += noise(scorer, pairs, bounds)
    figures += large(scorer, pairs, bounds, full=arguments.full, skipped=skipped)
    if arguments.peers:
        figures += peers(scorer, pairs, skipped)
    return report(figures, arguments.json, skipped)


def _lines(path: Path) -> list[str]:
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def _scorer(folder: Path) -> ModuleType:
    """The scorer, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("bench_update", folder / "bench_update.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def update(folder: str) -> None:
    """The command itself, in this process: `old.po` and `new.pot` of the folder → `result.po`."""
    from l10n.cli import cli

    arguments = ["update-po", f"{folder}/old.po", f"{folder}/new.pot", "-o", f"{folder}/result.po"]
    with redirect_stderr(StringIO()):
        cli.main(arguments, standalone_mode=False)


# ---------------------------------------------------------------- real revisions


def revisions(scorer: ModuleType, pairs: Sequence[Any], bounds: Bounds) -> list[Figure]:
    """What became of the sentences of every pair."""
    count = _scored(scorer, pairs, update)
    return [bounds.figure(name, value, "%") for name, value in _rates(count)]


def _scored(scorer: ModuleType, pairs: Sequence[Any], tool: Callable[[str], None]) -> Counter[str]:
    count: Counter[str] = Counter()
    for pair in pairs:
        with tempfile.TemporaryDirectory() as folder:
            scorer.prepare(pair, folder)
            tool(folder)
            scorer.score_one(pair, f"{folder}/result.po", count)
    return count


def _rates(count: Counter[str]) -> list[tuple[str, float]]:
    def share(kinds: Sequence[str], what: str) -> float:
        return 100 * sum(count[f"{kind}:{what}"] for kind in kinds) / max(1, sum(count[f"{kind}:n"] for kind in kinds))

    return [
        ("kept", share(KEPT, "exact")),
        ("moved kept", share(["moved"], "exact")),
        ("lost", 100 * count["old:lost"] / max(1, count["old:n"])),
        ("edited: right", share(EDITED, "right")),
        ("edited: with previous msgid, or approved", share(EDITED, "prev") + share(EDITED, "right_not_fuzzy")),
        ("edited: wrong", share(EDITED, "wrong")),
        ("headings: right", share(["heading"], "right")),
        ("typos: right", share(["typo"], "right")),
        ("splits: right", share(["split"], "right")),
        ("merged: both halves", share(["merged"], "both")),
        ("inserted: false", share(["inserted"], "suggested")),
    ]


def reversals(scorer: ModuleType, pairs: Sequence[Any], bounds: Bounds) -> list[Figure]:
    """Forth to the new revision and back to the old one: approved translations that are approved again, untouched."""
    count: Counter[str] = Counter()
    for pair in pairs:
        with tempfile.TemporaryDirectory() as folder:
            old, _ = scorer.prepare(pair, folder)
            wanted = {text: scorer.mark(number, text) for number, (_, _, text) in enumerate(old)}
            gone = {pair["old"][at][2] for at in pair["deleted"]}
            update(folder)
            Path(folder, "result.po").rename(f"{folder}/old.po")
            scorer.write(old, f"{folder}/new.pot", False, DATES[1])
            update(folder)
            _back(f"{folder}/result.po", wanted, gone - {unit[2] for unit in pair["new"]}, count)
    kinds = {"deleted": "delete → restore", "other": "edit → revert"}
    return [bounds.figure(name, 100 * count[f"{kind} back"] / max(1, count[kind]), "%") for kind, name in kinds.items()]


def _back(path: str, wanted: dict[str, str], gone: set[str], count: Counter[str]) -> None:
    from l10n.catalog import parse, status

    found = {entry.msgid: entry for entry in parse(Path(path).read_bytes()).entries if not entry.obsolete}
    for text, translation in wanted.items():
        kind = "deleted" if text in gone else "other"
        count[kind] += 1
        count[f"{kind} back"] += found[text].msgstr == translation and status(found[text]).published


def noise(scorer: ModuleType, pairs: Sequence[Any], bounds: Bounds) -> list[Figure]:
    """The lines of the file that a word more in one sentence changes, with other line numbers and a new date."""
    changed = []
    for pair in [pair for pair in pairs if 60 <= len(scorer.uniq(pair["old"])) <= 200][:20]:
        units = scorer.uniq(pair["old"])
        with tempfile.TemporaryDirectory() as folder:
            scorer.write(units, f"{folder}/old.po", True, DATES[0])
            scorer.write(units, f"{folder}/new.pot", False, DATES[0])
            update(folder)
            before = Path(folder, "result.po").read_text(encoding="utf-8").split("\n")
            Path(folder, "result.po").rename(f"{folder}/old.po")
            at = next(n for n in range(len(units) // 2, len(units)) if units[n][0] == "p" and len(units[n][2]) > 60)
            words = units[at][2].split(" ")
            words.insert(len(words) // 2, "really")
            edited = [(k, p, " ".join(words) if n == at else text) for n, (k, p, text) in enumerate(units)]
            lines = {n: 3 * place + 1 + (n >= at) for n, (_, place, _) in enumerate(edited)}
            scorer.write(edited, f"{folder}/new.pot", False, DATES[1], lines=lines)
            update(folder)
            after = Path(folder, "result.po").read_text(encoding="utf-8").split("\n")
            diff = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
            changed.append(sum(b - a + d - c for what, a, b, c, d in diff if what != "equal"))
    return [bounds.figure("one word: lines changed", sum(changed) / len(changed), note=f"at most {max(changed)}")]


# ---------------------------------------------------------------- a large catalog


def large(scorer: ModuleType, pairs: Sequence[Any], bounds: Bounds, *, full: bool, skipped: list[str]) -> list[Figure]:
    """Processor seconds of the whole command, and how many times that of msgmerge."""
    with tempfile.TemporaryDirectory() as folder:
        small, big = f"{folder}/small", f"{folder}/large"
        for size, where in ((SMALL, small), (LARGE, big)):
            Path(where).mkdir()
            _write_large(scorer, pairs, size, where)
        ours = [_processor_seconds(_command(where)) for where in (small, big)]
        figures = [bounds.figure(f"{LARGE:,} entries: seconds", ours[1], "s")]
        figures.append(bounds.figure("growth at ten times the entries", ours[1] / ours[0], "×"))
        if not shutil.which("msgmerge"):
            skipped.append("msgmerge is not installed")
            return figures
        exact = _processor_seconds(["msgmerge", "-q", "-N", "-o", os.devnull, f"{big}/old.po", f"{big}/new.pot"])
        figures.append(bounds.figure("times msgmerge -N", ours[1] / exact, "×", f"that: {exact:.2f} s"))
        where = big if full else small
        fuzzy = _processor_seconds(
            ["msgmerge", "-q", "--previous", "-o", os.devnull, f"{where}/old.po", f"{where}/new.pot"]
        )
        estimate = fuzzy if full else fuzzy * (LARGE / SMALL) ** 2
        note = f"that: {fuzzy:.1f} s" + ("" if full else f" for {SMALL:,} entries, so {estimate:.0f} s")
        return [*figures, bounds.figure("share of msgmerge --previous", ours[1] / estimate, "×", note)]


def _command(folder: str) -> list[str]:
    return [sys.executable, "-m", "l10n", "update-po", f"{folder}/old.po", f"{folder}/new.pot", "-o", f"{folder}/r.po"]


def _processor_seconds(command: Sequence[str], repeat: int = 2) -> float:
    best = float("inf")
    for _ in range(repeat):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def _write_large(scorer: ModuleType, pairs: Sequence[Any], size: int, folder: str) -> None:
    draw = random.Random(size)
    texts = list(dict.fromkeys(unit[2] for pair in pairs for unit in pair["old"]))
    words = [text.split() for text in texts if len(text) > 60]
    known = dict.fromkeys(draw.sample(texts, min(size, len(texts))))
    while len(known) < size:
        first, second = draw.choice(words), draw.choice(words)
        known[" ".join([*first[: len(first) // 2], *second[len(second) // 2 :]])] = None
    old = list(known)
    draw.shuffle(old)
    new = list(old)
    for at in draw.sample(range(size), size // 50):
        new[at] = _edited(new[at].split(), draw, words)
    scorer.write([("p", at, text) for at, text in enumerate(old)], f"{folder}/old.po", True, DATES[0])
    units = [("p", at, text) for at, text in enumerate(dict.fromkeys(new))]
    scorer.write(units, f"{folder}/new.pot", False, DATES[1])


def _edited(words: list[str], draw: random.Random, others: Sequence[Sequence[str]]) -> str:
    """A word more, less, or another one; or two words of five from other sentences."""
    if draw.random() < 0.5:
        return " ".join(word if draw.random() < 0.6 else draw.choice(draw.choice(others)) for word in words)
    at = draw.randrange(len(words))
    words[at : at + draw.choice([0, 1, 1])] = draw.choice([["really"], ["changed"], [] if len(words) > 3 else ["now"]])
    return " ".join(words)


# ---------------------------------------------------------------- peers


def peers(scorer: ModuleType, pairs: Sequence[Any], skipped: list[str]) -> list[Figure]:
    """The same rates for the tools that are there."""
    figures = []
    for tool in PEERS:
        if not shutil.which(tool.split("-")[0]) and not (Path(sys.executable).parent / tool).exists():
            skipped.append(f"{tool} is not installed")
            continue
        scorer.V = f"{Path(sys.executable).parent}/"
        count = _scored(scorer, pairs, lambda folder, tool=tool: scorer.run_tool(tool, folder))  # type: ignore[misc]
        figures += [Figure(f"{tool}: {name}", value, "%") for name, value in _rates(count)]
    return figures


if __name__ == "__main__":
    raise SystemExit(main())
