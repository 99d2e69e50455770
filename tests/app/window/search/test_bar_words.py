import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from indexer.query import PictureTerm, TextTerm

DOG, SNOW, PEOPLE = TextTerm("dog"), TextTerm("snow"), TextTerm("people", -1.0)
Key = Qt.Key


@pytest.fixture
def edit(bar):
    bar.focus_words()
    return bar.field.area.edit


@pytest.fixture
def chips(bar):
    return lambda: bar.field.area.chips


def focus() -> object:
    return QApplication.focusWidget()


def menu_of(chip) -> QMenu:
    return next(menu for menu in chip.findChildren(QMenu) if menu.isVisible())


def choose(chip, text) -> None:
    chip.open_menu()
    menu = menu_of(chip)
    action = next(one for one in menu.actions() if one.text() == text)
    assert action.isEnabled()
    action.trigger()
    menu.close()


# Typing


def test_typed_words_are_searched_for_at_every_key(bar, edit, changes, qtbot):
    qtbot.keyClicks(edit, "dog")
    assert changes == [(TextTerm("d"),), (TextTerm("do"),), (DOG,)]
    assert bar.terms() == (DOG,)


def test_terms_are_told_only_when_they_are_others(bar, edit, changes, qtbot):
    qtbot.keyClicks(edit, "dog")
    changes.clear()
    qtbot.keyClicks(edit, " ")
    qtbot.keyClick(edit, Key.Key_Backspace)
    bar.set_terms((DOG,))
    assert changes == []


@pytest.mark.parametrize("ending", ["comma", "ctrl_enter", "button"])
def test_words_become_a_chip(bar, edit, chips, changes, state, qtbot, ending):
    qtbot.keyClicks(edit, "dog")
    changes.clear()
    if ending == "comma":
        qtbot.keyClicks(edit, ",")
    elif ending == "ctrl_enter":
        qtbot.keyClick(edit, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        bar.field.keep.click()
    assert [chip.term for chip in chips()] == [DOG]
    assert edit.text() == ""
    assert edit.hasFocus()
    assert changes == [], "the same is searched for"
    assert state.state.recent == ("dog",)
    qtbot.keyClicks(edit, "snow")
    assert bar.terms() == (DOG, SNOW)


def test_a_comma_within_quotes_or_words_is_one(edit, chips, qtbot):
    qtbot.keyClicks(edit, '"salt, pepper"')
    assert not chips()
    edit.setText("ab")
    edit.setCursorPosition(1)
    qtbot.keyClicks(edit, ",")
    assert edit.text() == "a,b"
    assert not chips()


def test_the_button_to_keep_words_is_there_when_there_are_words(bar, edit, qtbot):
    assert bar.field.keep.isHidden()
    qtbot.keyClicks(edit, "dog")
    assert bar.field.keep.isVisible()


@pytest.mark.parametrize("words", ["-people", "not people"])
def test_a_minus_or_not_excludes(bar, edit, chips, qtbot, words):
    qtbot.keyClicks(edit, words)
    assert bar.terms() == (PEOPLE,)
    qtbot.keyClicks(edit, ",")
    assert chips()[0].term == PEOPLE


def test_enter_submits_and_leaves_the_words(bar, edit, chips, state, qtbot):
    qtbot.keyClicks(edit, "dog")
    with qtbot.waitSignal(bar.submitted):
        qtbot.keyClick(edit, Key.Key_Return)
    assert edit.text() == "dog"
    assert not chips()
    assert state.state.recent == ("dog",)


def test_words_are_remembered_when_the_keyboard_goes_elsewhere(bar, edit, state, qtbot):
    qtbot.keyClicks(edit, "dog")
    assert state.state.recent == ()
    bar.field.save.setFocus()
    assert state.state.recent == ("dog",)


def test_nothing_is_searched_for_while_an_input_method_composes(bar, edit, changes):
    QApplication.sendEvent(edit, QInputMethodEvent("いぬ", []))
    assert edit.is_composing
    assert changes == []
    QApplication.sendEvent(edit, QInputMethodEvent("いn", []))
    assert changes == []
    event = QInputMethodEvent("", [])
    event.setCommitString("犬")
    QApplication.sendEvent(edit, event)
    assert changes == [(TextTerm("犬"),)]


def test_composing_over_selected_words_waits_too(bar, edit, changes, qtbot):
    qtbot.keyClicks(edit, "dog")
    edit.selectAll()
    changes.clear()
    QApplication.sendEvent(edit, QInputMethodEvent("いぬ", []))
    assert changes == []
    event = QInputMethodEvent("", [])
    event.setCommitString("犬")
    QApplication.sendEvent(edit, event)
    assert changes == [(TextTerm("犬"),)]


# Terms from elsewhere


@pytest.mark.parametrize(
    "terms",
    [
        (),
        (DOG,),
        (PEOPLE,),
        (DOG, SNOW),
        (TextTerm("dog", 2.0),),
        (TextTerm("not people"),),
        (TextTerm("a, b"), TextTerm("?")),
        (PictureTerm("/a.jpg"), DOG),
        (DOG, PictureTerm("/a.jpg", weight=-1.5)),
    ],
)
def test_terms_are_held_as_they_were_given(bar, changes, terms):
    bar.set_terms(terms)
    assert bar.terms() == terms
    assert changes == ([terms] if terms else [])


def test_the_last_words_can_be_typed_on(bar, edit, chips):
    bar.set_terms((SNOW, DOG))
    assert edit.text() == "dog"
    assert [chip.term for chip in chips()] == [SNOW]


def test_words_are_added_behind_others(bar, edit, chips, changes):
    bar.add_words("dog")
    bar.add_words("snow")
    assert bar.terms() == (DOG, SNOW)
    assert edit.text() == "snow"
    assert changes == [(DOG,), (DOG, SNOW)]


def test_clear(bar, edit, changes, qtbot):
    assert bar.field.clear.isHidden()
    bar.set_terms((DOG, PEOPLE, SNOW))
    assert bar.field.clear.isVisible()
    bar.field.clear.click()
    assert bar.terms() == ()
    assert edit.hasFocus()
    assert changes[-1] == ()
    assert len(changes) == 2


def test_save(bar, qtbot):
    assert not bar.field.save.isEnabled()
    bar.set_filtered(True)
    assert bar.field.save.isEnabled()
    bar.set_filtered(False)
    bar.set_terms((DOG,))
    with qtbot.waitSignal(bar.save_wanted):
        bar.field.save.click()


# Chips by keyboard


def test_backspace_takes_the_last_chip_back(bar, edit, chips, changes, qtbot):
    bar.set_terms((SNOW, PEOPLE, DOG))
    changes.clear()
    edit.setCursorPosition(0)
    qtbot.keyClick(edit, Key.Key_Backspace)
    assert edit.text() == "-people dog"
    assert edit.cursorPosition() == len("-people")
    assert [chip.term for chip in chips()] == [SNOW]
    assert changes == [(SNOW, TextTerm("people dog", -1.0))]


def test_backspace_goes_to_a_chip_that_cannot_be_typed_and_then_removes_it(bar, edit, chips, qtbot):
    bar.set_terms((DOG, PictureTerm("/a.jpg")))
    qtbot.keyClick(edit, Key.Key_Backspace)
    assert focus() is chips()[1]
    qtbot.keyClick(focus(), Key.Key_Backspace)
    assert bar.terms() == (DOG,)
    assert focus() is edit


def test_backspace_among_words_is_only_that(edit, bar, chips, qtbot):
    bar.set_terms((SNOW, DOG))
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Key.Key_Backspace)
    assert edit.text() == ""
    assert len(chips()) == 1


def test_arrows_go_through_the_chips(bar, edit, chips, qtbot):
    bar.set_terms((DOG, PEOPLE, TextTerm("sun", 2.0)))
    edit.setFocus()
    qtbot.keyClick(edit, Key.Key_Left)
    assert focus() is chips()[2]
    qtbot.keyClick(focus(), Key.Key_Left)
    qtbot.keyClick(focus(), Key.Key_Left)
    qtbot.keyClick(focus(), Key.Key_Left)
    assert focus() is chips()[0]
    for _ in range(3):
        qtbot.keyClick(focus(), Key.Key_Right)
    assert focus() is edit


def test_tab_reaches_everything(bar, edit, qtbot, window):
    bar.set_terms((DOG, TextTerm("sun", 2.0), SNOW))
    chips = bar.field.area.chips
    chips[0].setFocus()
    seen = []
    for _ in range(6):
        qtbot.keyClick(focus(), Key.Key_Tab)
        seen.append(focus())
    field = bar.field
    assert seen == [chips[1], edit, field.keep, field.clear, field.add_picture, field.save]


def test_delete_removes_and_the_next_chip_has_the_keyboard(bar, chips, edit, qtbot):
    bar.set_terms((DOG, PEOPLE, TextTerm("sun", 2.0)))
    chips()[0].setFocus()
    qtbot.keyClick(focus(), Key.Key_Delete)
    assert bar.terms() == (PEOPLE, TextTerm("sun", 2.0))
    assert focus() is chips()[0]


def test_space_excludes_and_includes(bar, chips, changes, qtbot):
    bar.set_terms((DOG, TextTerm("sun", 2.0)))
    chip = chips()[1]
    chip.setFocus()
    qtbot.keyClick(chip, Key.Key_Space)
    assert chip.term == TextTerm("sun", -2.0)
    assert chip.accessibleName() == "not sun, counts ×2"
    qtbot.keyClick(chip, Key.Key_Space)
    assert bar.terms()[1] == TextTerm("sun", 2.0)
    assert len(changes) == 3


def test_up_and_down_change_the_weight_within_bounds(bar, chips, changes, qtbot):
    bar.set_terms((TextTerm("sun", 2.0),))
    chip = chips()[0]
    for _ in range(9):
        qtbot.keyClick(chip, Key.Key_Up)
    assert bar.terms() == (TextTerm("sun", 4.0),)
    for _ in range(9):
        qtbot.keyClick(chip, Key.Key_Down)
    assert bar.terms() == (TextTerm("sun", 0.25),)
    assert len(changes) == 1 + 2 + 6


# Chips by menu and mouse


def test_enter_opens_the_menu_at_its_first_entry(bar, chips, qtbot):
    bar.set_terms((DOG, SNOW))
    chip = chips()[0]
    qtbot.keyClick(chip, Key.Key_Return)
    menu = menu_of(chip)
    assert menu.activeAction().text() == "Edit words"
    menu.close()


def test_the_menu_does_what_the_keys_do(bar, chips):
    bar.set_terms((DOG, SNOW, DOG))
    chip = chips()[0]
    choose(chip, "More important")
    assert chip.term.weight == 1.5
    choose(chip, "Less important")
    choose(chip, "Less important")
    assert chip.term.weight == 0.5
    choose(chip, "Exclude")
    assert chip.term.weight == -0.5
    choose(chip, "Include")
    assert chip.term.weight == 0.5
    choose(chip, "Remove")
    assert bar.terms() == (SNOW, DOG)


@pytest.mark.parametrize("way", ["click", "right", "enter", "alt_down"])
def test_the_menu_opens(bar, chips, qtbot, way):
    bar.set_terms((TextTerm("sun", 4.0),))
    chip = chips()[0]
    middle = chip.rect().center()
    middle.setX(14)
    if way == "click":
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=middle)
    elif way == "right":
        from PySide6.QtGui import QContextMenuEvent

        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, middle, chip.mapToGlobal(middle)
        )
        QApplication.sendEvent(chip, event)
    elif way == "enter":
        qtbot.keyClick(chip, Key.Key_Return)
    else:
        qtbot.keyClick(chip, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = menu_of(chip)
    texts = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert texts == {
        "Edit words": True,
        "More important": False,
        "Less important": True,
        "Exclude": True,
        "Remove": True,
    }
    assert menu.accessibleName() == "sun, counts ×4"
    menu.close()


def test_the_cross_removes(bar, chips, qtbot):
    bar.set_terms((DOG, SNOW))
    chip = chips()[0]
    place = chip.rect().center()
    place.setX(chip.width() - 12)
    qtbot.mouseMove(chip, place)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=place)
    assert bar.terms() == (SNOW,)


def test_words_are_edited_in_place(bar, chips, changes, qtbot):
    bar.set_terms((TextTerm("dog", -2.0), SNOW, DOG))
    chip = chips()[0]
    chip.setFocus()
    qtbot.keyClick(chip, Key.Key_F2)
    editor = chip.findChild(QLineEdit)
    assert editor.text() == "-dog"
    editor.setText("-cat")
    qtbot.keyClick(editor, Key.Key_Return)
    assert chip.term == TextTerm("cat", -2.0)
    assert bar.terms() == (TextTerm("cat", -2.0), SNOW, DOG)
    assert chip.hasFocus()
    qtbot.waitUntil(lambda: chip.findChild(QLineEdit) is None)


def test_editing_is_left_by_escape_or_removes_what_is_empty(bar, chips, qtbot):
    bar.set_terms((TextTerm("dog", 2.0), SNOW))
    chip = chips()[0]
    chip.setFocus()
    choose(chip, "Edit words")
    editor = chip.findChild(QLineEdit)
    editor.setText("cat")
    qtbot.keyClick(editor, Key.Key_Escape)
    assert chip.term == TextTerm("dog", 2.0)
    qtbot.waitUntil(lambda: chip.findChild(QLineEdit) is None)
    chip.edit()
    editor = chip.findChild(QLineEdit)
    editor.setText(" ")
    qtbot.keyClick(editor, Key.Key_Return)
    assert bar.terms() == (SNOW,)


# Looks


def test_many_chips_wrap_and_then_scroll(bar, chips, window, qtbot):
    low = bar.field.height()
    bar.set_terms(tuple(TextTerm(f"number {n}", 2.0) for n in range(40)))
    qtbot.waitUntil(lambda: bar.field.height() > 2 * low)
    assert bar.field.height() < 5 * low
    area = bar.field.area
    assert area.height() > bar.field.height()
    qtbot.waitUntil(lambda: not area.edit.visibleRegion().isEmpty())
    area.edit.setFocus()
    qtbot.keyClick(area.edit, Key.Key_Left)
    assert focus() is chips()[-1]
    assert not chips()[-1].visibleRegion().isEmpty()


def test_long_words_are_cut(bar, chips):
    bar.set_terms((TextTerm("word " * 100, 2.0), DOG))
    assert chips()[0].width() < 400
    assert "word word" in chips()[0].toolTip()


def test_everything_has_a_name(bar):
    bar.set_terms((PEOPLE, DOG))
    field = bar.field
    for widget in (field.keep, field.clear, field.add_picture, field.save):
        assert widget.accessibleName()
        assert widget.toolTip()
        assert not widget.icon().isNull()
    assert field.area.edit.accessibleName() == "Search for words"
    assert field.area.chips[0].accessibleName() == "not people"
    assert field.area.chips[0].accessibleDescription()


@pytest.mark.parametrize("appearance", ["light", "dark"])
@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_it_can_be_painted(bar, theme, window, appearance, direction):
    theme.set_appearance(appearance)
    window.setLayoutDirection(direction)
    bar.set_terms((PEOPLE, TextTerm("sun", 2.0), PictureTerm("/a.jpg", weight=-1.0), DOG))
    bar.field.area.chips[0].setFocus()
    assert not window.grab().isNull()
    theme.set_appearance("light")
