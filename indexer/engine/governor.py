"""Whether the engine may index now: the user's settings against what happens around it.

`allowed` is the rule. `Governor` asks around for it, and only for what the settings need.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from indexer.settings import QuietHours, Settings
from indexer.surroundings import power, presence

T = TypeVar("T")

AWAY_AFTER = 120.0
"""Seconds without key or mouse after which somebody counts as away."""

_LONGEST = 60.0
_BATTERY_PACE = 10.0
_PRESENCE_PACE = 5.0
_SHORTEST = 1.0
_FRESH = 2.0

NOBODY_TELLS = (
    "This desktop does not tell whether somebody is using the computer, so Pictrove indexes "
    'although "only when I am away" is set; `pictrove throttle --cores 1` keeps it modest instead.'
)


@dataclass(frozen=True)
class Surroundings:
    """What happens around the engine. What no rule needs may stay at its default.

    Attributes:
        on_battery: the computer runs on its battery.
        idle_seconds: since the last key or movement of the mouse; None if nobody tells.
    """

    on_battery: bool = False
    idle_seconds: float | None = None


@dataclass(frozen=True)
class Permission:
    """Whether indexing may go on.

    Attributes:
        allowed: it may.
        reason: one sentence if it may not.
        look_again_in: seconds after which the answer may be another one; infinite if only other
            settings can change it. At most a minute while a time of day is waited for, because the
            clock may be set, and the computer may sleep.
        paused: it may not because the user said so, not because of a rule.
        notice: a sentence that the user should read; empty if there is none.
    """

    allowed: bool
    reason: str = ""
    look_again_in: float = math.inf
    paused: bool = False
    notice: str = ""


def allowed(settings: Settings, around: Surroundings, now: datetime) -> Permission:
    """Decide. `now` is local time with its zone."""
    refused = (
        _by_pause(settings, now)
        or _by_quiet_hours(settings.quiet_hours, now)
        or _by_power(settings, around)
        or _by_presence(settings, around)
    )
    return refused or _yes(settings, around, now)


def _by_pause(settings: Settings, now: datetime) -> Permission | None:
    if not settings.paused:
        return None
    if settings.paused_until is None:
        return Permission(allowed=False, reason="Indexing is paused.", paused=True)
    left = settings.paused_until - now.timestamp()
    if left <= 0:
        return None
    end = datetime.fromtimestamp(settings.paused_until, now.tzinfo)
    reason = f"Indexing is paused until {_told(end, now)}."
    return Permission(allowed=False, reason=reason, look_again_in=_soon(left), paused=True)


def _told(moment: datetime, now: datetime) -> str:
    """The time, and the date if it is not today's."""
    return moment.strftime("%H:%M" if moment.date() == now.date() else "%Y-%m-%d %H:%M")


def _by_quiet_hours(hours: QuietHours | None, now: datetime) -> Permission | None:
    if hours is None or not hours.contains(now.time()):
        return None
    reason = f"Quiet hours last until {hours.end // 60:02d}:{hours.end % 60:02d}."
    return Permission(allowed=False, reason=reason, look_again_in=_soon(_until(hours.end, now)))


def _by_power(settings: Settings, around: Surroundings) -> Permission | None:
    if not (settings.only_plugged_in and around.on_battery):
        return None
    reason = "The computer runs on its battery."
    return Permission(allowed=False, reason=reason, look_again_in=_BATTERY_PACE)


def _by_presence(settings: Settings, around: Surroundings) -> Permission | None:
    idle = around.idle_seconds
    # Where nobody tells, waiting would be for ever.
    if not settings.only_away or idle is None or idle >= AWAY_AFTER:
        return None
    reason = "Somebody is using the computer."
    return Permission(allowed=False, reason=reason, look_again_in=_soon(AWAY_AFTER - idle))


def _yes(settings: Settings, around: Surroundings, now: datetime) -> Permission:
    changes = [math.inf]
    if settings.quiet_hours is not None:
        changes.append(_soon(_until(settings.quiet_hours.begin, now)))
    if settings.only_plugged_in:
        changes.append(_BATTERY_PACE)
    unknown = settings.only_away and around.idle_seconds is None
    if settings.only_away:
        changes.append(_LONGEST if unknown else _PRESENCE_PACE)
    notice = NOBODY_TELLS if unknown else ""
    return Permission(allowed=True, look_again_in=min(changes), notice=notice)


def _until(minute: int, now: datetime) -> float:
    """Seconds until it is `minute` minutes after midnight the next time, by the wall clock."""
    then = now.replace(hour=minute // 60, minute=minute % 60, second=0, microsecond=0)
    if then <= now:
        then += timedelta(days=1)
    return (then - now).total_seconds()


def _soon(seconds: float) -> float:
    return max(_SHORTEST, min(seconds, _LONGEST))


def local_now() -> datetime:
    """The time here, with its zone."""
    return datetime.now().astimezone()


class Governor:
    """Answers whether indexing may go on. Any thread may ask."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        *,
        clock: Callable[[], datetime] = local_now,
        on_battery: Callable[[], bool] = power.on_battery,
        idle_seconds: Callable[[], float | None] = presence.idle_seconds,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Asks nothing yet.

        Args:
            settings: those that hold now.
            clock: local time with its zone.
            on_battery: see `surroundings.power`.
            idle_seconds: see `surroundings.presence`.
            monotonic: seconds, to know how old an answer is.
        """
        self._settings = settings
        self._clock = clock
        self._on_battery = Remembered(on_battery, monotonic)
        self._idle_seconds = Remembered(idle_seconds, monotonic)

    def permission(self) -> Permission:
        """Whether indexing may go on now. Cheap enough to be asked before every batch."""
        settings = self._settings()
        around = Surroundings(
            self._on_battery() if settings.only_plugged_in else False,
            self._idle_seconds() if settings.only_away else None,
        )
        return allowed(settings, around, self._clock())


class Remembered(Generic[T]):
    """A question whose answer is good for two seconds: asking around costs time."""

    def __init__(self, ask: Callable[[], T], monotonic: Callable[[], float]) -> None:
        self._ask = ask
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._answer: tuple[float, T] | None = None

    def __call__(self) -> T:
        """The answer, at most two seconds old."""
        with self._lock:
            if self._answer is None or self._monotonic() - self._answer[0] >= _FRESH:
                self._answer = (self._monotonic(), self._ask())
            return self._answer[1]
