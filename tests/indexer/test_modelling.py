"""Choosing a model, going back, catching up, and removing what a model has made."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from indexer.caller import Caller
from indexer.errors import LibraryError
from indexer.query import Query, TextTerm
from indexer.settings import Settings
from models.errors import ModelError, ModelNotReadyError, UnknownModelError

OTHER = "other/colours"
TIERED = "ViT-B-32-256/datacomp_s34b_b86k"


@pytest.fixture
def other(encoder):
    return type(encoder)(model_id=OTHER)


@pytest.fixture
def library(open_library, other, photos, draw):
    """Three photos, embedded by the starter."""
    for colour in ("red", "green", "blue"):
        draw(photos / f"{colour}.jpg", colour, size=(40 + len(colour), 40))
    made = open_library(encoders={OTHER: other})
    made.index([photos])
    return made


def found(library, words="red"):
    return [hit.path.rpartition("/")[2] for hit in library.search(Query((TextTerm(words),))).hits]


def status_of(library, model_id):
    return next(one for one in library.models() if one.model_id == model_id)


def embedded_by_both(library):
    library.use_model(OTHER)
    library.index([])
    assert library.model == OTHER


def add(library, draw, photos, number):
    for one in range(number):
        draw(photos / f"new{one}.jpg", "yellow", seed=one, size=(90 + one, 40))
    library.index([])


def test_a_model_takes_over_and_the_change_is_taken_back_at_once(library, encoder, other):
    library.use_model(OTHER)
    assert (library.model, library.shelf.next_model) == ("starter", OTHER)
    status = status_of(library, OTHER)
    assert (status.takes_over, status.in_use, status.missing, status.embedded) == (
        True,
        False,
        3,
        0,
    )
    library.index([])
    assert (library.model, library.shelf.next_model) == (OTHER, None)
    assert found(library)[0] == "red.jpg"
    before = encoder.encoded, other.encoded
    library.use_model("starter")
    assert library.model == "starter"
    library.use_model(OTHER)
    assert library.model == OTHER
    library.index([])
    assert (encoder.encoded, other.encoded) == before


def test_the_index_is_on_disk_before_the_switch(library, monkeypatch):
    library.use_model(OTHER)
    kept = []
    switch = library.shelf.switch_to

    def switching(model_id):
        kept.extend(path.name for path in (library.store.folder / "vectors").iterdir())
        switch(model_id)

    monkeypatch.setattr(library.shelf, "switch_to", switching)
    library.index([])
    assert any(name.startswith("other-colours") and name.endswith(".matrix") for name in kept)


def test_choosing_what_answers_calls_a_change_off(library, other):
    library.use_model(OTHER)
    library.use_model("starter")
    assert library.shelf.next_model is None
    library.index([])
    assert (library.model, other.encoded) == ("starter", 0)


def test_at_once_and_the_rest_later(library, other):
    library.use_model(OTHER, at_once=True)
    assert library.model == OTHER
    assert found(library) == []
    assert status_of(library, OTHER).missing == 3
    library.index([])
    assert sorted(found(library)) == ["blue.jpg", "green.jpg", "red.jpg"]
    assert status_of(library, OTHER).missing == 0
    assert other.encoded == 3


@pytest.mark.parametrize(("new", "answers"), [(1, OTHER), (2, "starter")])
def test_a_model_that_lacks_next_to_nothing_answers_at_once(library, draw, photos, new, answers):
    """Of 103 photos or so, one may be missing, two may not."""
    draw_many(library, draw, photos, 99)
    library.use_model(OTHER)
    library.index([])
    library.use_model("starter")
    add(library, draw, photos, new)
    assert status_of(library, OTHER).missing == new
    library.use_model(OTHER)
    assert library.model == answers
    library.index([])
    assert library.model == OTHER
    assert status_of(library, OTHER).missing == 0


def draw_many(library, draw, photos, number):
    for one in range(number):
        draw(photos / "many" / f"{one}.jpg", "white", seed=one, size=(16, 12))
    library.index([])


def test_photos_that_are_gone_or_changed_do_not_hold_it_up(library, photos, draw):
    library.use_model(OTHER)
    (photos / "red.jpg").unlink()
    draw(photos / "green.jpg", "black", seed=9, size=(64, 64))
    library._complete_models(Meter(), lambda: False)
    assert library.model == OTHER
    assert found(library) == ["blue.jpg"]
    library.index([])
    assert sorted(found(library)) == ["blue.jpg", "green.jpg"]


class Meter:
    """A meter that nobody reads."""

    phase, total = "", 0

    def update(self, tally):
        """Show nothing."""


def test_a_photo_that_comes_back_is_embedded_by_the_model_that_answers_now(library, photos):
    (photos / "red.jpg").rename(photos.parent / "red.jpg")
    red = next(file for path, file in library.store.read.known_files().items() if "red" in path)
    library.store.write.mark_missing([red.id])
    embedded_by_both(library)
    assert sorted(found(library)) == ["blue.jpg", "green.jpg"]
    (photos.parent / "red.jpg").rename(photos / "red.jpg")
    library.index([])
    assert sorted(found(library)) == ["blue.jpg", "green.jpg", "red.jpg"]


def test_a_model_that_is_not_here_changes_nothing(library, open_library):
    with pytest.raises(UnknownModelError, match="did you mean 'starter'"):
        library.use_model("startr")
    library.shelf.drop(OTHER)
    library.shelf._open_encoder = _not_here
    with pytest.raises(ModelNotReadyError):
        library.use_model(OTHER, at_once=True)
    assert (library.model, library.shelf.next_model) == ("starter", None)


def test_a_model_that_is_to_follow_and_is_gone_holds_nothing_up(library, encoder, draw, photos):
    library.use_model(OTHER)
    library.shelf.drop(OTHER)
    library.shelf._open_encoder = lambda name: encoder if name == "starter" else _not_here(name)
    draw(photos / "new.jpg", "yellow", size=(90, 40))
    assert library.index([]).embedded == 1
    assert found(library, "yellow")[0] == "new.jpg"
    assert (library.model, library.shelf.next_model) == ("starter", OTHER)
    assert library.status().model_note == (
        "other/colours takes over when its files are here: `pictrove models get other/colours` "
        "gets them, `pictrove models use starter` calls it off."
    )


def test_what_a_take_over_waits_for(library, monkeypatch):
    library.use_model(OTHER)
    (library.places.models / "other--colours").mkdir(parents=True)
    (library.places.models / "other--colours" / "model.json").touch()
    waits = f"{OTHER} takes over when"
    assert library.shelf.note() == f"{waits} 3 more photos are embedded with it."
    one, two, _ = (file.id for file in library.store.read.known_files().values())
    library.store.write.mark_missing([one])
    assert library.shelf.note() == (
        f"{waits} 2 more photos are embedded with it; it does not wait for 1 photo that is out of "
        "reach now."
    )
    library.store.write.mark_missing([two])
    assert f"{waits} 1 more photo is embedded" in library.shelf.note()
    assert "for 2 photos that are" in library.shelf.note()
    monkeypatch.setattr(type(library.store.read), "count_without_embedding", lambda *_: 1300)
    assert "1,300 more photos" in library.shelf.note()
    monkeypatch.setattr(type(library.store.read), "count_without_embedding", lambda *_: 0)
    assert (
        f"{OTHER} takes over as soon as searches with it are prepared; it does"
        in library.shelf.note()
    )


def test_memory_goes_back_to_the_system(library, monkeypatch, tmp_path):
    given = []
    monkeypatch.setattr("indexer.modelling.give_back", lambda: given.append(library.shelf.loaded))
    for deed in (
        lambda: library.get_model(TIERED, weights=None, hub="http://127.0.0.1:9"),
        lambda: library.import_model(tmp_path),
        lambda: library.verify_model(TIERED),
        lambda: library.remove_model("starter"),
    ):
        before = len(given)
        with pytest.raises(ModelError):
            deed()
        assert len(given) == before + 1


def test_the_old_model_is_let_go_with_the_switch(library, encoder, other):
    library.search(Query((TextTerm("red"),)))
    opened = []
    known = {"starter": encoder, OTHER: other}
    library.shelf._open_encoder = lambda name: opened.append(name) or known[name]
    library.use_model(OTHER, at_once=True)
    library.search(Query((TextTerm("red"),)))
    assert opened == [OTHER]
    library.use_model("starter")
    assert opened == [OTHER, "starter"]


def _not_here(model_id):
    raise ModelNotReadyError(f"{model_id} is not here")


def test_files_of_another_model_do_not_answer(library, other):
    other.model_id = "some/thing"
    with pytest.raises(ModelError, match=r"those of another model \(some/thing\)"):
        library.use_model(OTHER)


def test_what_answers_or_takes_over_is_not_removed(library):
    with pytest.raises(ModelError, match="starter answers searches"):
        library.remove_model("starter", files=False)
    library.use_model(OTHER)
    with pytest.raises(ModelError, match=r"about to take over.*pictrove models use starter"):
        library.remove_model(OTHER)


def test_embeddings_are_removed_with_their_index(library, other):
    embedded_by_both(library)
    status = status_of(library, "starter")
    assert (status.embedded, status.embedding_bytes, status.in_use) == (3, 3 * 4 * 2, False)
    folder = library.store.folder / "vectors"
    size = sum(path.stat().st_size for path in folder.glob("starter*"))
    assert size > 0
    removal = library.remove_model("starter", files=False)
    assert (removal.embeddings, removal.freed_bytes) == (3, size)
    assert list(folder.glob("starter*")) == []
    assert status_of(library, "starter").embedded == 0
    assert found(library)[0] == "red.jpg"  # by the other one, which lost nothing
    library.use_model("starter")
    assert (library.model, library.shelf.next_model) == (OTHER, "starter")
    library.index([])
    assert (library.model, found(library)[0]) == ("starter", "red.jpg")


def test_the_starters_files_are_never_removed(library):
    embedded_by_both(library)
    with pytest.raises(ModelError, match="part of Pictrove; its files are not removed"):
        library.remove_model("starter")
    assert status_of(library, "starter").embedded == 3


def test_a_model_that_only_its_embeddings_tell_of_is_listed(library, draw, photos):
    embedded_by_both(library)
    status = status_of(library, OTHER)
    assert (status.ready, status.in_use, status.tier, status.dim) == (False, True, "other", 4)
    assert "files are not here" in status.description
    assert (status.licence, status.download_bytes, status.disk_bytes) == ("unknown", None, 0)
    add(library, draw, photos, 1)
    assert [status_of(library, one).missing for one in ("starter", OTHER)] == [1, 0]


def test_a_damaged_model_is_listed_as_such(library):
    for name, model_id in (("other--colours", OTHER), (TIERED.replace("/", "--"), TIERED)):
        folder = library.places.models / name
        folder.mkdir(parents=True)
        (folder / "model.json").write_text(f'{{"format": 1, "model_id": "{model_id}"}}')
        status = status_of(library, model_id)
        size = (folder / "model.json").stat().st_size
        assert (status.ready, status.damaged, status.disk_bytes) == (False, True, size)
    assert not status_of(library, "starter").damaged


def test_models_without_any_library(open_library):
    with open_library(read_only=True) as library:
        starter, *others = library.models()
        assert (starter.in_use, starter.ready, starter.built_in) == (True, True, True)
        assert starter.disk_bytes > 10_000_000
        assert starter.quality[0].value == pytest.approx(0.412)
        assert {one.tier for one in others} == {"standard", "accurate", "multilingual", "gpu"}
        assert all(one.missing == one.embedded == 0 for one in others)


def test_switching_while_others_search_never_mixes_models(library, other):
    """The dimensions differ, so that a mixture would be a bug that shows."""
    other.dim = 4
    embedded_by_both(library)
    model, vectors = library.model, library._vectors
    seen = []

    def slow(model_id):
        seen.append(model_id)
        library.shelf.switch_to("starter")  # in the middle of a search
        return vectors(model_id)

    library._vectors = slow
    searcher = library._searcher
    assert seen == [model]
    assert searcher.encoder.model_id == model


def test_a_full_disk_is_no_switch(library, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    library.use_model(OTHER)
    monkeypatch.setattr("indexer.vectors.files.CacheFile.write", full)
    with pytest.raises(LibraryError, match="make room there"):
        library.index([])
    assert library.model == "starter"


def test_where_models_come_from(library, monkeypatch):
    def hub(named=None, caller=None):
        return library._fetcher(named, caller).hub

    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    monkeypatch.delenv("PICTROVE_HUB", raising=False)
    assert hub() == "https://huggingface.co"
    library.change_settings(Settings(hub="http://settings/"))
    assert hub() == "http://settings"
    monkeypatch.setenv("PICTROVE_HUB", "http://engine")
    assert hub(None, Caller(None, ())) == "http://settings"  # the caller's counts, not ours
    assert hub(None, Caller("http://caller", ())) == "http://caller"
    assert hub("http://named", Caller("http://caller", ())) == "http://named"
    fetcher = library._fetcher(None, Caller(None, (("https", "http://proxy:1"),)))
    assert fetcher.proxy_of("https://hub.example") == "http://proxy:1"
    monkeypatch.setenv("SSL_CERT_FILE", "/engine.pem")
    named = (("SSL_CERT_FILE", "/caller.pem"),)
    assert library._fetcher(None, Caller(None, (), ())).certificates == {}
    assert library._fetcher(None, Caller(None, (), named)).certificates == dict(named)
    assert ("SSL_CERT_FILE", str(Path("/engine.pem").absolute())) in Caller().certificates


def test_words_are_ready_before_the_switch(library, other, tmp_path):
    library.use_model(OTHER)
    library.index([])
    kept = list((library.places.cache / "words").glob("*.npy"))
    assert len(kept) == 1
    assert np.load(kept[0]).shape[1] == other.dim
