"""What stands where photos would."""

from __future__ import annotations

import pytest

from app.window.empty_state import EmptyState
from app.window.nothing import Reason
from app.window.theme.theme import Theme

WORDY = Reason("images", "Nothing at all " * 6, "And this is why. " * 9, "Do it", lambda: None)


@pytest.fixture
def page(qapp, qtbot) -> EmptyState:
    page = EmptyState(Theme(qapp, "light"))
    qtbot.addWidget(page)
    page.resize(600, 600)
    page.show()
    return page


def test_where_there_is_little_room_words_come_first(page) -> None:
    page.show_reason(WORDY)
    assert page._icon.isVisible()
    page.resize(600, 190)
    assert not page._icon.isVisible()
    page.resize(600, 600)
    assert page._icon.isVisible()


def test_few_words_leave_room_for_the_icon(page) -> None:
    page.resize(600, 190)
    page.show_reason(WORDY)
    assert not page._icon.isVisible()
    page.show_reason(Reason("images", "Nothing"))
    assert page._icon.isVisible()
