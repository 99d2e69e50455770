"""What clients and the engine say to each other: requests, events, and their envelopes.

All of it is plain data that `indexer.engine.codec` can write. Any change of these types, or of
the types they hold, is a new `PROTOCOL` number: both sides must mean the same by every byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, get_args

from indexer.engine.keeping_requests import BackUp, Relocate
from indexer.engine.model_requests import (
    FetchModel,
    GetModel,
    ImportModel,
    ListModels,
    RemoveModel,
    UseModel,
    VerifyModel,
)
from indexer.engine.request import Lane, Request
from indexer.keeping_reports import RepairReport
from indexer.query import Answer, Filters, Found, PictureTerm, Query, SavedSearch
from indexer.reports import (
    Activity,
    CacheReport,
    Evaluation,
    Facets,
    Failure,
    FolderStatus,
    IndexReport,
    MarkChange,
    Photo,
    PhotoDetails,
    Picture,
    Progress,
    Status,
    Word,
)
from indexer.settings import Settings

PROTOCOL = 4

# Looking


@dataclass(frozen=True)
class Search(Request[Answer, None]):
    """See `Client.search`."""

    query: Query


@dataclass(frozen=True)
class Find(Request[Found, None]):
    """See `Client.find`."""

    query: Query


@dataclass(frozen=True)
class GetPhotos(Request[tuple[Photo, ...], None]):
    """See `Client.photos`."""

    ids: tuple[int, ...]


@dataclass(frozen=True)
class GetDetails(Request[PhotoDetails, None]):
    """See `Client.details`."""

    photo_id: int


@dataclass(frozen=True)
class GetIds(Request[tuple[int | None, ...], None]):
    """See `Client.ids_of`."""

    paths: tuple[str, ...]


@dataclass(frozen=True)
class GetFacets(Request[Facets, None]):
    """See `Client.facets`."""

    filters: Filters


@dataclass(frozen=True)
class GetPicture(Request[Picture, None]):
    """See `Client.picture`."""

    lane: ClassVar[Lane] = Lane.PICTURE
    source: PictureTerm
    longest_side: int | None = None


@dataclass(frozen=True)
class MakeThumbnail(Request[str, None]):
    """See `Client.make_thumbnail`."""

    lane: ClassVar[Lane] = Lane.PICTURE
    photo_id: int


@dataclass(frozen=True)
class GetSavedSearches(Request[tuple[SavedSearch, ...], None]):
    """See `Client.saved_searches`."""


@dataclass(frozen=True)
class MeasureCache(Request[CacheReport, None]):
    """See `Client.measure_cache`."""

    lane: ClassVar[Lane] = Lane.PICTURE


@dataclass(frozen=True)
class Tags(Request[tuple[Word, ...], None]):
    """See `Client.tags`."""

    picture: str
    limit: int


@dataclass(frozen=True)
class Related(Request[tuple[Word, ...], None]):
    """See `Client.related`."""

    word: str
    limit: int


@dataclass(frozen=True)
class GetStatus(Request[Status, None]):
    """See `Client.status`."""


@dataclass(frozen=True)
class GetFailures(Request[tuple[Failure, ...], None]):
    """See `Client.failures`."""


@dataclass(frozen=True)
class GetSettings(Request[Settings, None]):
    """See `Client.settings`."""


# Changing


@dataclass(frozen=True)
class Forget(Request[int, None]):
    """See `Client.forget`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    folder: str


@dataclass(frozen=True)
class Retry(Request[int, None]):
    """See `Client.retry`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    paths: tuple[str, ...] = ()
    fetch: bool = False


@dataclass(frozen=True)
class Watch(Request[FolderStatus, None]):
    """See `Client.watch`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    folder: str
    excludes: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Unwatch(Request[None, None]):
    """See `Client.unwatch`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    folder: str


@dataclass(frozen=True)
class ChangeSettings(Request[None, None]):
    """See `Client.change_settings`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    settings: Settings


@dataclass(frozen=True)
class ChangeMarks(Request[int, None]):
    """See `Client.mark`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    ids: tuple[int, ...]
    change: MarkChange


@dataclass(frozen=True)
class SaveSearch(Request[None, None]):
    """See `Client.save_search`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    search: SavedSearch


@dataclass(frozen=True)
class RemoveSearch(Request[None, None]):
    """See `Client.remove_search`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    name: str


@dataclass(frozen=True)
class LookAgain(Request[None, None]):
    """See `Client.look_again`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    paths: tuple[str, ...]


@dataclass(frozen=True)
class ClearCache(Request[None, None]):
    """See `Client.clear_cache`."""

    lane: ClassVar[Lane] = Lane.CHANGE


@dataclass(frozen=True)
class StopEngine(Request[bool, None]):
    """See `Client.stop_engine`."""

    lane: ClassVar[Lane] = Lane.CHANGE
    repeatable: ClassVar[bool] = False


# Working for long


@dataclass(frozen=True)
class Index(Request[IndexReport, Progress]):
    """See `Client.index`. When it is cancelled, its report says so (`interrupted`)."""

    lane: ClassVar[Lane] = Lane.LONG
    folders: tuple[str, ...] = ()
    retry_failed: bool = False


@dataclass(frozen=True)
class Evaluate(Request[Evaluation, tuple[int, int]]):
    """See `Client.evaluate`. Progress is (captions done, captions in all)."""

    lane: ClassVar[Lane] = Lane.LONG
    repeatable: ClassVar[bool] = False
    captions: str
    model_id: str | None = None


@dataclass(frozen=True)
class Repair(Request[RepairReport, None]):
    """See `Client.repair`."""

    lane: ClassVar[Lane] = Lane.LONG


AnyRequest = (
    Search
    | Find
    | GetPhotos
    | GetDetails
    | GetIds
    | GetFacets
    | GetPicture
    | MakeThumbnail
    | GetSavedSearches
    | MeasureCache
    | ChangeMarks
    | SaveSearch
    | RemoveSearch
    | LookAgain
    | ClearCache
    | Tags
    | Related
    | GetStatus
    | GetFailures
    | GetSettings
    | ListModels
    | Forget
    | Retry
    | Watch
    | Unwatch
    | ChangeSettings
    | UseModel
    | StopEngine
    | Index
    | Evaluate
    | GetModel
    | FetchModel
    | ImportModel
    | VerifyModel
    | RemoveModel
    | BackUp
    | Relocate
    | Repair
)


def result_type(request: type[Request[Any, Any]]) -> Any:
    """The type of what a request of this class returns."""
    return _type_arguments(request)[0]


def progress_type(request: type[Request[Any, Any]]) -> Any:
    """The type of what a request of this class reports meanwhile; NoneType for nothing."""
    return _type_arguments(request)[1]


def _type_arguments(request: type[Request[Any, Any]]) -> tuple[Any, Any]:
    result, progress = get_args(request.__orig_bases__[0])  # type: ignore[attr-defined]
    return result, progress


# Events: what the engine tells to everyone who listens


@dataclass(frozen=True)
class ActivityChanged:
    """The engine does something else now, or is further with it."""

    activity: Activity


@dataclass(frozen=True)
class PhotosChanged:
    """Photos were added, changed or taken out; answers may be different now.

    Attributes:
        sequence: the store's commit sequence.
    """

    sequence: int


Event = ActivityChanged | PhotosChanged


# Envelopes from clients


@dataclass(frozen=True)
class Call:
    """A request; answers bear its number, which the client chose."""

    number: int
    request: AnyRequest


@dataclass(frozen=True)
class Cancel:
    """The client does not need the call of this number any more."""

    number: int


@dataclass(frozen=True)
class Subscribe:
    """The client wants events from now on."""


ClientMessage = Call | Cancel | Subscribe


# Envelopes from the engine. What depends on the request's type is encoded by itself.


@dataclass(frozen=True)
class Progressed:
    """How far a call is; of several only the latest may arrive."""

    number: int
    progress: bytes


@dataclass(frozen=True)
class Returned:
    """A call's result."""

    number: int
    result: bytes


@dataclass(frozen=True)
class Raised:
    """A call's failure.

    Attributes:
        name: class of the expected error, "Cancelled", or "Bug".
        sentence: its message, or the traceback of a bug.
    """

    number: int
    name: str
    sentence: str


@dataclass(frozen=True)
class Published:
    """An event."""

    event: Event


EngineMessage = Progressed | Returned | Raised | Published
