"""The pages that compile wrote: which are ours to replace and remove."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from l10n.errors import StoreError
from l10n.project import files
from l10n.project.files import shown
from l10n.project.tree import Project

MANIFEST = ".l10n-manifest"
FACTS = "manifest.json"
_LINE = re.compile(r"([0-9a-f]{64})  ([^/\n]+)/([^\n]+)")


class Build:
    """The build folder, while one process compiles. Get it from `building(project)`.

    The manifest has a line `SHA-256  locale/article` a page, as sha256sum writes it. A line is added before its
    page is written: a page is listed even if the process dies in between. What lies where a page goes and is
    not as we wrote it is kept in `.l10n/kept/`; `kept` lists those.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.manifest = project.build_folder / MANIFEST
        self.kept: list[Path] = []
        self._facts = _facts(files.read(project.build_folder / FACTS).data or b"")
        self._pages: dict[tuple[str, str], set[str]] = {}
        for sha, locale, article in _lines(files.read(self.manifest).data or b""):
            self._pages.setdefault((locale, article), set()).add(sha)

    def owned(self, locale: str) -> list[str]:
        """The articles whose pages in this locale compile wrote, sorted."""
        return sorted(article for tag, article in self._pages if tag == locale)

    def locales(self) -> list[str]:
        """The locales with pages, also those no longer configured, sorted."""
        return sorted({tag for tag, _ in self._pages})

    def put(self, article: str, locale: str, data: bytes, facts: Mapping[str, object] | None = None) -> bool:
        """Write a page; whether it had to be written. `facts` about it go into manifest.json."""
        self._facts[locale, article] = {**(facts or {}), "sha256": hashlib.sha256(data).hexdigest()}
        path = self.project.build_path(article, locale)
        self._keep_foreign(path, locale, article, data)
        sha = hashlib.sha256(data).hexdigest()
        if sha not in self._pages.get((locale, article), set()):
            self._note(f"{sha}  {locale}/{article}\n")
            self._pages.setdefault((locale, article), set()).add(sha)
        written = self.project.write(path, data)
        self._pages[locale, article] = {sha}
        return written

    def withdraw(self, article: str, locale: str) -> bool:
        """Take away the page of an article, if compile wrote one; whether there was one."""
        if (locale, article) not in self._pages:
            return False
        path = self.project.build_path(article, locale)
        self._keep_foreign(path, locale, article, b"")
        was_there = path.exists()
        self.project.remove(path)
        del self._pages[locale, article]
        return was_there

    def _keep_foreign(self, path: Path, locale: str, article: str, data: bytes) -> None:
        found = files.read(path).data
        if found is None or found == data:
            return
        sha = hashlib.sha256(found).hexdigest()
        if sha in self._pages.get((locale, article), set()):
            return
        kept = self.project.cache_folder / "kept" / locale / f"{article}.{sha[:8]}"
        files.write(kept, found)
        self.kept.append(kept)

    def _note(self, line: str) -> None:
        try:
            self.manifest.parent.mkdir(parents=True, exist_ok=True)
            with self.manifest.open("ab") as file:
                file.write(line.encode())
                file.flush()
                os.fsync(file.fileno())
        except OSError as problem:
            raise StoreError(f"cannot be written: {problem.strerror}", file=shown(self.manifest)) from problem

    def save(self) -> None:
        """Put the manifest in order; without pages there is none."""
        pages = sorted((locale, article, sha) for (locale, article), shas in self._pages.items() for sha in shas)
        lines = [f"{sha}  {locale}/{article}\n" for locale, article, sha in pages]
        if lines:
            self.project.write(self.manifest, "".join(lines).encode())
            self.project.write(self.manifest.with_name(FACTS), self._told())
        else:
            files.remove(self.manifest)
            files.remove(self.manifest.with_name(FACTS))

    def _told(self) -> bytes:
        """What is known of each page, as JSON; `file` is its path in the build folder."""
        pages = []
        for locale, article in sorted(self._pages):
            place = {"article": article, "locale": locale, "file": f"{locale}/{article}"}
            pages.append(place | self._facts.get((locale, article), {}))
        return (json.dumps({"version": 1, "pages": pages}, ensure_ascii=False, indent=2) + "\n").encode()


def _facts(data: bytes) -> dict[tuple[str, str], dict[str, object]]:
    """What an earlier manifest.json says of each page; nothing where it is none of ours."""
    try:
        pages = json.loads(data)["pages"]
        return {(page["locale"], page["article"]): page for page in pages}
    except (ValueError, LookupError, TypeError):
        return {}


def _lines(data: bytes) -> Iterator[tuple[str, str, str]]:
    """SHA-256, locale and article of every whole line that names a place below the build folder."""
    for line in data.decode("utf-8", "replace").split("\n")[:-1]:
        match = _LINE.fullmatch(line)
        if match and not {"..", ".", ""} & {match[2], *match[3].split("/")}:
            yield match[1], match[2], match[3]


@contextmanager
def building(project: Project, timeout: float = 10.0) -> Iterator[Build]:
    """The build folder for one process at a time; the manifest is put in order at the end, also after an error."""
    with project.lock(project.build_folder / MANIFEST, timeout):
        build = Build(project)
        build.save()  # without the torn last line of a killed process
        try:
            yield build
        finally:
            build.save()
