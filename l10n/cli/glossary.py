"""`l10n glossary`"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from l10n.cli import shared
from l10n.cli.shared import Exit, Run

if TYPE_CHECKING:
    from l10n.glossary import Found
    from l10n.glossary.candidates import Candidate, Sentence
    from l10n.glossary.stories import Clash, Unit
    from l10n.model import Entry, Problem
    from l10n.project import Project

_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to report."
)
_SHOWN = 3  # places of a rendering that a line names


@click.group("glossary")
def command() -> None:
    """Terms and names: what they are in each locale, where they occur, and whether translations follow."""


# ---------------------------------------------------------------- check


@command.command("check")
@shared.articles_argument
@shared.locale_option
@_FORMAT
@shared.common
def check(run: Run, articles: tuple[str, ...], locales: tuple[str, ...], form: str) -> None:
    """Check the table, the translations of its terms, and that a name has one spelling in a story.

    Exits 1 where the table has broken rows, 6 where translations do not follow it.
    """
    from l10n.project import glossary

    found = run.project()
    names = shared.chosen(found, articles)
    table = glossary.table(found)
    rows: list[dict[str, object]] = []
    for error in table.errors:
        rows.append({"kind": "row", "file": error.file, "line": error.line, "message": error.message})
        with run.going_on():
            raise error
    for locale in found.targets(locales):
        terms = [problem for name in names for problem in _terms(run, found, name, locale)]
        rows += [_term_row(problem) for problem in terms]
        if terms:
            run.ended(Exit.CHECK_ERRORS)
        rows += [_clash_row(story, locale, clash) for story, clash in _clashes(run, found, names, locale)]
    if form == "json":
        import json

        run.result(json.dumps({"glossary": rows}, ensure_ascii=False, indent=2))
    for row in rows if form == "text" else ():
        if row["kind"] != "row":
            run.result(_line(row))
    if not rows:
        run.note(f"{len(table.rows)} terms, no problems")


def _terms(run: Run, found: Project, name: str, locale: str) -> Iterator[Problem]:
    """What the check of terms says of a catalog."""
    from l10n import checks
    from l10n.model import Pair
    from l10n.project import glossary, shown

    contents = checks.Contents(
        Pair(found.config.source, locale),
        entries=tuple(_entries(run, found, name, locale)),
        terms=glossary.table(found).terms(locale),
    )
    yield from checks.check_catalog(contents, shown(found.catalog_path(name, locale)), only=("glossary",))


def _entries(run: Run, found: Project, name: str, locale: str) -> Sequence[Entry]:
    """The entries of a catalog that are in use; none where there is no catalog, or it cannot be read."""
    from l10n import catalog
    from l10n.project import shown

    path = found.catalog_path(name, locale)
    data = found.read(path).data
    entries: Sequence[Entry] = ()
    with run.going_on():
        entries = catalog.parse(data, shown(path)).entries if data is not None else ()
    return [entry for entry in entries if entry.msgid and not entry.obsolete and entry.msgid_plural is None]


def _clashes(run: Run, found: Project, names: Sequence[str], locale: str) -> Iterator[tuple[str, Clash]]:
    """The names of each story that are spelt in more than one way."""
    from l10n.glossary import stories
    from l10n.project import shown
    from l10n.project.stories import stories as told

    for story, articles in told(found, names).items():
        units: list[Unit] = []
        for name in articles:
            file = shown(found.catalog_path(name, locale))
            texts = (entry for entry in _entries(run, found, name, locale) if entry.msgstr)
            units += [stories.Unit(entry.msgid, entry.msgstr, f"{file}:{entry.line}") for entry in texts]
        yield from ((story, clash) for clash in stories.clashes(units, locale))


def _term_row(problem: Problem) -> dict[str, object]:
    facts = {"file": problem.file, "line": problem.line, "locale": problem.locale}
    return {"kind": "term", **facts, "message": problem.message, "text": problem.msgid}


def _clash_row(story: str, locale: str, clash: Clash) -> dict[str, object]:
    renderings = [{"rendering": word, "places": [unit.place for unit in units]} for word, units in clash.renderings]
    return {"kind": "name", "story": story, "locale": locale, "name": clash.name, "renderings": renderings}


def _line(row: dict[str, object]) -> str:
    if row["kind"] == "term":
        return f"{row['file']}:{row['line']}: {row['message']}"
    told = []
    renderings = row["renderings"]
    for item in renderings if isinstance(renderings, list) else ():
        places = item["places"]
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        told.append(f"{item['rendering']} ({', '.join(places[:_SHOWN])}{more})")
    return f"{row['locale']}: {row['name']} has {len(told)} renderings in {row['story']}: {'; '.join(told)}"


# ---------------------------------------------------------------- find


@command.command("find")
@click.argument("texts", nargs=-1, metavar="[TEXT]...")
@shared.locale_option
@_FORMAT
@shared.common
def find(run: Run, texts: tuple[str, ...], locales: tuple[str, ...], form: str) -> None:
    """The terms that occur in texts; without any, each line of standard input is one."""
    from l10n.glossary import Finder
    from l10n.project import glossary

    found = run.project()
    table = glossary.load(found)
    asked = texts or tuple(line.strip() for line in sys.stdin if line.strip())
    for locale in found.targets(locales):
        finder = Finder(table.terms(locale), found.config.source)
        for text in asked:
            for hit in finder.find(text):
                run.result(_hit(text, locale, hit, form))


def _hit(text: str, locale: str, hit: Found, form: str) -> str:
    term, words = hit.term, text[hit.start : hit.end]
    if form == "json":
        import json

        facts = {"text": text, "locale": locale, "start": hit.start, "end": hit.end, "term": term.source}
        more = {"targets": term.targets, "keep": term.keep, "forbidden": term.forbidden, "note": term.note}
        return json.dumps(facts | more, ensure_ascii=False)
    notes = ["as it is" if term.keep else " or ".join(term.targets)]
    notes += [f"not {' or '.join(term.forbidden)}"] if term.forbidden else []
    notes += [term.note] if term.note else []
    return f"{locale}  {words}: {'; '.join(filter(None, notes))}"


# ---------------------------------------------------------------- extract


@command.command("extract")
@shared.articles_argument
@shared.locale_option
@click.option("--least", type=click.IntRange(2), default=3, show_default=True, help="Sentences that must have it.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@shared.common
def extract(run: Run, articles: tuple[str, ...], locales: tuple[str, ...], least: int, form: str) -> None:
    """Propose terms: names and expressions that articles repeat, with how they were translated so far.

    What the glossary has already is left out. The CSV is a glossary with the most frequent renderings, to be edited.
    """
    from l10n.checks.language import common_words
    from l10n.glossary.candidates import candidates
    from l10n.project import glossary

    found = run.project()
    targets = found.targets(locales)
    names = shared.chosen(found, articles)
    known = {row.term.source.casefold() for row in glossary.table(found).rows}
    sentences = [sentence for name in names for sentence in _sentences(run, found, name, targets)]
    made = candidates(sentences, common_words(found.config.source), least)
    fresh = [candidate for candidate in made if candidate.text.casefold() not in known]
    click.echo(_RENDER[form](fresh, targets), nl=False)


def _sentences(run: Run, found: Project, name: str, targets: Sequence[str]) -> Iterator[Sentence]:
    """The texts of an article, with what its catalogs have for them."""
    from l10n.glossary.candidates import Sentence

    by = {locale: {e.msgid: e.msgstr for e in _entries(run, found, name, locale) if e.msgstr} for locale in targets}
    texts: Sequence[str] = ()
    with run.going_on():
        texts = list(dict.fromkeys(entry.msgid for entry in shared.article(found, name).entries))
    for text in texts:
        yield Sentence(name, text, {locale: known[text] for locale, known in by.items() if text in known})


def _as_text(found: Sequence[Candidate], targets: Sequence[str]) -> str:
    lines = []
    for candidate in found:
        lines.append(f"{candidate.count:5}  {candidate.text}  ({candidate.articles} articles)")
        for locale in targets:
            told = ", ".join(f"{text} ({n})" for text, n in candidate.renderings.get(locale, ()))
            lines += [f"         {locale}: {told}"] if told else []
    return "".join(f"{line}\n" for line in lines)


def _as_json(found: Sequence[Candidate], _targets: Sequence[str]) -> str:
    import json
    from dataclasses import asdict

    return json.dumps({"candidates": [asdict(item) for item in found]}, ensure_ascii=False, indent=2) + "\n"


def _as_csv(found: Sequence[Candidate], targets: Sequence[str]) -> str:
    import csv
    import io

    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["source", *targets, "note"])
    for item in found:
        best = [next((text for text, _ in item.renderings.get(locale, ())), "") for locale in targets]
        rows.writerow([item.text, *best, f"{item.count} sentences in {item.articles} articles"])
    return out.getvalue()


_RENDER = {"text": _as_text, "json": _as_json, "csv": _as_csv}
