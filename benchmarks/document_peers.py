"""Processor time of whole commands on the same documents: ours beside po4a, mdpo and translate-toolkit.

Each tool works in the way it is quickest with many files: l10n on a project, translate-toolkit on a folder, po4a and
mdpo file by file. Catalogs are filled in between, outside the measured time. A rate counts only documents that came
back.
"""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.common import Bounds, Figure
from l10n import catalog

BYTES = 1_500_000
"""About how much of a corpus the slow tools are given."""

Commands = Iterator[list[str]]


@dataclass(frozen=True)
class Tool:
    """How a tool extracts the documents of `source/` into `po/` and compiles these to `out/`, below a folder."""

    name: str
    missing: str
    extract: Callable[[Sequence[str]], Commands]
    compile: Callable[[Sequence[str]], Commands]


def figures(folder: Path, suffix: str, kind: str) -> tuple[list[Figure], list[str]]:
    """The figures for documents with this suffix, and what was left out with the reason."""
    documents = sample(folder, suffix)
    if not documents:
        return [], [f"{kind}: no documents"]
    tools = [tool for tool in TOOLS[suffix]() if not tool.missing]
    rates = {tool.name: measured(tool, documents, suffix) for tool in [OURS, *tools]}
    bounds = Bounds("documents")
    found = []
    for name, (extract, both) in rates.items():
        found.append(bounds.figure(f"{kind}: {name}, extract", extract, "MB/s"))
        found.append(bounds.figure(f"{kind}: {name}, extract and compile", both, "MB/s"))
    ours = rates[OURS.name]
    for tool in tools:
        extract, both = rates[tool.name]
        found.append(bounds.figure(f"{kind}: extract, times {tool.name}", ours[0] / extract))
        found.append(bounds.figure(f"{kind}: extract and compile, times {tool.name}", ours[1] / both))
    return found, [f"{kind}: {tool.name}: {tool.missing}" for tool in TOOLS[suffix]() if tool.missing]


def sample(folder: Path, suffix: str) -> list[Path]:
    """Documents spread over the corpus, in all about BYTES."""
    every = sorted(folder.rglob(f"*{suffix}"))
    step = max(1, round(sum(path.stat().st_size for path in every) / BYTES))
    return every[::step]


def measured(tool: Tool, documents: Sequence[Path], suffix: str) -> tuple[float, float]:
    """MB of documents a second of processor time: extract, and extract and compile together."""
    with TemporaryDirectory() as name:
        work = Path(name)
        for part in ("source", "po", "out"):
            (work / part).mkdir()
        for number, path in enumerate(documents):
            shutil.copyfile(path, work / "source" / f"{number}{suffix}")
        names = [f"{number}{suffix}" for number in range(len(documents))]
        (work / "l10n.toml").write_text('source = "en"\nlocales = ["fr"]\narticles = "source"\nbuild = "out"\n')
        extract = seconds(tool.extract(names), work)
        fill(work)
        compile_ = seconds(tool.compile(names), work)
        back = {path.stem for path in (work / "out").rglob(f"*{suffix}") if path.stat().st_size}
        size = sum(path.stat().st_size for number, path in enumerate(documents) if str(number) in back)
    return size / 1e6 / extract, size / 1e6 / (extract + compile_)


def seconds(commands: Commands, folder: Path) -> float:
    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    before = spent()
    for command in commands:
        subprocess.run(
            command, cwd=folder, capture_output=True, check=False, timeout=600, env={**os.environ, "LC_ALL": "C.UTF-8"}
        )
    return spent() - before


def fill(work: Path) -> None:
    """Every translation is its source with an accent; what a tool cannot read again stays empty."""
    for path in [*work.rglob("*.po")]:
        found = catalog.parse(path.read_bytes(), path.name)
        entries = (catalog.changed(entry, msgstr=accented(entry.msgid)) for entry in found.entries)
        path.write_bytes(catalog.render(replace(found, entries=tuple(entries))))


def accented(text: str) -> str:
    """With the first plain e outside markup accented."""
    at = text.find("e")
    return text if at < 0 or any(sign in text[:at] for sign in "<[{`(&\\:/") else f"{text[:at]}é{text[at + 1 :]}"


# ---------------------------------------------------------------- tools


def _python(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


OURS = Tool(
    "l10n",
    "",
    lambda _: iter([_python("l10n", "extract", "-q")]),
    lambda _: iter([_python("l10n", "compile", "-q", "--draft")]),
)


def toolkit(source: str, target: str) -> Tool:
    """translate-toolkit's converters, each in one process over the folder."""
    missing = "" if importlib.util.find_spec("translate") else "translate-toolkit is not installed"
    if source == "md2po" and not importlib.util.find_spec("mistletoe"):
        missing = "translate-toolkit's Markdown needs mistletoe"
    module = "translate.convert."
    return Tool(
        "translate-toolkit",
        missing,
        lambda _: iter([_python(module + source, "--progress=none", "source", "po")]),
        lambda _: iter([_python(module + target, "--progress=none", "-t", "source", "po", "out")]),
    )


def po4a(form: str, *options: str) -> Tool:
    what = ["-f", form, *options, "-M", "UTF-8"]
    return Tool(
        "po4a",
        "" if shutil.which("po4a-updatepo") else "po4a is not installed",
        lambda names: (["po4a-updatepo", *what, "-m", f"source/{name}", "-p", f"po/{name}.po"] for name in names),
        lambda names: (
            ["po4a-translate", *what, "-m", f"source/{name}", "-p", f"po/{name}.po", "-l", f"out/{name}", "-k", "0"]
            for name in names
        ),
    )


def mdpo() -> Tool:
    return Tool(
        "mdpo",
        "" if importlib.util.find_spec("mdpo") else "mdpo is not installed",
        lambda names: (
            _python("mdpo.md2po", "-q", f"source/{name}", "--save", "--po-filepath", f"po/{name}.po") for name in names
        ),
        lambda names: (
            _python("mdpo.po2md", "-q", f"source/{name}", "-p", f"po/{name}.po", "-s", f"out/{name}") for name in names
        ),
    )


TOOLS: dict[str, Callable[[], list[Tool]]] = {
    ".md": lambda: [po4a("text", "-o", "markdown"), mdpo(), toolkit("md2po", "po2md")],
    ".html": lambda: [po4a("xhtml"), toolkit("html2po", "po2html")],
}
