"""A run of `l10n extract` that finds nothing to do, beside the first one: processor time and the files it opens.

python -m benchmarks.again --articles 500
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.common import Bounds, options, report
from tests.cli.articles import article

LOCALES = ("fr", "es", "pt-BR", "de", "it", "nl", "ca", "ar", "ja", "sv")
_HOOK = """\
import sys
log = open({!r}, "a")
known = (".md", ".po", ".pot")
sys.addaudithook(
    lambda event, args: event == "open" and str(args[0]).endswith(known) and print(args[0], file=log, flush=True)
)
"""


def main() -> int:
    parser = options(__doc__ or "")
    parser.add_argument("--articles", type=int, default=500, help="how many, each of 30 units, in ten locales")
    arguments = parser.parse_args()
    bounds = Bounds("again")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _project(root, arguments.articles)
        first = _extract(root)
        before = _stamps(root)
        again = min(_extract(root) for _ in range(3))
        touched = sum(before[path] != stamp for path, stamp in _stamps(root).items())
        figures = [
            bounds.figure("first run", first, "s CPU", f"{arguments.articles} articles, {len(LOCALES)} locales"),
            bounds.figure("again", again, "s CPU"),
            bounds.figure("times faster", first / again),
            bounds.figure("articles and catalogs opened", _opened(root)),
            bounds.figure("files touched", touched),
        ]
    return report(figures, arguments.json)


def _project(root: Path, count: int) -> None:
    (root / "source_articles").mkdir()
    (root / "l10n.toml").write_text(f'source = "en"\nlocales = {list(LOCALES)}\n')
    for seed in range(count):
        (root / "source_articles" / f"{seed:05}.md").write_text(article(30, seed))


def _extract(root: Path, **variables: str) -> float:
    """Processor seconds of the command, startup included."""
    start = os.times()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **variables}
    subprocess.run(
        [sys.executable, "-m", "l10n", "extract", "-q"], cwd=root, env=environment, check=True, capture_output=True
    )
    end = os.times()
    return end.children_user + end.children_system - start.children_user - start.children_system


def _opened(root: Path) -> int:
    """How many articles, templates and catalogs a run opens that finds nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        (Path(folder) / "sitecustomize.py").write_text(_HOOK.format(str(log)))
        _extract(root, PYTHONPATH=f"{folder}:{Path(__file__).parents[1]}")
        return len(log.read_text().splitlines())


def _stamps(root: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())
