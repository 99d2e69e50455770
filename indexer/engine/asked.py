"""Indexing that a client waits for: all folders are compared, and all that is due is read."""

from __future__ import annotations

import time
from collections.abc import Callable

from indexer.engine.governor import Permission
from indexer.engine.scanner import Scanner, Ticket
from indexer.engine.server import Context
from indexer.engine.worker import Worker
from indexer.errors import LibraryError
from indexer.indexing import ProgressMeter, report_of
from indexer.library import Library
from indexer.reports import IndexReport
from indexer.tally import Tally

_POLL = 0.1


def index_as_asked(
    library: Library,
    scanner: Scanner,
    worker: Worker,
    permission: Callable[[], Permission],
    context: Context,
    *,
    retry_failed: bool,
) -> IndexReport:
    """Bring all folders of a library up to date, telling the client how far it is.

    Args:
        library: whose folders.
        scanner: compares them with the disk.
        worker: reads what is due; it goes on without the user's rules, except for a pause.
        permission: whether indexing is allowed.
        context: of the request; when it is cancelled, the batch at work is finished.
        retry_failed: read files again that failed before and have not changed.

    Raises:
        LibraryError: indexing is paused, or cannot go on.
    """
    _refuse_pause(permission)
    began, before, removed = time.monotonic(), worker.tally, worker.removed
    meter = ProgressMeter(context.progress)
    with worker.asked():
        tickets = [
            scanner.scan(folder.path, retry_failed=retry_failed)
            for folder in library.store.read.folders()
        ]
        while not (done := _all_read(tickets, scanner, worker)):
            if context.wait_cancelled(_POLL):
                break
            _refuse_pause(permission)
            left = library.store.read.due_count() + worker.lacking
            _measure(meter, worker.tally - before, tickets, left)
    if not done:
        worker.settle()
    tally = worker.tally - before
    meter.phase, meter.total = "done", tally.done
    meter.update(tally, force=True)
    return report_of(
        tally,
        worker.removed - removed,
        sum(ticket.sighting.unchanged for ticket in tickets),
        time.monotonic() - began,
        interrupted=not done,
    )


def _all_read(tickets: list[Ticket], scanner: Scanner, worker: Worker) -> bool:
    for ticket in tickets:
        if ticket.trouble is not None:
            raise ticket.trouble
    if scanner.busy or not all(ticket.done for ticket in tickets):
        return False
    if worker.trouble:
        raise LibraryError(worker.trouble)
    return worker.idle


def _measure(meter: ProgressMeter, tally: Tally, tickets: list[Ticket], left: int) -> None:
    if all(ticket.done for ticket in tickets):
        meter.phase = "indexing"
        meter.total = tally.done + left
    else:
        meter.total = sum(ticket.sighting.seen for ticket in tickets)
    meter.update(tally)


def _refuse_pause(permission: Callable[[], Permission]) -> None:
    if permission().paused:
        raise LibraryError("Indexing is paused; `pictrove resume` lets it go on.")
