"""SIGKILL at two hundred random moments of extract, translate and a merge in git: no word lost, no file torn."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.cli.articles import article
from tests.cli.command import Project
from tests.cli.test_interrupted import HUMAN, desk_of, kill, saved, scratch

pytestmark = pytest.mark.soak


def test_translate(begin: Callable[..., Project]) -> None:
    desk = desk_of(begin, ("fr",), articles=8, units=300)
    chance = random.Random(11)
    before = saved(desk)
    for number in range(200):
        while not kill(desk.start("translate", "--engine", "pseudo"), chance.uniform(0.2, 0.9)):
            desk.write(f"more-{number}.md", article(400, seed=1000 + number))
            desk.run("extract")
        now = saved(desk)
        for name, texts in before.items():
            assert texts.items() <= now[name].items(), f"kill {number}: {name} lost or changed what it had"
        before = now
    desk.run("translate", "--engine", "pseudo")
    assert all(all(desk.targets("fr", name).values()) for name in ("part-00.md", "part-07.md"))
    assert scratch(desk) == []


def test_extract(begin: Callable[..., Project]) -> None:
    """Each time every article gains a sentence and loses one; what a person translated moves along or waits."""
    desk = desk_of(begin, ("fr", "es"), articles=6, units=120)
    desk.run("translate", "--engine", "pseudo")
    chance = random.Random(12)
    for number in range(200):
        for part in range(6):
            path = desk.root / "source_articles" / f"part-{part:02}.md"
            blocks = path.read_text("utf-8").split("\n\n")
            if len(blocks) > 30:
                del blocks[chance.randrange(20, len(blocks) - 2)]
            blocks.insert(chance.randrange(10, 20), f"Sentence {number} was added to part {part}.")
            path.write_text("\n\n".join(blocks), encoding="utf-8")
        before = saved(desk)
        kill(desk.start("extract"), chance.uniform(0.1, 0.8))
        for name, texts in saved(desk).items():
            lost = set(before[name].values()) - set(texts.values())
            assert not lost, f"kill {number}: {name} lost {lost}"
            assert HUMAN in texts.values(), f"kill {number}: {name}"
    desk.run("extract")
    assert scratch(desk) == []
