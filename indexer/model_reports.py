"""The models as clients are told of them: what is known, what is here, what has embedded what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from indexer.reports import ModelQuality, ModelStatus
from models.registry import STARTER, ModelSpec

if TYPE_CHECKING:
    from indexer.model_shelf import ModelShelf
    from indexer.store.reader import Reader
    from models.workshop import PreparedModel, Workshop

_UNKNOWN = "unknown"


def statuses(workshop: Workshop, shelf: ModelShelf, read: Reader | None) -> tuple[ModelStatus, ...]:
    """The models of the registry, then others that are prepared here or used by the library.

    Args:
        workshop: the models of this computer.
        shelf: which of them the library uses.
        read: the library's database; None if there is no library.
    """
    here = _Here(
        workshop=workshop,
        prepared={model.model_id: model for model in workshop.prepared()},
        damaged=workshop.damaged(),
        embedded=_embedded(read),
        photos=read.counts().indexed if read else 0,
        answering=shelf.model,
        following=shelf.next_model,
    )
    specs = workshop.registry().models
    known = {spec.model_id for spec in specs}
    others = sorted({*here.prepared, *here.damaged, *here.embedded, *shelf.wanted} - known)
    return (*map(here.of_registry, specs), *map(here.other, others))


@dataclass(frozen=True)
class _Embedded:
    """What a model has embedded: photos that it lacks, and what its embeddings take."""

    lacks: int
    size: int
    dim: int


def _embedded(read: Reader | None) -> dict[str, _Embedded]:
    if read is None:
        return {}
    return {
        name: _Embedded(
            read.count_without_embedding(name), count.photos * count.size, count.size // 2
        )
        for name, count in read.embeddings_of_models().items()
    }


@dataclass(frozen=True)
class _Here:
    """What there is on this computer and in this library."""

    workshop: Workshop
    prepared: dict[str, PreparedModel]
    damaged: Mapping[str, int]
    embedded: dict[str, _Embedded]
    photos: int
    answering: str
    following: str | None

    def of_registry(self, spec: ModelSpec) -> ModelStatus:
        return self._status(
            spec.model_id,
            description=spec.description,
            licence=spec.licence,
            dim=spec.dim,
            download_bytes=spec.download_size,
            tier=spec.tier,
            languages=spec.languages,
            quality=tuple(ModelQuality(**asdict(figure)) for figure in spec.quality),
        )

    def other(self, model_id: str) -> ModelStatus:
        """A model that only its files or the library tell of."""
        prepared, embedded = self.prepared.get(model_id), self.embedded.get(model_id)
        return self._status(
            model_id,
            description=(
                "Prepared on this computer; not one of Pictrove's own choices"
                if prepared or model_id in self.damaged
                else "Was used in this library; its files are not here"
            ),
            licence=_UNKNOWN,
            dim=prepared.dim if prepared else embedded.dim if embedded else 0,
            download_bytes=None,
        )

    def _status(
        self,
        model_id: str,
        *,
        description: str,
        licence: str,
        dim: int,
        download_bytes: int | None,
        tier: str = "other",
        languages: tuple[str, ...] = (),
        quality: tuple[ModelQuality, ...] = (),
    ) -> ModelStatus:
        prepared, embedded = self.prepared.get(model_id), self.embedded.get(model_id)
        lacks = embedded.lacks if embedded else self.photos
        return ModelStatus(
            model_id=model_id,
            description=description,
            licence=licence,
            dim=dim,
            ready=prepared is not None,
            in_use=model_id == self.answering,
            download_bytes=download_bytes,
            tier=tier,
            languages=languages,
            quality=quality,
            disk_bytes=prepared.size if prepared else self.damaged.get(model_id, 0),
            fetched_bytes=self.workshop.fetched_bytes(model_id),
            embedded=max(0, self.photos - lacks),
            missing=lacks,
            embedding_bytes=embedded.size if embedded else 0,
            takes_over=model_id == self.following,
            built_in=model_id == STARTER,
            needs_torch=prepared is None and self.workshop.needs_torch(model_id),
            damaged=model_id in self.damaged,
        )
