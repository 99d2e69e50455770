"""A theme that leaves the application as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QPalette

from app.window.theme.theme import Theme


@pytest.fixture
def dress(qapp) -> Iterator[Callable[..., Theme]]:
    """Makes themes; their environment is empty unless given."""
    made: list[Theme] = []

    def make(appearance: str = "light", environ: dict[str, str] | None = None) -> Theme:
        made.append(Theme(qapp, appearance, environ={} if environ is None else environ))
        return made[-1]

    yield make
    for theme in made:
        theme.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.styleHints().unsetColorScheme()
