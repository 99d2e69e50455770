"""Queries of words, pictures and regions, alone and together, within filters."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from indexer.errors import QueryError
from indexer.library import Library
from indexer.query import Day, Filters, Order, PictureTerm, Query, Region, TextTerm
from indexer.reports import MarkChange

NEW_YEAR = datetime.fromisoformat("2020-01-01")  # local time, as cameras write it


@pytest.fixture
def library(open_library, photos, draw):
    for colour in ("red", "green", "blue", "yellow", "white", "black"):
        draw(photos / colour[:1] / f"{colour}.jpg", colour)
    draw(photos / "b" / "holiday in blue.png", "black", seed=3)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Canon", "EOS 5D"
    exif[0x8769] = {0x9003: "2020:05:04 10:00:00"}
    with Image.open(photos / "r" / "red.jpg") as picture:
        picture.save(photos / "r" / "red.jpg", exif=exif)
    with open_library() as library:
        library.index([photos])
    with open_library() as library:
        yield library


def names(answer):
    return [Path(hit.path).name for hit in answer.hits]


def search(library, *terms, limit=3, **filters):
    return library.search(Query(terms, Filters(**filters), limit))


def test_words(library):
    assert names(search(library, TextTerm("green")))[0] == "green.jpg"


def test_scores_descend_and_the_limit_holds(library):
    answer = search(library, TextTerm("red"), limit=4)
    scores = [hit.score for hit in answer.hits]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert answer.searched == 7


def test_a_picture_that_is_indexed(library, photos):
    answer = search(library, PictureTerm(str(photos / "b" / "blue.jpg")))
    assert names(answer)[0] == "blue.jpg"
    assert answer.hits[0].score == pytest.approx(1, abs=1e-3)


def test_a_picture_from_elsewhere(library, tmp_path, draw):
    assert names(search(library, PictureTerm(str(draw(tmp_path / "q.png", "yellow")))))[0] == (
        "yellow.jpg"
    )


def test_a_picture_that_is_no_file(library, tmp_path, draw):
    data = draw(tmp_path / "q.png", "green").read_bytes()
    assert names(search(library, PictureTerm("standard input", data)))[0] == "green.jpg"


def test_a_region_of_a_picture(library, tmp_path):
    picture = Image.new("RGB", (100, 50), (20, 30, 220))
    picture.paste((220, 20, 20), (60, 0, 100, 50))
    picture.save(tmp_path / "two.png")
    path = str(tmp_path / "two.png")
    assert names(search(library, PictureTerm(path, region=Region(0.7, 0, 1, 1))))[0] == "red.jpg"
    assert names(search(library, PictureTerm(path, region=Region(0, 0, 0.5, 1))))[0] == "blue.jpg"


def test_words_and_pictures_combine(library, photos):
    red = PictureTerm(str(photos / "r" / "red.jpg"))
    assert names(search(library, red, TextTerm("green")))[0] == "yellow.jpg"


def test_weights_shift_the_balance(library):
    mostly_red = search(library, TextTerm("red", 3), TextTerm("green", 0.3))
    mostly_green = search(library, TextTerm("red", 0.3), TextTerm("green", 3))
    assert (names(mostly_red)[0], names(mostly_green)[0]) == ("red.jpg", "green.jpg")


def test_negative_words_push_away(library):
    assert names(search(library, TextTerm("yellow"), TextTerm("green", -0.8)))[0] == "red.jpg"


def test_only_negative_words(library):
    assert "white.jpg" not in names(search(library, TextTerm("white", -1)))


def test_no_terms_lists_the_newest(library):
    answer = search(library)
    assert names(answer)[0] == "red.jpg"
    assert answer.hits[0].taken_at == "2020-05-04T10:00:00"


def test_filters_narrow(library, photos):
    red = TextTerm("red")
    within = search(library, red, folders=(str(photos / "b"),))
    assert set(names(within)) == {"blue.jpg", "black.jpg", "holiday in blue.png"}
    assert within.searched == 3
    assert names(search(library, red, cameras=("eos",))) == ["red.jpg"]
    assert names(search(library, red, types=("PNG",))) == ["holiday in blue.png"]
    assert names(search(library, red, after=NEW_YEAR)) == ["red.jpg"]
    assert names(search(library, red, before=NEW_YEAR)) == []
    assert search(library, red, folders=("/nowhere",)).hits == ()


def test_words_in_the_name_lift_a_photo(library):
    def scores(weight):
        answer = search(library, TextTerm("holiday", weight), limit=10)
        return {Path(hit.path).name: hit.score for hit in answer.hits}

    liked, disliked = scores(1), scores(-1)
    assert liked["holiday in blue.png"] > liked["black.jpg"] + 0.1
    assert disliked["holiday in blue.png"] < disliked["black.jpg"] + 0.1


@pytest.mark.parametrize(
    ("terms", "filters", "words"),
    [
        ((TextTerm("  "),), {}, "empty"),
        ((TextTerm("red"), TextTerm("red", -1)), {}, "cancel"),
        ((TextTerm("red", 0),), {}, "weight"),
        ((TextTerm("red", float("nan")),), {}, "weight"),
        ((PictureTerm("/nowhere.jpg"),), {}, "/nowhere.jpg"),
        ((PictureTerm("input", b"no picture"),), {}, "input"),
        ((TextTerm("red"),), {"types": ("docx",)}, "docx"),
        ((), {"orientations": ("upside down",)}, "upside down"),
        ((), {"least_rating": 6}, "from 1 to 5"),
        ((), {"least_rating": 0}, "from 1 to 5"),
    ],
)
def test_queries_that_cannot_be_answered(library, terms, filters, words):
    with pytest.raises(QueryError, match=words) as caught:
        search(library, *terms, **filters)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("ask", [Library.search, Library.find])
def test_a_limit_of_none(library, ask):
    with pytest.raises(QueryError, match="at least 1"):
        ask(library, Query((TextTerm("red"),), limit=0))


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("terms", [(), (TextTerm("red"),), (TextTerm("holiday"),)])
@pytest.mark.parametrize("limit", [1, 3, 7, 1 << 70])
@pytest.mark.parametrize("filters", [Filters(), Filters(types=("jpeg",)), Filters(cameras=("x",))])
def test_what_is_found_is_what_a_search_gives(library, terms, limit, order, filters):
    query = Query(terms, filters, limit, order)
    answer, found = library.search(query), library.find(query)
    assert ids(found) == [hit.photo_id for hit in answer.hits]
    scores = [hit.score for hit in answer.hits] if terms else []
    assert np.frombuffer(found.scores, "<f4").tolist() == pytest.approx(scores)
    assert (found.searched, found.notices) == (answer.searched, answer.notices)


def ids(found):
    return np.frombuffer(found.ids, "<u8").tolist()


def test_the_order_sorts_the_most_relevant(library):
    def found(order, limit=3):
        return names(library.search(Query((TextTerm("red"),), limit=limit, order=order)))

    best = found(Order.RELEVANCE)
    assert best[0] == "red.jpg"
    assert found(Order.NAME) == sorted(best)
    assert found(Order.NAME_BACKWARDS) == sorted(best, reverse=True)
    assert found(Order.NEWEST)[0] == found(Order.OLDEST)[0] == "red.jpg"
    largest = library.search(Query((TextTerm("red"),), limit=7, order=Order.LARGEST))
    sizes = [Path(hit.path).stat().st_size for hit in largest.hits]
    assert sizes == sorted(sizes, reverse=True)


def test_days_of_what_is_found(library):
    day = Day("2020-05-04", 1)
    assert library.find(Query(limit=9)).days == (day, Day("", 6))
    assert library.find(Query(limit=2, order=Order.OLDEST)).days == (day, Day("", 1))
    red = (TextTerm("red"),)
    assert library.find(Query(red)).days == ()
    assert library.find(Query(red, order=Order.NEWEST)).days == (day, Day("", 6))
    assert library.find(Query(order=Order.NAME)).days == ()


def test_hidden_photos_are_found_only_if_they_are_asked_for(library, photos):
    hidden = (photos / "b" / "holiday in blue.png", photos / "r" / "red.jpg")
    chosen = library.ids_of(hidden)
    with library.store.transaction():
        library.mark(chosen, MarkChange(hidden=True))
    for terms in ((), (TextTerm("red"),), (TextTerm("holiday"),)):
        shown = library.find(Query(terms, limit=99))
        assert (len(ids(shown)), shown.searched) == (5, 5)
        assert not set(chosen) & set(ids(shown))
        assert len(ids(library.find(Query(terms, limit=4)))) == 4
        away = library.find(Query(terms, Filters(hidden=True), limit=99))
        assert (set(ids(away)), away.searched) == (set(chosen), 2)
    holiday = library.search(Query((TextTerm("holiday"),), Filters(hidden=True)))
    assert names(holiday)[0] == "holiday in blue.png"


def test_a_search_by_words_starts_no_decoder(library):
    search(library, TextTerm("red"))
    assert "_pool" not in vars(library)
