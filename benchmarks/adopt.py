"""How well `l10n adopt` finds the sentences of a translated article: news in many languages, translated line by line.

The lines become articles of paragraphs; in the harder half the translation lacks paragraphs, and joins or splits some.
The data are NTREX-128 (newstest2019, CC BY-SA 4.0), which may lie beside the project.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.common import Bounds, options, report
from l10n import inline
from l10n.adopt import from_page
from l10n.article import Article
from l10n.model import Settings

TARGETS = {"fr": "fra", "de": "deu", "ru": "rus", "fi": "fin", "he": "heb", "ja": "jpn"}


def main() -> int:
    arguments = options(__doc__ or "", "ntrex").parse_args()
    if arguments.data is None:
        return report(
            [Bounds("adopt").figure("languages", 0)], arguments.json, ["no data: name its folder with --data"]
        )
    bounds = Bounds("adopt")
    figures = []
    for harder in (False, True):
        total: Counter[str] = Counter()
        for tag, code in TARGETS.items():
            total += _measure(arguments.data, tag, code, harder)
        name = "left out, joined and split" if harder else "paragraph by paragraph"
        count = sum(total.values())
        figures += [
            bounds.figure(f"{name}: {what}", 100 * total[what] / count, "%", f"of {count} sentences")
            for what in ("right", "wrong", "nothing")
        ]
    return report(figures, arguments.json)


def _measure(data: Path, tag: str, code: str, harder: bool) -> Counter[str]:
    source = (data / "newstest2019-src.eng.txt").read_text("utf-8").split("\n")
    target = (data / f"newstest2019-ref.{code}.txt").read_text("utf-8").split("\n")
    documents: dict[str, list[int]] = {}
    for line, name in enumerate((data / "DOCUMENT_IDS.tsv").read_text("utf-8").split()):
        documents.setdefault(name, []).append(line)
    chance = random.Random(1)
    total: Counter[str] = Counter()
    for lines in documents.values():
        old = _paragraphs(lines, chance)
        total += _judged(old, _disturbed(old, chance) if harder else old, source, target, tag)
    return total


def _paragraphs(lines: Sequence[int], chance: random.Random) -> list[list[int]]:
    """The lines of a document: the headline, and paragraphs of one to four."""
    out, at = [[lines[0]]], 1
    while at < len(lines):
        size = chance.choice((1, 2, 2, 3, 4))
        out.append(list(lines[at : at + size]))
        at += size
    return out


def _disturbed(paragraphs: Sequence[list[int]], chance: random.Random) -> list[list[int]]:
    """One paragraph in seventeen left out, one joined to that before it, one split."""
    out = [paragraphs[0]]
    for paragraph in paragraphs[1:]:
        luck = chance.random()
        if luck < 0.06:
            continue
        if luck < 0.12 and len(out) > 1:
            out[-1] = out[-1] + paragraph
        elif luck < 0.18 and len(paragraph) > 1:
            out += [paragraph[:1], paragraph[1:]]
        else:
            out.append(paragraph)
    return out


def _judged(
    old: Sequence[list[int]], new: Sequence[list[int]], source: Sequence[str], target: Sequence[str], tag: str
) -> Counter[str]:
    """Sentences of the source by what they were offered; one whose line was left out is right to get nothing."""
    one, two = _article(old, source, "en"), _article(new, target, tag)
    found = from_page(one.parsed, two.parsed).entries
    there = {line for paragraph in new for line in paragraph}
    lines = [line for paragraph in old for line in paragraph]
    total: Counter[str] = Counter()
    for key in dict.fromkeys(one.parsed.keys):
        homes = [line for line in lines if _plain(key[1]) in _plain(source[line])]
        if not homes:  # a sentence that our cut makes of two lines
            continue
        offer = found[key].msgstr if key in found else ""
        text = _plain(offer)
        if not offer:
            total["nothing" if there & {*homes} else "right"] += 1
        elif offer == inline.JOINED or any(text in _plain(target[h]) or _plain(target[h]) in text for h in homes):
            total["right"] += 1
        else:
            total["wrong"] += 1
    return total


def _article(paragraphs: Sequence[list[int]], texts: Sequence[str], locale: str) -> Article:
    head, *body = (" ".join(texts[line] for line in paragraph) for paragraph in paragraphs)
    text = "\n\n".join([f"# {head}", *body]) + "\n"
    return Article("news.md", text.encode(), "markdown", Settings(source=locale))


def _plain(text: str) -> str:
    return " ".join(inline.plain(text).split())


if __name__ == "__main__":
    sys.exit(main())
