"""What the engine is doing, in words."""

from __future__ import annotations

from app import output
from app.progress import duration
from indexer.client import Activity, EngineStatus


def say_notices(engine: EngineStatus) -> None:
    """Write what the engine wants to be read to standard error."""
    for notice in engine.notices:
        output.note(notice)


def describe(activity: Activity) -> str:
    """What the engine is doing, with how far it is and why it waits: in one line."""
    parts = [activity.state]
    progress = activity.progress
    if progress and progress.total and activity.state != "idle":
        parts[0] += f" {progress.done:,} of {progress.total:,}"
        if progress.seconds_left is not None and activity.state == "indexing":
            parts.append(f"{duration(progress.seconds_left)} left")
        if progress.failed:
            parts.append(output.amount(progress.failed, "failure", "failures"))
    told = ", ".join(parts)
    return f"{told}: {activity.reason}" if activity.reason else told
