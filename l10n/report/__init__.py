"""Results for people and for programs: `problems` that checks found, `status` of articles."""

from l10n.report.problems import FORMATS, render, summary, targets

__all__ = ["FORMATS", "render", "summary", "targets"]
