"""Changing the engine's settings one after the other."""

from __future__ import annotations

import pytest

from app.window.settings.engine_settings import EngineSettings
from indexer.client import Settings
from indexer.errors import LibraryError
from indexer.requests import ChangeSettings, GetSettings


@pytest.fixture
def settings(asks, qapp) -> EngineSettings:
    return EngineSettings(asks, now=lambda: 1000.0)


def test_a_change_is_made_to_what_holds_at_that_moment(asks, settings):
    settings.change(cores=2)
    asks.open(GetSettings).answer(Settings(only_away=True))  # a command changed it meanwhile
    assert asks.open(ChangeSettings).request.settings == Settings(only_away=True, cores=2)


def test_changes_wait_for_each_other(asks, settings):
    settings.change(cores=2)
    settings.change(background=False)
    assert len(asks.asked) == 1
    asks.open(GetSettings).answer(Settings())
    asks.open(ChangeSettings).answer(None)
    asks.open(GetSettings).answer(Settings(cores=2))
    assert asks.open(ChangeSettings).request.settings == Settings(cores=2, background=False)


def test_after_a_failed_change_the_truth_is_told(asks, settings, qtbot):
    settings.load()
    asks.open(GetSettings).answer(Settings(cores=1))
    settings.change(cores=2)
    settings.change(only_away=True)
    asks.open(GetSettings).answer(Settings(cores=1))
    told = []
    settings.failed.connect(lambda names, error: told.append((names, str(error))))
    settings.kept.connect(told.append)
    settings.loaded.connect(lambda _: told.append("loaded"))
    asks.open(ChangeSettings).fail(LibraryError("The disk is full."))
    assert told == [(("cores",), "The disk is full."), Settings(cores=1)]
    asks.open(GetSettings)  # the next change goes on


def test_a_pause_ends_by_itself(asks, qapp):
    now = [1000.0]
    settings = EngineSettings(asks, now=lambda: now[0])
    settings.pause(60)
    asks.open(GetSettings).answer(Settings())
    assert asks.open(ChangeSettings).request.settings == Settings(paused=True, paused_until=1060.0)
    asks.open(ChangeSettings).answer(None)
    assert settings.is_paused
    now[0] = 1061.0
    assert not settings.is_paused
    settings.resume()
    asks.open(GetSettings).answer(Settings(paused=True, paused_until=1060.0))
    assert asks.open(ChangeSettings).request.settings == Settings()


def test_nothing_is_called_back_when_the_owner_is_gone(asks, qapp):
    from shiboken6 import delete

    settings = EngineSettings(asks)
    settings.load()
    ticket = asks.open(GetSettings)
    delete(settings)
    assert ticket.cancelled
