"""Where a project's files lie, and which pages of the build folder are compile's."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from l10n.errors import InputError, StoreError, UsageError
from l10n.project import Project, building, init
from l10n.project.build import FACTS, MANIFEST


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = init(tmp_path / "site", "en", ["fr", "pt_BR", "sr@latin"], contact="desk@example.org")
    for name in ("b.txt", "a.md", "news/2026/c.markdown", "news/d.TEXT"):
        put(made.articles_folder / name, b"text")
    return made


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def configured(project: Project, more: str) -> Project:
    path = project.root / "l10n.toml"
    path.write_text(path.read_text() + more)
    return Project.open(project.root)


# ---------------------------------------------------------------- starting and finding


def test_init_writes_what_open_reads(tmp_path: Path) -> None:
    made = init(tmp_path / "a" / "site", "en_GB", ["zh_CN"], articles="text", threshold=80, contact='"Ann" <a@b.org>')
    found = Project.open(tmp_path / "a" / "site")
    assert found.config == made.config
    assert (found.config.source, found.config.locales) == ("en-GB", ("zh-Hans",))
    assert (found.config.publish.threshold, found.config.contact) == (80, '"Ann" <a@b.org>')
    assert found.articles() == []
    assert len((found.root / "l10n.toml").read_text().splitlines()) < 25


def test_init_never_overwrites(tmp_path: Path) -> None:
    init(tmp_path, "en", ["fr"])
    before = (tmp_path / "l10n.toml").read_bytes()
    with pytest.raises(UsageError, match="already"):
        init(tmp_path, "en", ["de"])
    assert (tmp_path / "l10n.toml").read_bytes() == before
    other = tmp_path / "other"
    put(other / "pyproject.toml", b'[tool.l10n]\nsource = "en"\nlocales = ["fr"]\n')
    with pytest.raises(UsageError, match="already"):
        init(other, "en", ["de"])
    broken = put(tmp_path / "broken" / "l10n.toml", b"").parent
    with pytest.raises(UsageError, match="already"):
        init(broken, "en", ["de"])


def test_init_with_a_bad_value_writes_nothing(tmp_path: Path) -> None:
    for values in ({"locales": ["en"]}, {"locales": ["xxq"]}, {"locales": ["fr"], "articles": "../x"}):
        with pytest.raises(UsageError):
            init(tmp_path / "site", "en", **values)  # type: ignore[arg-type]
    assert not (tmp_path / "site").exists()


def test_found_from_any_folder_below_and_from_a_file(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = project.articles_folder / "news" / "2026"
    for start in (project.root, deep, deep / "c.markdown", deep / "not there yet"):
        assert Project.find(start).root == project.root
    put(deep / "pyproject.toml", b"[project]\nname = 'l10n-like'\n")
    monkeypatch.chdir(deep)
    assert Project.find(Path()).root == project.root


def test_not_found(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="l10n init") as caught:
        Project.find(tmp_path)
    assert caught.value.exit_code == 2
    with pytest.raises(UsageError, match="is no l10n project"):
        Project.open(tmp_path)


def test_folders_that_are_links_out_of_the_project_are_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project.root / "build").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="symbolic link"):
        Project.open(project.root)


# ---------------------------------------------------------------- articles


def test_articles_are_sorted_posix_names_of_known_suffixes(project: Project) -> None:
    for name in (".hidden.md", ".git/e.md", "image.png", "README", "news/.x/f.txt"):
        put(project.articles_folder / name, b"")
    os.mkfifo(project.articles_folder / "pipe.txt")
    assert project.articles() == ["a.md", "b.txt", "news/2026/c.markdown", "news/d.TEXT"]


def test_include_and_exclude(project: Project) -> None:
    config = '[files]\ninclude = ["news/", "a.*"]\nexclude = ["2026/", "**/*.TEXT"]\n'
    assert configured(project, config).articles() == ["a.md", "news/2026/c.markdown"]


def test_articles_may_lie_in_the_project_folder_itself(tmp_path: Path) -> None:
    project = init(tmp_path, "en", ["fr"], articles=".")
    for name in ("a.md", "locales/notes.md", "build/fr/a.md", "docs/build/b.md"):
        put(tmp_path / name, b"")
    assert project.articles() == ["a.md", "docs/build/b.md"]


def test_no_articles_folder(project: Project) -> None:
    project.articles_folder.rename(project.root / "moved")
    with pytest.raises(UsageError, match="does not exist"):
        project.articles()


def test_links_inside_serve_and_links_out_are_refused(project: Project, tmp_path: Path) -> None:
    put(tmp_path / "secret" / "s.txt", b"secret")
    (project.articles_folder / "same.txt").symlink_to("b.txt")
    (project.articles_folder / "again").symlink_to("news")
    (project.articles_folder / "news" / "loop").symlink_to("..")
    assert "same.txt" in project.articles()
    assert len(project.articles()) == 5
    for name, target in (("out.txt", "s.txt"), ("out", "")):
        link = project.articles_folder / name
        link.symlink_to(tmp_path / "secret" / target)
        with pytest.raises(InputError, match=f"{name}: leads out"):
            project.articles()
        link.unlink()
    (project.articles_folder / "out").symlink_to(tmp_path / "secret")
    with pytest.raises(InputError, match="leads out"):
        project.read_article("out/s.txt")
    assert configured(project, '[files]\nexclude = ["out/"]\n').articles()


def test_names_that_would_break_a_catalog_are_refused(project: Project) -> None:
    for name in (b"line\nbreak.txt", b"latin-\xe9.txt"):
        path = put(project.articles_folder / os.fsdecode(name), b"")
        with pytest.raises(InputError, match="cannot be used"):
            project.articles()
        path.unlink()


def test_an_article_by_path_or_name(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.articles_folder / "news")
    for path in (
        Path("d.TEXT"),
        Path("../news/d.TEXT"),
        project.articles_folder / "news" / "d.TEXT",
        Path("news/d.TEXT"),
    ):
        assert project.article(path) == "news/d.TEXT"
    with pytest.raises(UsageError, match=r"news/d\.TEXT"):
        project.article(Path("news/dd.TEXT"))
    with pytest.raises(UsageError):
        project.article(project.root / "l10n.toml")


def test_an_article_that_is_gone(project: Project) -> None:
    assert project.read_article("a.md") == b"text"
    with pytest.raises(InputError, match="is gone"):
        project.read_article("x.md")


def test_settings_of_an_article(project: Project) -> None:
    more = '[files.encodings]\n"news/**" = "cp1252"\n[context]\nOpen = "shop"\n[text]\nchrome = ["More"]\n'
    settings = configured(project, f"{more}[segment.en]\nno-break = ['ev.']\n").settings("news/d.TEXT")
    assert (settings.source, settings.encoding, settings.contact) == ("en", "cp1252", "desk@example.org")
    assert (settings.contexts, settings.chrome, settings.no_break) == ((("Open", "shop"),), ("More",), ("ev.",))


def test_chosen_locales(project: Project) -> None:
    assert project.targets() == ("fr", "pt-BR", "sr-Latn")
    assert project.targets(["sr-Latn", "pt_br", "fr", "pt-BR"]) == ("fr", "pt-BR", "sr-Latn")
    assert project.targets(["pt_BR"]) == ("pt-BR",)
    with pytest.raises(UsageError, match=r"'pt'.*\n.*'pt-BR'"):
        project.targets(["pt"])


# ---------------------------------------------------------------- paths


def test_paths(project: Project) -> None:
    def below(path: Path) -> str:
        return path.relative_to(project.root).as_posix()

    assert below(project.template_path("news/d.TEXT")) == "locales/templates/news/d.TEXT.pot"
    assert below(project.catalog_path("news/d.TEXT", "pt-BR")) == "locales/pt_BR/LC_MESSAGES/news/d.TEXT.po"
    assert below(project.catalog_path("a.md", "sr-Latn")) == "locales/sr@latin/LC_MESSAGES/a.md.po"
    assert below(project.build_path("news/d.TEXT", "pt-BR")) == "build/pt-BR/news/d.TEXT"


def test_orphans(project: Project) -> None:
    gone = [
        project.template_path("gone.md"),
        project.catalog_path("gone.md", "fr"),
        project.catalog_path("x/y.txt", "de"),
    ]
    kept = [project.template_path("a.md"), project.catalog_path("a.md", "fr"), project.catalog_path("site", "fr")]
    for path in (*gone, *kept, gone[1].with_suffix(".pot.bak")):
        put(path, b"")
    assert project.orphans() == {"gone.md": (gone[0], gone[1]), "x/y.txt": (gone[2],)}


def test_writing_outside_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project.catalogs_folder / "fr").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="symbolic link"):
        project.write(project.catalog_path("a.md", "fr"), b"")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_lock_of_a_catalog_does_not_lie_beside_it(project: Project) -> None:
    path = project.catalog_path("a.md", "fr")
    with project.lock(path):
        message = rf"a\.md\.po: is in use by another l10n process \(pid {os.getpid()}\)"
        with pytest.raises(StoreError, match=message), project.lock(path, timeout=0):
            pytest.fail("the lock was held")
        with project.lock(project.catalog_path("b.txt", "fr")):
            pass
    assert not path.parent.exists()
    subprocess.run(["git", "init", "-q", project.root], check=True)
    status = subprocess.run(
        ["git", "status", "--porcelain"], cwd=project.root, capture_output=True, text=True, check=True
    )
    assert ".l10n" not in status.stdout


# ---------------------------------------------------------------- pages


def pages(project: Project) -> dict[str, bytes]:
    found = (path for path in project.build_folder.rglob("*") if path.is_file())
    return {path.relative_to(project.build_folder).as_posix(): path.read_bytes() for path in found}


def test_pages_come_and_go(project: Project) -> None:
    with building(project) as build:
        assert build.put("news/d.TEXT", "fr", b"un")
        assert build.put("a.md", "pt-BR", b"um")
        assert not build.put("a.md", "pt-BR", b"um")
    before = pages(project)
    assert before.keys() == {"fr/news/d.TEXT", "pt-BR/a.md", MANIFEST, FACTS}
    subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=project.build_folder, check=True)
    with building(project) as build:
        assert (build.locales(), build.owned("fr")) == (["fr", "pt-BR"], ["news/d.TEXT"])
        assert not build.put("a.md", "pt-BR", b"um")
    assert pages(project) == before
    with building(project) as build:
        assert build.withdraw("news/d.TEXT", "fr")
        assert not build.withdraw("news/d.TEXT", "fr")
        assert build.kept == []
    assert pages(project).keys() == {"pt-BR/a.md", MANIFEST, FACTS}
    assert not (project.build_folder / "fr").exists()
    with building(project) as build:
        build.withdraw("a.md", "pt-BR")
    assert pages(project) == {}


def test_compile_takes_away_only_what_it_wrote_and_keeps_what_people_did(project: Project) -> None:
    foreign = put(project.build_path("b.txt", "fr"), b"not ours")
    stays = put(project.build_path("style.css", "fr"), b"css")
    with building(project) as build:
        assert not build.withdraw("b.txt", "fr")
        assert foreign.read_bytes() == b"not ours"
        build.put("b.txt", "fr", b"ours")
        build.put("a.md", "fr", b"ours")
        assert [path.read_bytes() for path in build.kept] == [b"not ours"]
    put(project.build_path("a.md", "fr"), b"edited by hand")
    with building(project) as build:
        assert build.withdraw("a.md", "fr")
        assert [path.read_bytes() for path in build.kept] == [b"edited by hand"]
    assert not project.build_path("a.md", "fr").exists()
    assert stays.read_bytes() == b"css"


def test_a_page_is_listed_even_if_compile_dies_before_or_after_writing_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with building(project) as build:
        build.put("a.md", "fr", b"one")
    for data in (b"one", b"two"):  # as a kill before, and after, the page was replaced by b"two"
        page = put(project.build_path("a.md", "fr"), data)
        manifest = project.build_folder / MANIFEST
        whole = manifest.read_bytes()
        manifest.write_bytes(whole + b"3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3  fr/a.md\nabc")
        with building(project) as build:
            assert build.withdraw("a.md", "fr")
            assert build.kept == []
            assert not page.exists()
            build.put("a.md", "fr", b"one")


def test_a_torn_or_hostile_manifest(project: Project) -> None:
    sha = "9d1e0e2d9459d06523ad13e28a4093c2316baafe7aec5b25f30eba2e113599c4"
    lines = f"{sha}  fr/../../source_articles/a.md\n{sha}  ../x\n{sha}  fr//etc/x\nrubbish\n\xff\n{sha}  fr/a.m"
    put(project.build_folder / MANIFEST, lines.encode("latin-1"))
    with building(project) as build:
        assert build.locales() == []
        build.put("b.txt", "fr", b"x")
    assert pages(project).keys() == {"fr/b.txt", MANIFEST, FACTS}


def test_one_compile_at_a_time(project: Project) -> None:
    with building(project), pytest.raises(StoreError, match="in use"), building(project, timeout=0):
        pytest.fail("the build folder was held")
