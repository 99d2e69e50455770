"""Filters and full-text search."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.query import Filters, Order
from indexer.store import fulltext
from indexer.store.filters import kind_of
from indexer.store.paths import from_blob, is_below, range_below, to_blob, words_of


def local(*moment: int) -> datetime:
    return datetime(*moment)  # noqa: DTZ001 - the filters are in local time, without a zone


@pytest.fixture
def library(store, record):
    """Four photos; the ids of a, b, c, d by letter."""
    ids = store.write.commit_photos(
        [
            record("/p/a.jpg", 1, taken_at="2026-08-01T10:00:00", camera_make="Canon",
                   camera_model="EOS R6"),
            record("/p/x/b.heic", 2, kind="heif", taken_at="2026-08-02T10:00:00",
                   camera_make="Apple", camera_model="iPhone 15"),
            record("/q/c.nef", 3, kind="raw", camera_model="NIKON Z 6"),
            record("/px/d.png", 0, kind="png", taken_at="2025-01-01T00:00:00"),
        ]
    )  # fmt: skip
    return dict(zip("abcd", ids, strict=True))


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(folders=("/p",)), "ab"),
        (Filters(folders=("/p/",)), "ab"),
        (Filters(folders=("/p/x", "/q")), "bc"),
        (Filters(folders=("/",)), "abcd"),
        (Filters(after=local(2026, 8, 1, 10)), "ab"),
        (Filters(after=local(2026, 8, 1, 10, 0, 1)), "b"),
        (Filters(before=local(2026, 8, 2, 10)), "ad"),
        (Filters(after=datetime(2026, 1, 1, tzinfo=UTC), before=local(2026, 8, 2)), "a"),
        (Filters(cameras=("canon",)), "a"),
        (Filters(cameras=("IPHONE", "nikon z")), "bc"),
        (Filters(cameras=("canon eos",)), "a"),
        (Filters(cameras=("%",)), ""),
        (Filters(types=("JPG",)), "a"),
        (Filters(types=("heic", ".nef")), "bc"),
        (Filters(types=("png", "jpeg"), folders=("/p",)), "a"),
        (Filters(types=("no such",)), ""),
    ],
)
def test_filters(store, library, filters, passing):
    selected = store.read.select_ids(filters)
    assert selected.tolist() == sorted(library[letter] for letter in passing)
    assert set(store.read.ordered(filters, Order.NEWEST, 10).ids) == set(selected.tolist())
    assert store.read.count(filters) == len(passing)


def test_no_filter_selects_nothing_in_particular(store, library):
    assert store.read.select_ids(Filters()) is None


def test_endings_are_kinds():
    assert [kind_of(name) for name in ("JPEG", ".jpg", "tif", "CR3", "webp", "odd")] == [
        "jpeg", "jpeg", "tiff", "raw", "webp", "odd",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["IMG_2034", "2034", "müller", "MULLER'S", "tromsØ", "snow dog", "dôg", "“snow”", "winter"],
)
def test_words_of_any_kind_find_the_photo(store, record, text):
    store.write.add_folder("/home/anna/Pictures")
    (photo_id, _) = store.write.commit_photos(
        [
            record("/home/anna/Pictures/Tromsø/Müller's/IMG_2034.JPG", keywords=("dog", "Winter"),
                   title="A walk", caption="Snow everywhere"),
            record("/home/anna/Pictures/other.jpg", 2),
        ]
    )  # fmt: skip
    matches = store.read.match_text(text, 5)
    assert [match.id for match in matches] == [photo_id]


def test_folders_above_the_library_say_nothing(store, record):
    store.write.add_folder("/home/anna/Pictures")
    store.write.commit_photos([record("/home/anna/Pictures/a.jpg")])
    assert store.read.match_text("anna", 5) == []
    assert len(store.read.match_text("pictures", 5)) == 1


def test_all_words_or_any(store, record):
    ids = store.write.commit_photos(
        [record("/p/dog.jpg", 1, keywords=("dog",)), record("/p/dog snow.jpg", 2)]
    )
    assert [match.id for match in store.read.match_text("dog snow", 5)] == [ids[1]]
    either = store.read.match_text("dog snow cat", 5, every=False)
    assert {match.id for match in either} == set(ids)
    assert [match.score for match in either] == sorted((m.score for m in either), reverse=True)
    assert len(store.read.match_text("dog", 1)) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.text(st.characters() | st.sampled_from("\"'*()^:{}-+AND OR NOT NEAR\0\ud800")))
def test_no_text_is_an_error(store, text):
    assert store.read.match_text(text, 5) == []
    assert store.read.match_text(text, 5, every=False) == []


def test_operators_are_plain_words():
    assert fulltext.expression('a NOT "b" *', every=True) == '"a" AND "NOT" AND """b"""'
    assert fulltext.expression(" * - ", every=True) is None


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name))
def test_every_path_survives(name):
    assert to_blob(from_blob(name)) == name


@given(
    st.lists(st.sampled_from(["a", "b", "a b", "ab", "\udcff"]), min_size=1, max_size=4),
    st.lists(st.sampled_from(["a", "b", "a b", "ab", "\udcff"]), max_size=3),
)
def test_a_range_is_what_lies_below(path, folder):
    path, folder = "/" + "/".join(path), "/" + "/".join(folder)
    low, high = range_below(folder)
    below = low <= to_blob(path) < high
    assert below == is_below(to_blob(path), to_blob(folder))
    assert below == path.startswith(folder.rstrip("/") + "/")


def test_words_of_paths():
    assert words_of(b"/home/anna/Pics/Rome/a.b.jpg", [b"/home/anna/Pics"]) == ("a.b", "Pics Rome")
    assert words_of(b"/x/.hidden", []) == ("hidden", "x")
    assert words_of(b"/a/b/c.jpg", [b"/a/b", b"/a"]) == ("c", "a b")
    assert words_of(b"/a.jpg", [b"/"]) == ("a", "")
    assert words_of("/e\u0301.jpg".encode(), []) == ("\u00e9", "")
