"""`python -m indexer.engine`: be the engine of a library. Clients start it; see `launch`."""

from __future__ import annotations

import sys
import traceback

from indexer.engine.starting import accept_orders


def main() -> int:
    """Be the engine that this process's arguments describe; the exit code."""
    orders = accept_orders(sys.argv[1:])  # before threads and heavy imports
    try:
        from indexer.engine.engine import run

        run(orders.places, on_ready=orders.report_ready)
    except BaseException as error:  # noqa: BLE001 - whoever started us is told
        if not orders.awaited:
            traceback.print_exception(error)  # into the log
        orders.report_trouble(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
