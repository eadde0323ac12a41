"""The example project of the repository: its configuration, and what its articles are there to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.project import Project

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def project() -> Project:
    return Project.open(ROOT)


def text(project: Project, article: str) -> str:
    return project.read_article(article).decode("utf-8")


def test_configuration(project: Project) -> None:
    assert project.config.locales == ("fr", "es", "pt-BR", "ca", "ar")
    assert len(project.articles()) >= 4


def test_the_news_item_has_the_shape_of_one(project: Project) -> None:
    lines = text(project, "diplomacy/strait-of-orme.txt").split("\n")
    assert lines[0].startswith("Diplomacy: ")
    assert (lines[2], lines[3], lines[-1]) == ("", "SUMMARY", "Comments")
    assert {"An agreement of convenience", "What happens next"} <= set(lines)
    assert "" not in lines[3:]


def test_the_follow_up_repeats_sentences_of_the_first(project: Project) -> None:
    from l10n.segment import segment

    def sentences(article: str) -> set[str]:
        lines = text(project, article).splitlines()
        return {line[start:end].strip() for line in lines for start, end in segment(line, "en")}

    both = sentences("diplomacy/strait-of-orme.txt") & sentences("diplomacy/strait-of-orme-follow-up.txt")
    assert len([sentence for sentence in both if sentence.endswith(".")]) >= 5


@pytest.mark.parametrize(
    "sample",
    [
        "U.S. Coast",
        "Gen. Howard",
        "‘",
        "…",
        ". . .",
        "32%",
        "12.5 percent",
        "Sept.\N{NO-BREAK SPACE}30–Oct.",
        "—",
        "a.m. “",
        "p.m.\n",
    ],
)
def test_the_column_is_typographically_awkward(project: Project, sample: str) -> None:
    assert sample in text(project, "style/week-in-numbers.txt")


@pytest.mark.parametrize(
    "sample",
    ["---\ntitle: ", "](https://", "![", ' "The Orme light', "|------:|", "[^price]: ", "\n> ", "`lampwatch`", "**"],
)
def test_the_feature_has_every_kind_of_markup(project: Project, sample: str) -> None:
    assert sample in text(project, "features/keepers-of-the-light.md")
