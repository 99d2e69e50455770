"""The way in: `pictrove` and `python -m app`. The only place that ends the process."""

from __future__ import annotations

import sys


def main() -> None:
    """Run what this process's arguments ask for, and leave with its exit code."""
    if len(sys.argv) == 1:
        from app.desktop import run_window  # without what only the command line needs

        sys.exit(run_window())
    from app.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
