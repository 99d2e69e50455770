"""When and how the engine may work: the settings of a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import time
from typing import Any


@dataclass(frozen=True)
class QuietHours:
    """Daily hours of rest in local time; they may span midnight.

    Attributes:
        begin: minutes after midnight, 0 to 1439.
        end: minutes after midnight; not part of the hours of rest.
    """

    begin: int
    end: int

    def contains(self, now: time) -> bool:
        """Whether this time of day is within them."""
        minute = now.hour * 60 + now.minute
        if self.begin <= self.end:
            return self.begin <= minute < self.end
        return minute >= self.begin or minute < self.end


@dataclass(frozen=True)
class Settings:
    """The settings of the engine. They bind what it does by itself.

    What a client asks to be indexed waits for no rule: only a pause, and the number of cores, hold.

    Attributes:
        paused: index nothing until told otherwise.
        paused_until: seconds since 1970 at which a pause ends by itself; None for never.
        only_plugged_in: index only while the computer does not run on its battery.
        only_away: index only while nobody uses keyboard or mouse.
        cores: index on at most so many processor cores; None for all.
        quiet_hours: do not index during these hours.
        background: the engine goes on when no window and no command is there, as long as
            folders are watched.
        model_minutes: minutes without need after which the model's memory is given back.
        hub: where models are fetched from; empty: from where the registry says.
    """

    paused: bool = False
    paused_until: float | None = None
    only_plugged_in: bool = False
    only_away: bool = False
    cores: int | None = None
    quiet_hours: QuietHours | None = None
    background: bool = True
    model_minutes: int = 10
    hub: str = ""


def settings_from(stored: Mapping[str, Any]) -> Settings:
    """Settings from what `dataclasses.asdict` made of them; what is unknown is left out."""
    known = {field.name for field in fields(Settings)}
    values = {name: value for name, value in stored.items() if name in known}
    quiet = values.get("quiet_hours")
    if quiet is not None:
        values["quiet_hours"] = QuietHours(quiet["begin"], quiet["end"])
    return Settings(**values)
