"""How alike two translations of a text are: chrF, as sacrebleu computes it for one sentence."""

from __future__ import annotations

from collections import Counter

_ORDER = 6
_BETA = 4.0  # squared: recall counts twice


def chrf(one: str, other: str) -> float:
    """From 0 to 1; `other` counts as the reference. 1 for equal texts, blanks apart."""
    ours, theirs = ("".join(text.split()) for text in (one, other))
    if not ours or not theirs:
        return float(ours == theirs)
    precision = recall = orders = 0.0
    for size in range(1, _ORDER + 1):
        have, want = _grams(ours, size), _grams(theirs, size)
        if not have or not want:
            continue
        same = (have & want).total()
        precision += same / have.total()
        recall += same / want.total()
        orders += 1
    precision, recall = precision / orders, recall / orders
    return (1 + _BETA) * precision * recall / (_BETA * precision + recall) if precision + recall else 0.0


def _grams(text: str, size: int) -> Counter[str]:
    return Counter(text[i : i + size] for i in range(len(text) - size + 1))
