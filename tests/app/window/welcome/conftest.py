"""Collaborators of the welcome."""

from __future__ import annotations

from tests.app.window.settings.conftest import background, english, question, theme

__all__ = ["background", "english", "question", "theme"]
