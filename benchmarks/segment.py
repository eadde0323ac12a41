"""How well and how fast sentences are found, beside other segmenters.

The data is a file `dev.jsonl` (or another, named by --file), a JSON object a line: lang, dataset, text, boundaries
(ends of sentences) and optional (ends that are neither required nor wrong). Paragraphs are separated by a blank line
and cut one by one; their own ends are not scored. Offsets are compared without blanks.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from benchmarks.common import Bounds, Figure, import_milliseconds, options, report, seconds
from l10n.segment import segment

NEWS = {"NTREX", "AnCora", "Bosque", "Alpino"}
GOLDEN = Path(__file__).parent.parent / "tests" / "segment"
Segmenter = Callable[[str, str], list[tuple[int, int]]]


class Block(NamedTuple):
    """A paragraph: the ends that must be found and those that may be, as numbers of characters that are not blank."""

    language: str
    dataset: str
    text: str
    required: frozenset[int]
    optional: frozenset[int]


# ---------------------------------------------------------------- data


def read(path: Path) -> list[Block]:
    with path.open(encoding="utf-8") as lines:
        return [block for line in lines for block in _blocks(json.loads(line))]


def _blocks(record: dict[str, str | list[int]]) -> Iterator[Block]:
    optional = set(record["optional"])
    required = set(record["boundaries"]) - optional
    at = 0
    for text in str(record["text"]).split("\n\n"):
        last = at + len(text.rstrip())
        solid = _solid(text)
        ends = [
            frozenset(solid[end - at] for end in some if at < end < last)  # type: ignore[operator]
            for some in (required, optional)
        ]
        if text.strip():
            yield Block(str(record["lang"]), str(record["dataset"]), text, ends[0], ends[1])
        at += len(text) + 2


def _solid(text: str) -> list[int]:
    """For each offset, how many characters before it are not blank."""
    counts, count = [0], 0
    for char in text:
        count += not char.isspace()
        counts.append(count)
    return counts


# ---------------------------------------------------------------- scores


def f1(counts: Counter[str]) -> float:
    right, wrong, missed = counts["right"], counts["wrong"], counts["missed"]
    return 200 * right / (2 * right + wrong + missed) if right else 0.0


def score(blocks: Iterable[Block], segmenter: Segmenter) -> dict[tuple[str, str], Counter[str]]:
    """Right, wrong and missed ends and lossy blocks, by language and dataset."""
    scores: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for block in blocks:
        spans = segmenter(block.text, block.language)
        solid = _solid(block.text)
        found = {solid[end] for _, end in spans} - {0, solid[-1]}
        scores[block.language, block.dataset].update(
            right=len(found & block.required),
            wrong=len(found - block.required - block.optional),
            missed=len(block.required - found),
            lossy=int("".join(block.text[start:end] for start, end in spans) != block.text),
        )
    return scores


def by_language(scores: dict[tuple[str, str], Counter[str]], datasets: set[str] | None = None) -> dict[str, float]:
    pooled: dict[str, Counter[str]] = defaultdict(Counter)
    for (language, dataset), counts in scores.items():
        if datasets is None or dataset in datasets:
            pooled[language].update(counts)
    return {language: f1(counts) for language, counts in sorted(pooled.items())}


def mean(values: Iterable[float]) -> float:
    some = list(values)
    return sum(some) / len(some)


# ---------------------------------------------------------------- peers


def _found(text: str, sentences: Iterable[str]) -> list[tuple[int, int]]:
    """Spans of sentences that a peer gave as strings; what it changed or lost stays in the span before."""
    at, ends = 0, []
    for sentence in sentences:
        place = text.find(sentence.strip(), at)
        if place >= 0 and sentence.strip():
            at = place + len(sentence.strip())
            ends.append(at)
    edges = [0, *ends[:-1], len(text)]
    return list(pairwise(edges))


@lru_cache(maxsize=64)
def _pysbd(language: str) -> Callable[[str], list[str]]:
    known = language if language in import_module("pysbd.languages").LANGUAGE_CODES else "en"
    return import_module("pysbd").Segmenter(language=known, clean=False).segment  # type: ignore[no-any-return]


_PUNKT = {
    "cs": "czech", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fr": "french", "it": "italian",
    "ja": "japanese", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish",
    "tr": "turkish", "zh": "chinese",
}  # fmt: skip

PEERS: dict[str, tuple[str, Segmenter]] = {
    "pysbd": ("pysbd", lambda text, language: _found(text, _pysbd(language)(text))),
    "sentencex": (
        "sentencex",
        lambda text, language: _found(text, import_module("sentencex").segment(language, text)),
    ),
    "punkt": (
        "punkt",
        lambda text, language: _found(
            text, import_module("punkt").sent_tokenize(text, _PUNKT.get(language, "english"))
        ),
    ),
}


def peers(blocks: list[Block]) -> tuple[dict[str, dict[tuple[str, str], Counter[str]]], list[str]]:
    scores, skipped = {}, []
    for name, (module, segmenter) in PEERS.items():
        try:
            import_module(module)
        except ImportError:
            skipped.append(f"{name} is not installed")
            continue
        scores[name] = score(blocks, segmenter)
    return scores, skipped


# ---------------------------------------------------------------- figures


def golden_right() -> float:
    """Per cent of the golden blocks that are cut as written."""
    right = total = 0
    for path in sorted(GOLDEN.glob("*.txt")):
        between = "" if path.stem in ("zh", "ja") else " "
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            lines = block.splitlines()
            text = between.join(lines)
            right += [text[start:end].strip() for start, end in segment(text, path.stem)] == lines
            total += 1
    return 100 * right / total


def growth() -> float:
    """How much longer four times the text takes, at worst, over texts that trap careless rules."""
    traps = ("a", ".", '"', "“", ". ", ". . ", "(a. ", '." ', "。」", "1. ", "A. ", "z. B. ", "a. <a1> ", "x.</a1> ")

    def grows(trap: str) -> float:
        text = trap * (800_000 // len(trap))
        small = seconds(lambda: segment(text[: len(text) // 4], "en"))
        return seconds(lambda: segment(text, "en")) / max(small, 0.002)

    return max(map(grows, traps))


def quality(bounds: Bounds, blocks: list[Block], with_peers: bool) -> tuple[list[Figure], list[str]]:
    ours = score(blocks, segment)
    languages = by_language(ours)
    lossy = sum(counts["lossy"] for counts in ours.values())
    figures = [
        bounds.figure("macro F1", mean(languages.values()), "%", f"{len(languages)} languages"),
        bounds.figure("news F1", mean(by_language(ours, NEWS).values()), "%"),
        bounds.figure("lossy blocks", lossy, "", f"of {len(blocks)}"),
        *(bounds.figure(f"{'/'.join(key)} F1", f1(counts), "%") for key, counts in sorted(ours.items())),
    ]
    if not with_peers:
        return figures, ["peers (--peers)"]
    theirs, skipped = peers(blocks)
    for name, scores in theirs.items():
        note = f"news {mean(by_language(scores, NEWS).values()):.2f}"
        figures.append(bounds.figure(f"{name}: macro F1", mean(by_language(scores).values()), "%", note))
    if theirs:
        best = {language: max(by_language(scores)[language] for scores in theirs.values()) for language in languages}
        worst = min(languages, key=lambda language: languages[language] - best[language])
        figures.append(bounds.figure("worst against the best peer", languages[worst] - best[worst], "points", worst))
    return figures, skipped


def speed(bounds: Bounds, blocks: list[Block], with_peers: bool) -> list[Figure]:
    def rate(segmenter: Segmenter, some: list[Block]) -> float:
        size = sum(len(block.text.encode()) for block in some) / 1e6
        return size / seconds(lambda: [segmenter(block.text, block.language) for block in some], 2)

    figures = [bounds.figure("speed", rate(segment, blocks), "MB/s")]
    try:
        module = import_module("pysbd") if with_peers else None
    except ImportError:
        module = None
    if module:
        some = [block for block in blocks[::40] if block.language in import_module("pysbd.languages").LANGUAGE_CODES]
        ratio = rate(segment, some) / rate(lambda text, language: _pysbd(language)(text), some)  # type: ignore[arg-type,return-value]
        figures.append(bounds.figure("times pysbd", ratio, "", "same blocks, one run"))
    return figures


def main() -> int:
    parser = options(__doc__ or "", "segmentation")
    parser.add_argument("--file", default="dev.jsonl", help="the file in the data folder (default: %(default)s)")
    chosen = parser.parse_args()
    bounds = Bounds("segment")
    figures = [
        bounds.figure("golden blocks right", golden_right(), "%"),
        bounds.figure("import", import_milliseconds("l10n.segment", "l10n.model"), "ms", "beyond l10n.model"),
        bounds.figure("worst growth at four times the text", growth(), "times"),
    ]
    path = chosen.data / chosen.file if chosen.data else None
    if not path or not path.is_file():
        return report(figures, chosen.json, [f"quality and speed: no {path or 'data (--data DIR)'}"])
    blocks = read(path)
    found, skipped = quality(bounds, blocks, chosen.peers)
    return report([*figures, *found, *speed(bounds, blocks, chosen.peers)], chosen.json, skipped)


if __name__ == "__main__":
    raise SystemExit(main())
