"""Bytes found by coverage: no crash, no loss. SECONDS says for how long, a format."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from l10n.formats import FORMATS

pytestmark = pytest.mark.soak
SECONDS = int(os.environ.get("SECONDS_EACH", "120"))


@pytest.mark.skipif(not find_spec("atheris"), reason="needs atheris, which has wheels for Linux and Python up to 3.13")
@pytest.mark.parametrize("format_", list(FORMATS))
def test_no_bytes_that_coverage_finds_crash_or_get_lost(format_: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.soak.fuzz", format_, str(tmp_path / "found")]
    options = [
        f"-max_total_time={SECONDS}",
        "-timeout=20",
        "-max_len=1500",
        "-rss_limit_mb=2000",
        "-print_final_stats=1",
    ]
    done = subprocess.run([*command, *options], cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
