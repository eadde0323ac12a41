"""How long `l10n --help` takes, beside importing click alone, in turn."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from statistics import median

from benchmarks.common import Bounds, options, report

HELP = (sys.executable, "-m", "l10n", "--help")
CLICK = (sys.executable, "-c", "import click")
ROUNDS = 15


def cpu(command: Sequence[str]) -> float:
    """Processor seconds of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    arguments = options(__doc__ or "").parse_args()
    cpu(HELP)
    ratio = median(cpu(HELP) / max(cpu(CLICK), 1e-6) for _ in range(ROUNDS))
    figure = Bounds("startup").figure("l10n --help, times import click", ratio, "×", f"median of {ROUNDS} pairs")
    return report([figure], arguments.json)


if __name__ == "__main__":
    raise SystemExit(main())
