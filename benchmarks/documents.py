"""Round trips of real documents, bytes → PO → bytes, with empty, identical and pseudo-translated catalogs.

The data is a folder with documents in folders below it; `spec/*.json` beside it may hold CommonMark examples
({"markdown": …}). Files of a format that l10n does not read are counted as skipped.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import document_peers
from benchmarks.common import Bounds, Figure, options, report
from l10n import catalog, engines, workflow
from l10n.errors import L10nError
from l10n.formats import FORMATS, format_of
from l10n.model import Entry, Pair, Settings, Suggestion
from l10n.pretranslate import requests
from l10n.project.config import Markdown

PAIR = Pair("en", "fr")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
TYPES = {".rst": "text"}


@dataclass
class Totals:
    files: int = 0
    crashed: int = 0
    empty: int = 0
    identical: int = 0
    whole: int = 0
    units: int = 0
    fallen: int = 0
    bytes: int = 0
    seconds: float = 0.0


def main() -> int:
    arguments = options(__doc__ or "", "documents/dev").parse_args()
    folder = arguments.data
    if folder is None:
        print("skipped: no data (--data DIR)")
        return 0
    totals: dict[str, Totals] = {name: Totals() for name in (*FORMATS, "spec")}
    skipped: Counter[str] = Counter()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            kind = format_of(path.name, TYPES.get(path.suffix, ""))
        except L10nError:
            skipped[path.suffix] += 1
            continue
        measure(workflow.Article(path.name, path.read_bytes(), kind, settings()), totals[kind])
    for name, text in examples(folder.parent / "spec"):
        measure(workflow.Article(name, text.encode(), "markdown", settings()), totals["spec"])
    reasons = [f"{count} files *{suffix}: no such format" for suffix, count in sorted(skipped.items())]
    found = list(figures(totals))
    for suffix, kind in ((".md", "markdown"), (".html", "html")) if arguments.peers else ():
        beside, missing = document_peers.figures(folder, suffix, kind)
        found += beside
        reasons += missing
    return report(found, arguments.json, reasons)


def settings() -> Settings:
    return Settings(chrome=("Comments",), front_matter=Markdown().front_matter)


def examples(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.json")):
        for example in json.loads(path.read_text(encoding="utf-8")):
            yield f"{path.stem}-{example['n']}.md", example["markdown"]


def measure(article: workflow.Article, total: Totals) -> None:
    total.files += 1
    total.bytes += len(article.data)
    start = time.process_time()
    try:
        empty = workflow.extract(article, PAIR.target, None, NOW).data
        total.empty += compiled(article, empty).data == article.data
        total.seconds += time.process_time() - start
        entries = catalog.parse(empty).entries
        same = with_texts(empty, {entry.msgid: entry.msgid for entry in entries})
        total.identical += compiled(article, same).data == article.data
        page = compiled(article, with_texts(empty, pseudo(entries)))
    except Exception as error:
        print(f"{article.name}: {type(error).__name__}: {error}")
        total.crashed += 1
        return
    total.units += len(article.parsed.keys)
    total.fallen += len(page.problems)
    total.whole += not page.problems


def compiled(article: workflow.Article, data: bytes) -> workflow.Page:
    return workflow.compile_page(article, data, PAIR, always=True)


def with_texts(data: bytes, texts: dict[str, str]) -> bytes:
    found = catalog.parse(data)
    entries = tuple(catalog.changed(entry, msgstr=texts.get(entry.msgid, "")) for entry in found.entries)
    return catalog.render(replace(found, entries=entries))


def pseudo(entries: tuple[Entry, ...]) -> dict[str, str]:
    engine = engines.open_engine("pseudo", PAIR)
    answers = engine.suggest(requests(entries, range(len(entries))), PAIR)
    return {entries[answer.id].msgid: answer.text for answer in answers if isinstance(answer, Suggestion)}


def figures(totals: dict[str, Totals]) -> Iterator[Figure]:
    bounds = Bounds("documents")
    for kind, total in totals.items():
        if not total.files:
            continue
        yield bounds.figure(f"{kind}: files", total.files)
        yield bounds.figure(f"{kind}: crashes", total.crashed)
        yield bounds.figure(f"{kind}: same bytes, nothing translated", 100 * total.empty / total.files, "%")
        yield bounds.figure(f"{kind}: same bytes, msgstr = msgid", 100 * total.identical / total.files, "%")
        yield bounds.figure(f"{kind}: structure kept, pseudo-translated", 100 * total.whole / total.files, "%")
        yield bounds.figure(f"{kind}: units fallen back", 100 * total.fallen / max(total.units, 1), "%")
        yield bounds.figure(
            f"{kind}: extract and compile", total.bytes / 1e6 / max(total.seconds, 1e-9), "MB/s", "processor time"
        )


if __name__ == "__main__":
    raise SystemExit(main())
