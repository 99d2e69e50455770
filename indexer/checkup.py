"""A library and what works with it, looked at for whoever helps: nothing is started or changed.

What `indexer.client` offers would start an engine anew that was killed, and bring the library of
an older version up to date; here both are only told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from indexer.errors import LibraryError
from indexer.places import Places
from indexer.reports import ModelStatus, Status
from indexer.settings import Settings

if TYPE_CHECKING:
    from indexer.engine.asynchronous import AsyncClient

_ANSWER_SECONDS = 10.0

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class Decoders:
    """What a decoder process says of itself, and which samples it could read.

    Attributes:
        fences: what confines it, in words.
        lacking: what does not, in words; empty where nothing is lacking.
        reads: kinds of pictures that it can decode.
        cannot: kinds that it should be able to decode, but cannot here.
        trouble: why it does not start, one sentence; empty if it does.
    """

    fences: tuple[str, ...] = ()
    lacking: str = ""
    reads: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    trouble: str = ""


@dataclass(frozen=True)
class Checkup:
    """What was found.

    Attributes:
        library: "none", "sound", "damaged", "old" (an older version wrote it, and nobody has
            brought it up to date yet), or "unknown" (it could not be looked at).
        damage: what is wrong with a damaged library, for those who know databases.
        engine: "runs", "none", "dead" (it was there and cannot be reached: it was killed, hangs, or
            is of another version), or "mute" (it can be reached, and does not answer).
        troubles: why something could not be asked: sentences for the user.
        status: what the library holds; None if it cannot be told.
        models: the models that can be used here.
        settings: when and how the engine may work; None if it cannot be told.
        decoders: the processes that read pictures.
    """

    library: str = "none"
    damage: str = ""
    engine: str = "none"
    troubles: tuple[str, ...] = ()
    status: Status | None = None
    models: tuple[ModelStatus, ...] = ()
    settings: Settings | None = None
    decoders: Decoders = field(default_factory=Decoders)


def check_up(places: Places) -> Checkup:
    """Look at the library in these places, at its engine, and at a decoder.

    No engine is started, and nothing is written (but SQLite lays two files of its own beside a
    database, whoever reads it).
    """
    found = _look_at_database(places)
    found = _look_at_engine(places, found)
    if found.engine in {"none", "dead"} and found.library in {"sound", "none"}:
        found = _look_without_engine(places, found)
    return replace(found, decoders=look_at_decoders())


def _look_at_database(places: Places) -> Checkup:
    from indexer.store.connections import SCHEMA_VERSION
    from indexer.store.soundness import trouble_with
    from indexer.store.store import DATABASE_NAME

    path = places.data / DATABASE_NAME
    try:
        if not path.exists():
            return Checkup()
        damage = trouble_with(path)
        if damage:
            return Checkup("damaged", damage)
        version = _version_of(path)
    except (LibraryError, OSError) as error:
        return Checkup("unknown", troubles=(str(error),))
    if version == 0:
        return Checkup()
    return Checkup("sound" if version == SCHEMA_VERSION else "old")


def _version_of(path: Path) -> int:
    from contextlib import closing

    from indexer.store.connections import check_version, open_reading

    with closing(open_reading(path)) as connection:
        return check_version(connection, path)


def _look_at_engine(places: Places, found: Checkup) -> Checkup:
    from indexer.engine.addresses import KEY_FILE
    from indexer.engine.launch import Patience, connect

    try:
        connection = connect(places, start=False, patience=Patience(answer=_ANSWER_SECONDS))
    except (LibraryError, OSError) as error:
        return replace(found, engine="mute", troubles=(*found.troubles, str(error)))
    if connection is None:
        dead = (places.data / KEY_FILE).exists()
        return replace(found, engine="dead" if dead else "none")
    try:
        return _ask(connection, found)
    finally:
        connection.close()


def _ask(connection: AsyncClient, found: Checkup) -> Checkup:
    """What a running engine answers; one that was lost is not started again."""
    from indexer.engine.messages import GetSettings, GetStatus
    from indexer.engine.model_requests import ListModels

    troubles: list[str] = []
    status = _tried(
        troubles, None, lambda: connection.call(GetStatus()).result(timeout=_ANSWER_SECONDS)
    )
    if status is None:
        return replace(found, engine="mute", troubles=(*found.troubles, *troubles))
    no_models: tuple[ModelStatus, ...] = ()
    models = _tried(
        troubles, no_models, lambda: connection.call(ListModels()).result(timeout=_ANSWER_SECONDS)
    )
    settings = _tried(
        troubles, None, lambda: connection.call(GetSettings()).result(timeout=_ANSWER_SECONDS)
    )
    return replace(
        found,
        engine="runs",
        troubles=(*found.troubles, *troubles),
        status=status,
        models=models,
        settings=settings,
    )


def _look_without_engine(places: Places, found: Checkup) -> Checkup:
    from indexer.library import open_library

    troubles: list[str] = []
    with open_library(read_only=True, places=places) as library:
        no_models: tuple[ModelStatus, ...] = ()
        models = _tried(troubles, no_models, library.models)
        if found.library == "none":
            return replace(found, models=models, troubles=(*found.troubles, *troubles))
        return replace(
            found,
            status=_tried(troubles, None, library.status),
            models=models,
            settings=_tried(troubles, None, library.settings),
            troubles=(*found.troubles, *troubles),
        )


def _tried(troubles: list[str], otherwise: ValueT, ask: Callable[[], ValueT]) -> ValueT:
    """What is answered; where nothing is, the reason is noted."""
    try:
        return ask()
    except TimeoutError:
        troubles.append("The engine takes very long to answer; wait a little, and try again.")
    except Exception as error:  # noqa: BLE001 - a checkup tells whatever is wrong
        troubles.append(str(error) or type(error).__name__)
    return otherwise


def look_at_decoders() -> Decoders:
    """Start a decoder, have it decode a sample of every kind, and end it."""
    try:
        return _sampled()
    except Exception as error:  # noqa: BLE001 - a checkup tells whatever is wrong
        return Decoders(trouble=str(error) or type(error).__name__)


def _sampled() -> Decoders:
    from indexer.decode.pool import DecoderPool
    from indexer.decode.samples import samples
    from indexer.decode.types import Decoded, Job, View

    names = dict(samples())
    with DecoderPool(1) as pool:
        jobs = [Job(at, name, names[name], view=View(4)) for at, name in enumerate(names)]
        results = [pool.decode(job) for job in jobs]
        confinement = pool.confinement
    kinds = {job.key: job.path.rpartition(".")[-1] for job in jobs}
    good = {kinds[result.key] for result in results if isinstance(result, Decoded)}
    bad = {kinds[result.key] for result in results} - good
    if confinement is None:
        return Decoders(trouble="The photo decoder says nothing of itself; install Pictrove again.")
    fences = [
        "seccomp" if confinement.seccomp else "",
        f"Landlock {confinement.landlock}" if confinement.landlock else "",
        confinement.other,
    ]
    return Decoders(
        fences=tuple(filter(None, fences)),
        lacking=confinement.note,
        reads=tuple(sorted(good)),
        cannot=tuple(sorted(bad)),
    )
