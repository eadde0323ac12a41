"""Figures beside their floors: `python -m benchmarks.<part> [--data DIR] [--json FILE] [--peers]`."""
