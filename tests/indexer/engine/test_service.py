"""Every request has an answer, and changes are told to all clients."""

from __future__ import annotations

import json
import typing
from dataclasses import dataclass, field

import numpy as np
import pytest

from indexer import evaluation
from indexer.engine import messages as m
from indexer.engine import model_requests as models
from indexer.engine.calls import Context
from indexer.engine.codec import decode, encode
from indexer.engine.courtesy import Courtesy
from indexer.engine.errors import CancelledCallError
from indexer.engine.governor import Permission
from indexer.engine.service import Service, ServiceParts
from indexer.errors import PhotoGoneError
from indexer.query import Filters, Order, PictureTerm, Query, SavedSearch, TextTerm
from indexer.reports import MarkChange
from indexer.settings import Settings
from models.errors import ModelError


@dataclass
class Notes:
    """What the other parts of an engine were told."""

    told: list[object] = field(default_factory=list)

    def look_at(self, paths):
        self.told.append(("look at", tuple(paths)))

    def look_for(self, paths):
        self.told.append(("look for", tuple(paths)))

    def release(self):
        self.told.append("released")


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def service(open_library, photos, draw, notes):
    for colour in ("red", "green", "blue"):
        draw(photos / f"{colour}.jpg", colour)
    library = open_library()
    library.index([photos])
    return Service(
        ServiceParts(
            library=library,
            scanner=notes,
            worker=notes,
            courtesy=Courtesy(),
            permission=lambda: Permission(allowed=True),
            settings=Settings,
            apply_settings=lambda _settings: None,
            how=lambda _folder: None,
            clients=lambda: 1,
            notices=tuple,
            on_changed=lambda _folder: None,
            publish=lambda: notes.told.append("published"),
            on_query=lambda: notes.told.append("needs a model"),
            stop=lambda: None,
        ),
        "1.2.3",
    )


@pytest.fixture
def ask(service):
    """Ask as a client does: what goes back and forth can be sent."""

    def answered(request):
        sent = decode(encode(request, m.AnyRequest), m.AnyRequest)
        kind = m.result_type(type(request))
        result = service.serve(sent, Context(lambda _progress: None))
        return decode(encode(result, kind), kind)

    return answered


def test_every_request_has_an_answer(service):
    assert service._answers.keys() == set(typing.get_args(m.AnyRequest))


def test_looking(ask, notes, photos):
    found = ask(m.Find(Query(order=Order.NAME)))
    ids = tuple(np.frombuffer(found.ids, "<u8").tolist())
    assert notes.told == []
    assert [photo.path for photo in ask(m.GetPhotos(ids))] == [
        str(photos / f"{colour}.jpg") for colour in ("blue", "green", "red")
    ]
    assert ask(m.Find(Query((TextTerm("green"),), limit=1))).ids == ids[1].to_bytes(8, "little")
    assert notes.told == ["needs a model"]
    assert ask(m.GetIds((str(photos / "green.jpg"), "/no"))) == (ids[1], None)
    assert ask(m.GetDetails(ids[0])).photo.photo_id == ids[0]
    assert ask(m.GetFacets(Filters())).photos == 3
    assert ask(m.GetPicture(PictureTerm(str(photos / "red.jpg")), 16)).width == 16
    assert ask(m.MakeThumbnail(ids[0])).endswith(".jpg")
    assert ask(m.MeasureCache()).files == 3
    with pytest.raises(PhotoGoneError):
        ask(m.GetDetails(999))


def test_nobody_waits_for_figures_that_are_not_wanted_any_more(
    service, photos, tmp_path, monkeypatch
):
    """An engine that is to end waits for its calls, and this one takes minutes."""
    monkeypatch.setattr(evaluation, "_BATCH", 1)
    rows = [{"file": str(photo), "captions": ["a"]} for photo in sorted(photos.iterdir())]
    captions = tmp_path / "captions.jsonl"
    captions.write_text("\n".join(map(json.dumps, rows)))
    progress = []

    def give_up(done: object) -> None:
        progress.append(done)
        context.cancel()

    context = Context(give_up)
    with pytest.raises(CancelledCallError):
        service.serve(m.Evaluate(str(captions)), context)
    assert len(progress) == 1


def test_marks_are_told_to_everyone(ask, notes):
    assert ask(m.ChangeMarks((1, 2, 999), MarkChange(favourite=True))) == 2
    assert notes.told == ["published"]
    assert ask(m.GetFacets(Filters(favourites=True))).photos == 2


def test_a_model_is_let_go_of_before_it_is_removed(ask, notes):
    with pytest.raises(ModelError, match="answers searches"):
        ask(models.RemoveModel("starter", files=False))
    removal = ask(models.RemoveModel("never/seen"))
    assert (removal.freed_bytes, removal.embeddings) == (0, 0)
    assert notes.told == ["released", "released", "published"]


def test_models_are_told_with_what_they_embedded(ask):
    starter = ask(models.ListModels())[0]
    assert (starter.in_use, starter.embedded, starter.missing) == (True, 3, 0)


def test_saved_searches(ask):
    search = SavedSearch("dogs", Query((TextTerm("dog"),)))
    ask(m.SaveSearch(search))
    assert ask(m.GetSavedSearches()) == (search,)
    ask(m.RemoveSearch("dogs"))
    assert ask(m.GetSavedSearches()) == ()


def test_files_that_a_client_changed_are_looked_at_and_read(ask, notes):
    ask(m.LookAgain(("/a/b.jpg", "/a/c.jpg")))
    paths = ("/a/b.jpg", "/a/c.jpg")
    assert notes.told == [("look at", paths), ("look for", paths)]


def test_an_emptied_cache_is_told_to_everyone(ask, notes):
    ask(m.ClearCache())
    assert notes.told == ["published"]
    assert ask(m.MeasureCache()).files == 0
