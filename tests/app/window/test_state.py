"""What the window remembers."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.window.state import FILE_NAME, MOST_RECENT, StateStore, WindowState

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_it_is_kept(state, tmp_path) -> None:
    state.change(cell_side=200, appearance="dark", recent=("dog", "snow"), splitter=(1, 2))
    assert StateStore(tmp_path / "settings").state == state.state


def test_changes_are_told_once(state, qtbot) -> None:
    told = []
    state.changed.connect(told.append)
    state.change(cell_side=200)
    state.change(cell_side=200)
    assert told == [WindowState(cell_side=200)]


def test_searches_are_remembered_latest_first(state) -> None:
    for words in ("dog", " two  dogs", "dog", " "):
        state.remember_search(words)
    assert state.state.recent == ("dog", "two dogs")
    for number in range(100):
        state.remember_search(str(number))
    assert len(state.state.recent) == MOST_RECENT


def test_searches_are_not_remembered_if_not_wanted(state) -> None:
    state.change(keep_recent=False)
    state.remember_search("dog")
    assert state.state.recent == ()


@given(stored=st.dictionaries(st.sampled_from(list(WindowState.__dataclass_fields__)), JSON) | JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_any_file_can_be_read(tmp_path, qapp, stored) -> None:
    (tmp_path / FILE_NAME).write_text(json.dumps(stored))
    state = StateStore(tmp_path).state
    assert state.appearance in {"system", "light", "dark"}
    assert all(isinstance(words, str) for words in state.recent)
    assert isinstance(state.cell_side, int)


@pytest.mark.parametrize("text", ["", "{", "\0", "[1]", '"x"'])
def test_rubbish_is_as_it_was_at_first(tmp_path, qapp, text) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    assert StateStore(tmp_path).state == WindowState()


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path, qapp) -> None:
    (tmp_path / "file").write_text("")
    store = StateStore(tmp_path / "file")
    store.change(cell_side=99)
    assert store.state.cell_side == 99
