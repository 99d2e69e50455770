"""Saying what went wrong, with and without standard error."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from app import bug
from app.cli import ExpectedError
from app.complaints import complain


def test_a_complaint_goes_to_standard_error(capsys):
    complain("pictrove: no.")
    assert capsys.readouterr() == ("", "pictrove: no.\n")


@pytest.fixture
def boxes(monkeypatch):
    """The message boxes that a program without a console shows; Windows itself is played."""
    shown: list[tuple[object, ...]] = []
    user32 = SimpleNamespace(MessageBoxW=lambda *given: shown.append(given))
    library = SimpleNamespace(user32=user32)
    monkeypatch.setattr(ctypes, "windll", library, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    return shown


def test_without_a_console_windows_shows_a_message(boxes, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    complain("pictrove: no.")
    ((owner, text, title, _icon),) = boxes
    assert (owner, text, title) == (None, "pictrove: no.", "Pictrove")


def test_a_bug_and_expected_trouble_are_shown_there_too(boxes, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    bug.tell(ZeroDivisionError("seven"))
    ExpectedError("The library is busy.").show()
    (first, second) = (text for _, text, _, _ in boxes)
    assert "ZeroDivisionError: seven" in first
    assert second == "pictrove: The library is busy."


def test_elsewhere_it_is_silent_without_standard_error(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "stderr", None)
    complain("pictrove: no.")
