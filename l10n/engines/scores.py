"""How near translations are to those that people approved. sacrebleu computes what it is known for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from l10n.engines.likeness import chrf as likeness


@dataclass(frozen=True, slots=True)
class Scores:
    """From 0 to 100. `chrf` and `bleu`: more is better; `ter` and `edits` (characters to change, of the longer text):
    less is. None: sacrebleu is not installed."""

    chrf: float
    edits: float
    bleu: float | None = None
    ter: float | None = None


def scores(answers: Sequence[str], references: Sequence[str]) -> Scores:
    """Of as many answers as references, "" for those that there are not; at least one."""
    edits = 100 * sum(map(_distance, answers, references)) / len(answers)
    if find_spec("sacrebleu") is None:
        return Scores(100 * sum(map(likeness, answers, references)) / len(answers), edits)
    metrics = import_module("sacrebleu.metrics")
    chrf, bleu, ter = (
        float(metric.corpus_score(list(answers), [list(references)]).score)
        for metric in (metrics.CHRF(), metrics.BLEU(), metrics.TER())
    )
    return Scores(chrf, edits, bleu, ter)


def _distance(answer: str, reference: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_distance(answer, reference))
