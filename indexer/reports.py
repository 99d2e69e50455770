"""What a library tells of itself, as plain data that any client can show."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.metadata import PhotoMetadata


@dataclass(frozen=True)
class Progress:
    """How far indexing is. Sent about four times a second, and once at the end.

    Attributes:
        phase: "scanning", "indexing" or "done".
        done: files finished in this run, whatever came of them.
        total: files this run has to look at (grows while scanning).
        embedded: photos embedded in this run.
        reused: files recognised by their content hash: moved, copied or duplicated.
        failed: files that could not be read in this run.
        rate: files finished per second, lately.
        seconds_left: honest guess, or None while it is too early to say.
    """

    phase: str
    done: int
    total: int
    embedded: int
    reused: int
    failed: int
    rate: float
    seconds_left: float | None


@dataclass(frozen=True)
class IndexReport:
    """What one run of indexing did, in files."""

    embedded: int
    reused: int
    moved: int
    removed: int
    failed: int
    unchanged: int
    seconds: float
    interrupted: bool


@dataclass(frozen=True)
class FolderStatus:
    """One folder of the library.

    Attributes:
        offline: it cannot be reached now; its photos are kept.
        watched: the engine follows its changes by itself.
        excludes: globs of files and folders below it that are left out.
        hidden: hidden files and folders are looked at, too.
        note: a sentence about how it is watched, for instance that its changes are noticed
            late because it is a network drive; empty if there is nothing to say.
    """

    path: str
    photos: int
    offline: bool
    watched: bool = False
    excludes: tuple[str, ...] = ()
    hidden: bool = False
    note: str = ""


@dataclass(frozen=True)
class Activity:
    """What the engine is doing.

    Attributes:
        state: "idle", "scanning", "indexing", "waiting" (a rule of the settings does not
            allow indexing now), or "paused".
        reason: why it waits, one sentence; empty otherwise.
        progress: how far it is; None while it is idle.
    """

    state: str
    reason: str = ""
    progress: Progress | None = None


@dataclass(frozen=True)
class EngineStatus:
    """The engine process of a library.

    Attributes:
        started_at: UTC, ISO 8601.
        clients: connected ones, this one among them.
        memory_bytes: resident, without the decoders.
        models_loaded: towers in memory now.
        notices: sentences the user should read, for instance that a watch limit was reached.
    """

    process_id: int
    version: str
    started_at: str
    clients: int
    memory_bytes: int
    models_loaded: bool
    activity: Activity
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Status:
    """The library at a glance.

    Attributes:
        indexed: photos that can be found.
        pending: known files still to be embedded.
        failed: files that could not be read.
        missing: photos whose file cannot be reached now.
        database_bytes: size of the database and the index on disk.
        engine: what the engine is doing; None if none runs.
    """

    folders: tuple[FolderStatus, ...]
    indexed: int
    pending: int
    failed: int
    missing: int
    model: str
    model_note: str
    database_bytes: int
    data_folder: str
    engine: EngineStatus | None = None


@dataclass(frozen=True)
class Failure:
    """A file that could not be read: why, and when that was found (UTC, ISO 8601)."""

    path: str
    reason: str
    when: str


@dataclass(frozen=True)
class Word:
    """A word with its cosine similarity to what was asked about."""

    word: str
    score: float


@dataclass(frozen=True)
class Evaluation:
    """Retrieval figures of one model on one captioned set; recalls are 0 to 1."""

    model: str
    photos: int
    captions: int
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    median_rank: float
    precision_at_10: float | None
    skipped: tuple[str, ...]


@dataclass(frozen=True)
class ModelQuality:
    """A figure of a model (0 to 1): of which measure, and who measured or published it."""

    measure: str
    value: float
    source: str


@dataclass(frozen=True)
class ModelStatus:
    """A model of the registry, or one that was prepared here, and its state on this machine.

    Attributes:
        ready: it is prepared here and can be used.
        in_use: it answers.
        download_bytes: to be downloaded in all (about); None: not known; 0: nothing.
        tier: whom it is for, see `models.registry.ModelSpec`; "other" if it is not in the registry.
        languages: ISO 639-1 codes of the languages it is good for; empty: not known.
        quality: measured or published figures.
        disk_bytes: what it takes here; 0 if it is not here.
        fetched_bytes: of its download that are here already, after an interruption.
        embedded: photos of the library that it has embedded.
        missing: photos of the library that it would still have to embed.
        embedding_bytes: what its embeddings take in the library.
        takes_over: it will answer as soon as it has embedded everything.
        built_in: it came with Pictrove; its files are not removed.
        needs_torch: only an installation with PyTorch can prepare it; this one has none.
        damaged: files of it are here, and it is not ready: one of them is missing or cut off.
    """

    model_id: str
    description: str
    licence: str
    dim: int
    ready: bool
    in_use: bool
    download_bytes: int | None
    tier: str = "other"
    languages: tuple[str, ...] = ()
    quality: tuple[ModelQuality, ...] = ()
    disk_bytes: int = 0
    fetched_bytes: int = 0
    embedded: int = 0
    missing: int = 0
    embedding_bytes: int = 0
    takes_over: bool = False
    built_in: bool = False
    needs_torch: bool = False
    damaged: bool = False


@dataclass(frozen=True)
class ModelRemoval:
    """What came of removing a model.

    Attributes:
        freed_bytes: of files.
        embeddings: so many photos are no longer embedded with it.
    """

    freed_bytes: int
    embeddings: int


@dataclass(frozen=True)
class Photo:
    """One photo, as lists show it.

    Attributes:
        path: absolute.
        width: pixels, upright.
        height: pixels, upright.
        kind: "jpeg", "heif", "raw", ...
        size: bytes of the file.
        taken_at: local time, ISO 8601, or None.
        thumbnail: absolute path of a small JPEG; None if it has to be made (`make_thumbnail`).
        favourite: marked by the user.
        rating: 1 to 5, the user's or else the file's own; None for none.
        hidden: the user does not want to see it among others.
        place: the town it was taken in or near, "Lisbon, Portugal"; empty if not known.
        missing: its file cannot be reached now.
    """

    photo_id: int
    path: str
    width: int
    height: int
    kind: str
    size: int
    taken_at: str | None
    thumbnail: str | None
    favourite: bool = False
    rating: int | None = None
    hidden: bool = False
    place: str = ""
    missing: bool = False


@dataclass(frozen=True)
class PhotoDetails:
    """All that is known of one photo.

    Attributes:
        modified_at: of the file, UTC, ISO 8601.
    """

    photo: Photo
    metadata: PhotoMetadata
    modified_at: str


@dataclass(frozen=True)
class Count:
    """How many photos have something: a camera, a month, a folder, ..."""

    name: str
    photos: int


@dataclass(frozen=True)
class Facets:
    """What the photos that pass some filters have in common. Most frequent first, if not said.

    Attributes:
        photos: how many pass.
        months: "2024-06", ascending.
        undated: photos without a date.
        folders: absolute folders that hold photos themselves, by path.
        cameras: "Canon EOS R5", the make not said twice.
        keywords: at most a thousand.
        orientations: "landscape", "portrait", "square".
        ratings: "1" to "5", ascending.
    """

    photos: int = 0
    months: tuple[Count, ...] = ()
    undated: int = 0
    folders: tuple[Count, ...] = ()
    cameras: tuple[Count, ...] = ()
    lenses: tuple[Count, ...] = ()
    types: tuple[Count, ...] = ()
    orientations: tuple[Count, ...] = ()
    places: tuple[Count, ...] = ()
    keywords: tuple[Count, ...] = ()
    ratings: tuple[Count, ...] = ()
    favourites: int = 0
    hidden: int = 0


@dataclass(frozen=True)
class Picture:
    """Pixels of a picture, upright.

    Attributes:
        width: of `pixels`.
        height: of `pixels`.
        full_width: of the whole picture (or region) in full resolution.
        full_height: likewise.
        pixels: (height, width, 3) uint8 sRGB, row after row without gaps.
    """

    width: int
    height: int
    full_width: int
    full_height: int
    pixels: bytes


@dataclass(frozen=True)
class MarkChange:
    """What the user wants photos to be; None leaves it as it is.

    Attributes:
        rating: 1 to 5; 0 takes the user's rating away.
    """

    favourite: bool | None = None
    rating: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True)
class CacheReport:
    """The thumbnail cache: where it lies and what it takes."""

    folder: str
    files: int
    size: int
