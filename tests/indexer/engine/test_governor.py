"""When the engine may index."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engine.governor import (
    AWAY_AFTER,
    NOBODY_TELLS,
    Governor,
    Permission,
    Surroundings,
    allowed,
    local_now,
)
from indexer.settings import QuietHours, Settings

HERE = timezone(timedelta(hours=2))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=HERE)
NIGHT = QuietHours(22 * 60, 7 * 60)


def ask(settings: Settings, now: datetime = NOON, **around: object) -> Permission:
    return allowed(settings, Surroundings(**around), now)


def test_without_rules_it_may_for_ever() -> None:
    assert ask(Settings(), on_battery=True, idle_seconds=0.0) == Permission(allowed=True)


def test_a_pause_lasts_until_it_is_ended() -> None:
    found = ask(Settings(paused=True))
    assert found == Permission(
        allowed=False, reason="Indexing is paused.", look_again_in=math.inf, paused=True
    )


def test_a_pause_may_end_by_itself() -> None:
    settings = Settings(paused=True, paused_until=(NOON + timedelta(minutes=90)).timestamp())
    found = ask(settings)
    assert (found.allowed, found.paused, found.look_again_in) == (False, True, 60.0)
    assert found.reason == "Indexing is paused until 13:30."
    assert ask(settings, NOON + timedelta(minutes=89, seconds=50)).look_again_in == 10.0
    assert ask(settings, NOON + timedelta(minutes=90)).allowed
    days = replace(settings, paused_until=(NOON + timedelta(days=2)).timestamp())
    assert ask(days).reason == "Indexing is paused until 2026-11-22 12:00."


def test_quiet_hours_span_midnight() -> None:
    settings = Settings(quiet_hours=NIGHT)
    assert ask(settings).allowed
    assert ask(settings, NOON.replace(hour=21, minute=59, second=30)).look_again_in == 30.0
    night = ask(settings, NOON.replace(hour=23))
    assert (night.allowed, night.paused) == (False, False)
    assert night.reason == "Quiet hours last until 07:00."
    assert not ask(settings, NOON.replace(hour=6, minute=59)).allowed
    assert ask(settings, NOON.replace(hour=7)).allowed


def test_quiet_hours_of_no_length_forbid_nothing() -> None:
    assert ask(Settings(quiet_hours=QuietHours(720, 720))).allowed


def test_only_plugged_in() -> None:
    settings = Settings(only_plugged_in=True)
    assert ask(settings).allowed
    found = ask(settings, on_battery=True)
    assert (found.allowed, found.reason) == (False, "The computer runs on its battery.")
    assert math.isfinite(found.look_again_in)
    assert math.isfinite(ask(settings).look_again_in)


def test_only_away() -> None:
    settings = Settings(only_away=True)
    found = ask(settings, idle_seconds=AWAY_AFTER - 30)
    assert (found.allowed, found.look_again_in) == (False, 30.0)
    assert found.reason == "Somebody is using the computer."
    away = ask(settings, idle_seconds=AWAY_AFTER)
    assert away.allowed
    assert away.look_again_in <= 5.0


def test_where_nobody_tells_it_works_and_says_so() -> None:
    found = ask(Settings(only_away=True))
    assert (found.allowed, found.notice) == (True, NOBODY_TELLS)
    assert ask(Settings()).notice == ""


def test_the_first_reason_is_told() -> None:
    settings = Settings(
        paused=True, quiet_hours=QuietHours(0, 1439), only_plugged_in=True, only_away=True
    )
    around = {"on_battery": True, "idle_seconds": 0.0}
    assert "paused" in ask(settings, **around).reason
    assert "Quiet" in ask(replace(settings, paused=False), **around).reason


@given(
    settings=st.builds(
        Settings,
        paused=st.booleans(),
        paused_until=st.none() | st.floats(1.7e9, 1.9e9),
        only_plugged_in=st.booleans(),
        only_away=st.booleans(),
        quiet_hours=st.none() | st.builds(QuietHours, st.integers(0, 1439), st.integers(0, 1439)),
    ),
    around=st.builds(Surroundings, st.booleans(), st.none() | st.floats(0, 1e6)),
    seconds=st.integers(1_700_000_000, 1_900_000_000),
)
def test_an_answer_holds_until_it_is_looked_at_again(settings, around, seconds) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    found = allowed(settings, around, now)
    assert found.look_again_in >= 1.0
    assert bool(found.reason) is not found.allowed
    assert found.allowed or found.look_again_in <= 60 or settings.paused_until is None
    if math.isinf(found.look_again_in):
        later = now + timedelta(days=1000)
        assert allowed(settings, around, later).allowed is found.allowed
    elif found.look_again_in > 1.0:
        # With the same surroundings, nothing changes before.
        later = now + timedelta(seconds=found.look_again_in - 1)
        assert allowed(settings, around, later).allowed is found.allowed


class Around:
    """Counts who is asked."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.asked: list[str] = []
        self.seconds = 0.0

    def on_battery(self) -> bool:
        self.asked.append("battery")
        return True

    def idle_seconds(self) -> float:
        self.asked.append("presence")
        return 0.0

    def governor(self) -> Governor:
        return Governor(
            lambda: self.settings,
            clock=lambda: NOON,
            on_battery=self.on_battery,
            idle_seconds=self.idle_seconds,
            monotonic=lambda: self.seconds,
        )


def test_only_what_a_rule_needs_is_asked() -> None:
    around = Around()
    governor = around.governor()
    assert governor.permission().allowed
    assert around.asked == []
    around.settings = Settings(only_plugged_in=True)
    assert not governor.permission().allowed
    assert around.asked == ["battery"]
    around.settings = Settings(only_away=True)
    assert not governor.permission().allowed
    assert around.asked == ["battery", "presence"]


def test_nobody_is_asked_again_and_again() -> None:
    around = Around()
    around.settings = Settings(only_plugged_in=True)
    governor = around.governor()
    for _ in range(5):
        governor.permission()
    assert around.asked == ["battery"]
    around.seconds = 3.0
    governor.permission()
    assert around.asked == ["battery", "battery"]


@pytest.mark.parametrize(
    "settings", [Settings(), Settings(only_plugged_in=True, quiet_hours=QuietHours(1, 2))]
)
def test_it_works_on_this_computer(settings) -> None:
    assert isinstance(Governor(lambda: settings).permission(), Permission)
    assert local_now().tzinfo is not None
