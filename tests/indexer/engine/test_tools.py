"""What the worker reads photos with: one model at a time."""

from __future__ import annotations

import weakref

from indexer.engine.tools import Toolbox


class Model:
    """Stands for a model that takes much memory."""


class NoDecoders:
    """Stands for a pool of decoders."""

    def close(self) -> None:
        """There is nothing to close."""


def test_the_old_model_is_gone_before_the_new_one_is_opened(monkeypatch):
    """Two large ones at once would be more than some computers have room for."""
    given, there, opened = [], [], []

    def alive():
        return [model() is not None for model in opened]

    def open_encoder(_name, _threads):
        there.append(alive())
        model = Model()
        opened.append(weakref.ref(model))
        return model

    monkeypatch.setattr("indexer.engine.tools.give_back", lambda: given.append(alive()))
    box = Toolbox(open_encoder, lambda *_: NoDecoders(), cores=lambda: None, wanted=lambda: ("a",))
    assert box.fitting("a").model_id == "a"
    box.fitting("a")
    assert (len(opened), given) == (1, [])
    box.fitting("b")
    assert (there[1:], given) == ([[False]], [[False]])
