"""Every unit written anew from its marks: the page must look as before, though no byte of it need be the source's.

Each translation is the msgid itself, yet counts as changed; so the whole way is measured that a translation takes.
Comments are compared too, `<wbr>` is not; MDX is judged by the Markdown renderer. The data is a folder with documents
in folders below it, and `spec/*.json` beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import renderers
from benchmarks.common import Bounds, Figure, options, report
from benchmarks.documents import TYPES, examples, settings
from l10n import compose, workflow
from l10n.errors import L10nError
from l10n.formats import format_of

_CJK_GAP = re.compile("(?<=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]) (?=[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef])")


class Anew(str):
    """A translation that equals nothing, its own msgid least of all."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True


@dataclass
class Totals:
    files: int = 0
    crashed: int = 0
    same: int = 0
    units: int = 0
    fallen: int = 0


def main() -> int:
    arguments = options(__doc__ or "", "documents/dev").parse_args()
    reason = renderers.missing() or ("" if arguments.data else "no data (--data DIR)")
    if reason:
        print(f"skipped: {reason}")
        return 0
    totals: dict[str, Totals] = {}
    for path in sorted(path for path in arguments.data.rglob("*") if path.is_file()):
        try:
            kind = format_of(path.name, TYPES.get(path.suffix, ""))
        except L10nError:
            continue
        group = "mdx" if path.suffix == ".mdx" or path.parent.name == "md-react" else kind
        article = workflow.Article(path.name, path.read_bytes(), kind, settings())
        for problem in measure(article, totals.setdefault(group, Totals())):
            print(f"{path.relative_to(arguments.data)}: {problem}")
    for name, text in examples(arguments.data.parent / "spec"):
        article = workflow.Article(name, text.encode(), "markdown", settings())
        for problem in measure(article, totals.setdefault("spec", Totals())):
            print(f"{name}: {problem}")
    return report(list(figures(totals)), arguments.json)


def measure(article: workflow.Article, total: Totals) -> Iterator[str]:
    """Writes an article anew; yields what came out wrong."""
    total.files += 1
    try:
        targets = {key: Anew(key[1]) for key in article.parsed.keys}
        page = compose.compose(article.parsed, targets, "en", "fr")
    except Exception as error:
        total.crashed += 1
        yield f"{type(error).__name__}: {error}"
        return
    total.units += len(article.parsed.keys)
    total.fallen += len(page.failures)
    for failure in page.failures:
        yield f"{failure.key[1]!r} {failure.reason}"
    reason = renderers.difference(*(seen(text, article.parsed.blocks.format) for text in (article.text, page.text)))
    total.same += not reason
    if reason:
        yield reason


def seen(text: str, format_: str) -> renderers.Rendered:
    """The page as it looks; a line end between two Chinese or Japanese characters is no blank."""
    return renderers.rendered(text, format_).changed(lambda text: _CJK_GAP.sub("", text))


def figures(totals: dict[str, Totals]) -> Iterator[Figure]:
    bounds = Bounds("hostile")
    for kind, total in totals.items():
        note = f"{total.same} of {total.files} files"
        yield bounds.figure(f"{kind}: same page, written anew", 100 * total.same / total.files, "%", note)
        yield bounds.figure(f"{kind}: crashes, written anew", total.crashed)
        note = f"{total.fallen} of {total.units}"
        yield bounds.figure(f"{kind}: units fallen back, written anew", 100 * total.fallen / total.units, "%", note)


if __name__ == "__main__":
    raise SystemExit(main())
