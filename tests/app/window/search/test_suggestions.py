from datetime import date, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.window.search.facet_entries import entries_of
from app.window.search.suggester import suggest, words_without
from app.window.search.suggestions import (
    MOST,
    Entry,
    Kind,
    PrefixIndex,
    Suggestion,
    SuggestionIndex,
    folded,
)
from indexer.query import Filters
from indexer.reports import Count, Facets

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
GERMAN = QLocale(QLocale.Language.German, QLocale.Country.Germany)
moment = partial(datetime, tzinfo=None)  # local, as photos are
TODAY = date(2026, 11, 21)
FACETS = Facets(
    photos=900,
    months=(Count("2023-06", 30), Count("2023-07", 4), Count("2025-12", 5), Count("2026-11", 7)),
    folders=(
        Count("/home/me/Pictures/2023/Lisbon trip", 50),
        Count("/home/me/Pictures/2023/Alps", 8),
        Count("/home/me/Pictures/Scans", 3),
    ),
    cameras=(Count("Canon EOS R5", 90), Count("Apple iPhone 15", 40)),
    lenses=(Count("RF24-105mm F4", 60),),
    types=(Count("jpeg", 700), Count("raw", 200)),
    orientations=(Count("landscape", 600), Count("portrait", 300)),
    places=(Count("Lisbon, Portugal", 120), Count("São Paulo, Brazil", 9)),
    keywords=(Count("Lisa", 12), Count("old town", 5)),
    ratings=(Count("3", 4), Count("5", 2)),
    favourites=11,
)


@pytest.fixture(scope="module")
def index() -> SuggestionIndex:
    return SuggestionIndex(entries_of(FACETS, TODAY, ENGLISH))


def found(index, words, recent=(), locale=ENGLISH):
    return [(one.kind, one.text) for one in suggest(words, index, recent, locale)]


def one(index, words, text, locale=ENGLISH) -> Suggestion:
    return next(some for some in suggest(words, index, (), locale) if some.text == text)


def test_beginnings_of_words_are_found_by_kinds(index):
    assert found(index, "lis") == [
        (Kind.PLACE, "Lisbon, Portugal"),
        (Kind.KEYWORD, "Lisa"),
        (Kind.FOLDER, "Lisbon trip"),
    ]
    assert (Kind.CAMERA, "Canon EOS R5") in found(index, "eos")
    assert (Kind.LENS, "RF24-105mm F4") in found(index, "rf2")
    assert not found(index, "isbon")


def test_case_and_accents_do_not_matter(index):
    assert (Kind.PLACE, "São Paulo, Brazil") in found(index, "SAO PAU")
    assert (Kind.PLACE, "São Paulo, Brazil") in found(index, "são")


def test_each_choice_narrows_by_itself(index):
    assert one(index, "lis", "Lisbon, Portugal").filters == Filters(places=("Lisbon, Portugal",))
    assert one(index, "lis", "Lisa").filters == Filters(keywords=("Lisa",))
    assert one(index, "canon", "Canon EOS R5").filters == Filters(cameras=("Canon EOS R5",))
    assert one(index, "rf24", "RF24-105mm F4").filters == Filters(lenses=("RF24-105mm F4",))
    assert one(index, "jpg", "JPEG").filters == Filters(types=("jpeg",))
    assert one(index, "portr", "Portrait").filters == Filters(orientations=("portrait",))
    assert one(index, "favou", "Favourites").filters == Filters(favourites=True)


def test_stars_count_those_with_more(index):
    texts = {some.text: some for some in suggest("star", index, (), ENGLISH)}
    counts = {text: some.photos for text, some in texts.items()}
    assert sorted(counts.values()) == [2, 2, 6, 6]


def test_folders_above_count_too(index):
    folder = one(index, "2023", "2023")
    assert folder.kind is Kind.DATE
    folders = suggest("pictures", index, (), ENGLISH)
    assert folders[0].filters == Filters(folders=("/home/me/Pictures",))
    assert folders[0].photos == 61
    assert folders[0].detail == "/home/me"


def test_years_and_months(index):
    assert one(index, "2023", "2023").filters == Filters(
        after=moment(2023, 1, 1), before=moment(2024, 1, 1)
    )
    assert one(index, "2023", "2023").photos == 34
    june = Filters(after=moment(2023, 6, 1), before=moment(2023, 7, 1))
    for words in ("june", "june 2023", "2023 ju", "2023-06", "06/2023", "dogs in june 2023"):
        assert one(index, words, "June 2023").filters == june, words
    december = one(index, "dec", "December 2025")
    assert december.filters == Filters(after=moment(2025, 12, 1), before=moment(2026, 1, 1))


def test_months_have_the_names_of_the_language():
    index = SuggestionIndex(entries_of(FACETS, TODAY, GERMAN))
    june = Filters(after=moment(2023, 6, 1), before=moment(2023, 7, 1))
    for words in ("juni", "juni 2023", "june 2023", "06.2023"):
        assert one(index, words, "Juni 2023", GERMAN).filters == june


def test_spans_named_from_today(index):
    assert one(index, "this month", "This month").filters == Filters(
        after=moment(2026, 11, 1), before=moment(2026, 12, 1)
    )
    winter = one(index, "last wi", "Last winter")
    assert winter.filters == Filters(after=moment(2025, 12, 1), before=moment(2026, 3, 1))
    assert winter.detail == "December 2025 – February 2026"
    assert one(index, "last year", "Last year").detail == "2025"
    assert not found(index, "last summer"), "there are no photos of it"


def test_seasons_lie_the_other_way_round_in_the_south():
    facets = Facets(months=(Count("2026-01", 3),))
    south = QLocale(QLocale.Language.English, QLocale.Country.Australia)
    index = SuggestionIndex(entries_of(facets, TODAY, south))
    assert one(index, "last summer", "Last summer", south).filters == Filters(
        after=moment(2025, 12, 1), before=moment(2026, 3, 1)
    )


def test_a_season_that_is_not_over_is_not_the_last_one():
    facets = Facets(months=(Count("2025-06", 1), Count("2026-06", 1)))
    index = SuggestionIndex(entries_of(facets, date(2026, 7, 1), ENGLISH))
    last = one(index, "last summer", "Last summer")
    assert last.filters is not None
    assert last.filters.after == moment(2025, 6, 1)


def test_a_day_that_is_typed_in_full(index):
    day = suggest("dogs 2023-06-14", index, (), ENGLISH)[0]
    assert day.kind is Kind.DATE
    assert day.filters == Filters(after=moment(2023, 6, 14), before=moment(2023, 6, 15))
    assert day.typed == "2023-06-14"


def test_only_the_piece_that_is_meant_is_taken_away(index):
    lisbon = one(index, "dogs in lis", "Lisbon, Portugal")
    assert lisbon.typed == "lis"
    assert words_without("dogs in lis", lisbon.typed) == "dogs"
    assert words_without("lis", "lis") == ""
    assert words_without("dogs  near   old tow", "old tow") == "dogs"
    assert words_without("in", "") == ""


def test_what_is_excluded_is_no_filter(index):
    assert not found(index, "-lis")
    assert not found(index, "not lis")


def test_single_letters_say_too_little(index):
    assert not found(index, "l")
    assert not found(index, "dogs in l")


def test_recent_searches(index):
    recent = ("Lisbon at night", "a dog", "lis")
    assert found(index, "lis", recent)[0] == (Kind.RECENT, "Lisbon at night")
    assert found(index, "night", recent) == [(Kind.RECENT, "Lisbon at night")]
    assert found(index, "", recent) == [(Kind.RECENT, text) for text in recent]
    assert suggest("", index, (), ENGLISH) == ()


def test_no_more_than_a_few_and_each_kind_has_its_share():
    facets = Facets(
        places=tuple(Count(f"New {name}", 5) for name in "ABCDEFGHIJ"),
        keywords=tuple(Count(f"new {name}", 5) for name in "abcdefghij"),
        folders=tuple(Count(f"/p/new {name}", 5) for name in "abcdefghij"),
        cameras=(Count("New One", 1),),
    )
    some = found(SuggestionIndex(entries_of(facets, TODAY, ENGLISH)), "new")
    kinds = [kind for kind, _ in some]
    assert len(some) == MOST
    assert set(kinds) == {Kind.PLACE, Kind.KEYWORD, Kind.FOLDER, Kind.CAMERA}
    assert kinds == sorted(kinds, key=list(Kind).index), "kinds stay together"


@given(
    st.lists(st.text("abé _-ß日", min_size=1, max_size=8), max_size=20), st.text("abé", max_size=3)
)
def test_what_begins_with_the_prefix_is_found(names, prefix):
    entries = [Entry(Suggestion(Kind.KEYWORD, name), (name,)) for name in names]
    wanted = folded(prefix)
    some = [one.text for one in PrefixIndex(entries).find(wanted, 100)] if wanted else []
    for name in some:
        assert wanted in folded(name)
    for name in names:
        if wanted and folded(name).startswith(wanted):
            assert name in some


def test_many_folders_are_no_hindrance():
    folders = tuple(Count(f"/photos/{n % 20}/{n:05} summer holiday", 3) for n in range(10_000))
    index = SuggestionIndex(entries_of(Facets(folders=folders), TODAY, ENGLISH))
    assert len(suggest("summer", index, (), ENGLISH)) == 4
