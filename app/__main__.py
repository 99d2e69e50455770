"""The way in: `pictrove` and `python -m app`. The only place that ends the process.

In the bundle the engine and the decoders come this way, too: there is no other program there.
"""

from __future__ import annotations

import os
import sys

from resources.own_process import asked_module, leave_bundle_behind


def main() -> None:
    """Run what this process's arguments ask for, and leave with its exit code."""
    leave_bundle_behind()
    module = asked_module(sys.argv[1:])
    if module is not None:
        import runpy

        del sys.argv[1:3]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return
    # A shell that asks how a line may go on gives no arguments either.
    if len(sys.argv) == 1 and "_PICTROVE_COMPLETE" not in os.environ:
        from app.desktop import run_window  # without what only the command line needs

        sys.exit(run_window())
    from app.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
