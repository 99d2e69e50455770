"""The way in: `pictrove` and `python -m app`. The only place that ends the process."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line with this process's arguments and leave with its exit code."""
    from app.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
