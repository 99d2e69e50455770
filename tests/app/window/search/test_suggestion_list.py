import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QPushButton

from app.window.search.suggestion_list import SuggestionList
from app.window.search.suggestion_rows import SuggestionModel, spoken_suggestion
from app.window.search.suggestions import Kind, Suggestion
from indexer.query import Filters, TextTerm
from indexer.reports import Count, Facets

Key = Qt.Key
FACETS = Facets(
    places=(Count("Lisbon, Portugal", 120), Count("Lisse, Netherlands", 3)),
    keywords=(Count("Lisa", 12),),
)
LISBON = Filters(places=("Lisbon, Portugal",))


@pytest.fixture
def offered(bar, qtbot) -> SuggestionList:
    bar.set_facets(FACETS)
    qtbot.waitUntil(lambda: bar._index is not None)  # None alone would count as "yes"
    return bar._made_list()


@pytest.fixture
def edit(bar, offered):
    bar.field.area.edit.setFocus()
    return bar.field.area.edit


def test_typing_offers_and_leaves_the_keyboard_where_it_is(bar, offered, edit, qtbot, window):
    assert not offered.isVisible()
    qtbot.keyClicks(edit, "lis")
    assert offered.isVisible()
    assert offered.parentWidget() is window
    assert offered.current() is None
    assert edit.hasFocus()
    texts = [one.text for one in offered.suggestions]
    assert texts == ["Lisbon, Portugal", "Lisse, Netherlands", "Lisa"]
    below = bar.field.mapTo(window, bar.field.rect().bottomLeft())
    assert offered.geometry().top() > below.y()
    assert offered.width() == bar.field.width()
    qtbot.keyClicks(edit, "x")
    assert not offered.isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_a_filter_is_chosen_and_what_was_typed_for_it_goes(bar, offered, edit, changes, qtbot, key):
    qtbot.keyClicks(edit, "dogs in lis")
    qtbot.keyClick(edit, Key.Key_Down)
    assert offered.current().text == "Lisbon, Portugal"
    with qtbot.waitSignal(bar.filters_wanted) as wanted, qtbot.assertNotEmitted(bar.submitted):
        qtbot.keyClick(edit, key)
    assert wanted.args == [LISBON]
    assert bar.terms() == (TextTerm("dogs"),)
    assert not offered.isVisible()
    assert edit.hasFocus()


def test_enter_without_a_choice_submits(bar, offered, edit, qtbot):
    qtbot.keyClicks(edit, "lis")
    with qtbot.waitSignal(bar.submitted), qtbot.assertNotEmitted(bar.filters_wanted):
        qtbot.keyClick(edit, Key.Key_Return)
    assert not offered.isVisible()


def test_tab_without_a_choice_goes_on(bar, offered, edit, qtbot):
    qtbot.keyClicks(edit, "lis")
    qtbot.keyClick(edit, Key.Key_Tab)
    assert bar.field.keep.hasFocus()
    assert not offered.isVisible()


def test_up_and_down_go_round(offered, edit, qtbot):
    qtbot.keyClicks(edit, "lis")
    qtbot.keyClick(edit, Key.Key_Up)
    assert offered.current().text == "Lisa"
    qtbot.keyClick(edit, Key.Key_Down)
    assert offered.current() is None
    qtbot.keyClick(edit, Key.Key_Down)
    assert offered.current().text == "Lisbon, Portugal"


def test_escape_hides(offered, edit, qtbot):
    qtbot.keyClicks(edit, "lis")
    qtbot.keyClick(edit, Key.Key_Escape)
    assert not offered.isVisible()
    assert edit.text() == "lis"
    qtbot.keyClick(edit, Key.Key_Down)
    assert offered.isVisible()


def test_the_mouse_chooses(bar, offered, edit, qtbot):
    qtbot.keyClicks(edit, "lis")
    view = offered.findChild(QListView)
    place = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseMove(view.viewport(), place)
    with qtbot.waitSignal(bar.filters_wanted) as wanted:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert wanted.args == [Filters(places=("Lisse, Netherlands",))]


def test_a_press_elsewhere_hides(offered, edit, window, qtbot):
    button = QPushButton("elsewhere")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window.layout().addWidget(button)
    qtbot.keyClicks(edit, "lis")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not offered.isVisible()


def test_another_size_of_the_window_hides(offered, edit, window, qtbot):
    qtbot.keyClicks(edit, "lis")
    window.resize(700, 400)
    assert not offered.isVisible()


def test_losing_the_keyboard_hides(bar, offered, edit, qtbot):
    qtbot.keyClicks(edit, "lis")
    bar.field.save.setEnabled(True)
    bar.field.save.setFocus()
    assert not offered.isVisible()


def test_recent_searches_for_those_who_come_to_type(bar, offered, edit, state, qtbot):
    state.remember_search("a dog")
    state.remember_search("snow")
    edit.clearFocus()
    edit.setFocus(Qt.FocusReason.TabFocusReason)
    assert not offered.isVisible(), "Tab only passes by"
    bar.focus_words()
    assert not offered.isVisible(), "the keyboard was there already"
    qtbot.mouseClick(edit, Qt.MouseButton.LeftButton)
    assert [one.text for one in offered.suggestions] == ["snow", "a dog"]
    qtbot.keyClick(edit, Key.Key_Down)
    qtbot.keyClick(edit, Key.Key_Down)
    qtbot.keyClick(edit, Key.Key_Return)
    assert edit.text() == "a dog"
    assert bar.terms() == (TextTerm("a dog"),)


def test_a_shortcut_comes_to_type(bar, offered, edit, state):
    state.remember_search("a dog")
    bar.field.add_picture.setFocus()
    bar.focus_words()
    assert offered.isVisible()


def test_a_recent_search_is_forgotten(bar, offered, edit, state, qtbot):
    state.remember_search("a dog")
    state.remember_search("snow")
    qtbot.keyClick(edit, Key.Key_Down)
    qtbot.keyClick(edit, Key.Key_Down)
    assert offered.current().text == "snow"
    qtbot.keyClick(edit, Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    assert state.state.recent == ("a dog",)
    assert [one.text for one in offered.suggestions] == ["a dog"]


def test_words_set_by_others_offer_nothing(bar, offered, edit):
    bar.set_terms((TextTerm("lis"),))
    assert not offered.isVisible()


def test_a_low_window_shows_a_part_of_them(bar, offered, edit, window, qtbot):
    window.resize(500, bar.field.height() + 110)
    qtbot.keyClicks(edit, "lis")
    assert offered.geometry().bottom() <= window.rect().bottom()


@pytest.mark.parametrize("appearance", ["light", "dark"])
@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_it_can_be_painted(bar, offered, edit, theme, window, qtbot, appearance, direction):
    theme.set_appearance(appearance)
    window.setLayoutDirection(direction)
    offered.offer(
        (
            Suggestion(Kind.RECENT, "a dog", typed="do"),
            Suggestion(Kind.FOLDER, "Straße", "/a/b", 3, typed="str"),
            Suggestion(Kind.PLACE, "word " * 60, "", 1234567, typed="wo"),
        )
    )
    qtbot.keyClick(edit, Key.Key_Down)
    assert not window.grab().isNull()
    theme.set_appearance("light")


def test_the_model(qtmodeltester, qapp):
    model = SuggestionModel()
    model.show((Suggestion(Kind.PLACE, "Lisbon", "Portugal", 2), Suggestion(Kind.RECENT, "a")))
    qtmodeltester.check(model)
    spoken = model.data(model.index(0), int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("Lisbon, Place, Portugal, 2 photo")
    assert spoken_suggestion(Suggestion(Kind.RECENT, "a")) == "a, Recent search"
