"""The models of this computer: getting, importing, verifying and removing them."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models import torch_process
from models.appearing import appearing
from models.catalogue import model_folder
from models.errors import ModelError, ModelNotReadyError, WeightsError
from models.graphs import graph_of
from models.manifest import (
    MANIFEST,
    Manifest,
    read_manifest,
    sha256_of,
    unreadable,
    write_manifest,
)
from models.parcels import Parcel, Recogniser, check_parcel, id_of_prepared, write_note
from models.prepare import FETCHED, prepare_model, sources_for
from models.registry import STARTER, Registry, folder_name, load_registry
from models.room import refuse_full_disk
from models.sources import OnProgress, fetch_files
from models.weights import Fetcher

if TYPE_CHECKING:
    from models.graphs import Graph

_PIECE_BYTES = 4 << 20


def _ignore(_what: str, _done: int, _total: int | None) -> None:
    return


@dataclass(frozen=True)
class PreparedModel:
    """A model that is prepared on this computer.

    Attributes:
        dim: length of an embedding.
        size: bytes that it takes.
    """

    model_id: str
    dim: int
    size: int


class Workshop:
    """Makes prepared models, in one folder. Any thread may ask; each model is made by one."""

    def __init__(
        self,
        folder: Path,
        registry: Callable[[], Registry] = load_registry,
        graphs: Callable[[str], Graph | None] = graph_of,
    ) -> None:
        """Touch nothing yet.

        Args:
            folder: where this computer's prepared models are.
            registry: reads the models that are known by name.
            graphs: finds the shipped graph of a model.
        """
        self.folder = folder
        self.registry = registry
        self._graphs = graphs
        self._mutex = threading.Lock()
        self._busy: set[str] = set()

    # What is here

    def prepared(self) -> tuple[PreparedModel, ...]:
        """The models that are prepared here, the built-in one first."""
        return tuple(filter(None, map(_prepared, self._folders())))

    def damaged(self) -> dict[str, int]:
        """The models whose files are here and cannot be used, with the bytes that they take.

        One of the files is missing, or was cut off. What changed otherwise, `verify` sees.
        """
        known = [spec.model_id for spec in self.registry().models]
        names = {folder_name(model_id): model_id for model_id in known} | {STARTER: STARTER}
        found = {}
        for folder in self._folders():
            model_id = names.get(folder.name) or id_of_prepared(folder)
            named = model_id is not None and folder.name in {folder_name(model_id), STARTER}
            size = _size_of(folder)
            if model_id is not None and named and size and _prepared(folder) is None:
                found[model_id] = size
        return found

    def _folders(self) -> list[Path]:
        folders = [model_folder(STARTER, self.folder)]
        with suppress(OSError):  # there is none yet, or its drive is away
            folders += sorted(path for path in self.folder.iterdir() if path.name[0] != ".")
        return folders

    def fetched_bytes(self, model_id: str) -> int:
        """Bytes of an unfinished download of a model."""
        return _size_of(self._fetched(model_id))

    def needs_torch(self, model_id: str) -> bool:
        """Whether only an installation with PyTorch can prepare a model, and this is none."""
        if model_id == STARTER or self._graphs(model_id) is not None:
            return False
        return bool(torch_process.missing_packages())

    # Making

    def get(self, model_id: str, fetcher: Fetcher, on_progress: OnProgress = _ignore) -> None:
        """Fetch and prepare a model.

        Raises:
            ModelError: see `prepare_model`; or it is being made already.
        """
        model_id = self._resolved(model_id)
        with self._at_work(model_id):
            prepare_model(
                model_id,
                self.folder,
                fetcher=fetcher,
                registry=self.registry(),
                graphs=self._graphs,
                on_progress=on_progress,
            )

    def fetch(
        self, model_id: str, folder: Path, fetcher: Fetcher, on_progress: OnProgress = _ignore
    ) -> Path:
        """Fetch and verify a model's files for another computer, and prepare nothing.

        Args:
            model_id: which.
            folder: they are put into a folder of their own in this one.
            fetcher: fetches them.
            on_progress: is told about progress; units are bytes.

        Returns:
            The folder that holds them.

        Raises:
            ModelError: they could not be fetched or written; what arrived is kept.
        """
        model_id = self._resolved(model_id)
        place = folder / folder_name(model_id)
        with self._at_work(model_id):
            sources = sources_for(model_id, self.registry(), on_progress)
            fetch_files(sources, place, fetcher, on_progress, copies=0)
            on_progress("verifying", 0, None)
            try:
                write_note(model_id, place)
            except OSError as error:
                raise WeightsError(
                    f"The files cannot be written to {place} ({error.strerror}); make room there."
                ) from error
        return place

    def import_from(
        self, source: Path, model_id: str | None = None, on_progress: OnProgress = _ignore
    ) -> str:
        """Make a model of what lies at a path, which is only read.

        Args:
            source: see `Recogniser.recognise`.
            model_id: which model it is, or which one of several; None: it is recognised.
            on_progress: is told about progress.

        Returns:
            The model's id.

        Raises:
            ModelError: there is no model, several, or it is not what it should be.
        """
        on_progress("looking at the files", 0, None)
        model_id = None if model_id is None else self._resolved(model_id)
        parcel = Recogniser(self.registry(), self._graphs).recognise(source, model_id)
        with self._at_work(parcel.model_id):
            if parcel.prepared:
                self._copy(parcel, on_progress)
            else:
                check_parcel(parcel, sizes_only=self._has_checksum(parcel.model_id))
                prepare_model(
                    parcel.model_id,
                    self.folder,
                    weights=parcel.path,
                    registry=self.registry(),
                    graphs=self._graphs,
                    on_progress=on_progress,
                )
        return parcel.model_id

    def _copy(self, parcel: Parcel, on_progress: OnProgress) -> None:
        manifest = read_manifest(parcel.path)
        if not self._is_like(manifest):
            raise ModelError(
                f"The prepared model in {parcel.path} says that it is {manifest.model_id}, and is "
                "another one; get that model again."
            )
        target = self.folder / folder_name(parcel.model_id)
        done, total = 0, sum(record.size for record in manifest.files)
        refuse_full_disk("Copying the model", self.folder, total)
        with appearing(target) as made:
            on_progress("copying the prepared model", done, total)
            for record in manifest.files:
                for size in _copied(parcel.path / record.name, made / record.name, record.size):
                    done += size
                    on_progress("copying the prepared model", done, total)
            write_manifest(made, manifest)
            on_progress("checking the prepared model", 0, None)
            _check(made, parcel.path, _ignore)
            on_progress("checking the prepared model", 1, 1)

    # Keeping

    def verify(self, model_id: str, on_progress: OnProgress = _ignore) -> None:
        """See that every byte of a prepared model is as it was, and that it computes the same.

        Raises:
            ModelError: it does not, or is not here.
        """
        folder = model_folder(model_id, self.folder, self.registry())
        if not _size_of(folder):
            raise ModelNotReadyError(f"The model {model_id} is not here, so nothing was verified.")
        if not (folder / MANIFEST).is_file():
            raise _damaged(folder, f"{MANIFEST} is missing")
        _check(folder, folder, on_progress)

    def remove(self, model_id: str) -> int:
        """Remove a model's files and what was fetched of it; how many bytes that frees.

        Raises:
            ModelError: it is the built-in one, is being made, or cannot be removed.
        """
        if model_id == STARTER:
            raise ModelError("The built-in model is part of Pictrove; its files are not removed.")
        folder = self.folder / folder_name(model_id)
        hidden = [folder.with_name(f".{folder.name}.{end}") for end in ("removed", "partial")]
        with self._at_work(model_id):
            freed = sum(map(_size_of, (folder, self._fetched(model_id), *hidden)))
            try:
                _remove(hidden[0])
                if os.path.lexists(folder):
                    # Half a model must not be seen if this is interrupted.
                    folder.rename(hidden[0])
                for path in (*hidden, self._fetched(model_id)):
                    _remove(path)
            except OSError as error:
                raise ModelError(
                    f"The files of {model_id} in {self.folder} cannot be removed "
                    f"({error.strerror or error}); close what uses them and try again."
                ) from error
        return freed

    # Within

    def _resolved(self, model_id: str) -> str:
        known = self.registry().resolve(model_id)
        if known == STARTER:
            raise ModelError(
                "The built-in model is part of every Pictrove; it is neither fetched nor imported."
            )
        return known

    def _is_like(self, manifest: Manifest) -> bool:
        """Whether a prepared model may be the one of the list that it says to be."""
        spec = self.registry().find(manifest.model_id)
        if spec is None:
            return True
        said = (manifest.dim, manifest.input_spec.side, manifest.context_length)
        return said == (spec.dim, spec.input_spec.side, spec.context_length)

    def _has_checksum(self, model_id: str) -> bool:
        """Whether the weights are compared with a known checksum anyway."""
        spec = self.registry().find(model_id)
        return bool(spec and spec.weights and spec.weights.sha256)

    def _fetched(self, model_id: str) -> Path:
        return self.folder / FETCHED / folder_name(model_id)

    @contextmanager
    def _at_work(self, model_id: str) -> Iterator[None]:
        with self._mutex:
            if model_id in self._busy:
                raise ModelError(
                    f"Something is being done with the files of {model_id} already; wait until "
                    "that has finished."
                )
            self._busy.add(model_id)
        try:
            yield
        finally:
            with self._mutex:
                self._busy.discard(model_id)


def _prepared(folder: Path) -> PreparedModel | None:
    """The prepared model in a folder; None if there is none that could be used."""
    try:
        manifest = read_manifest(folder)
    except ModelError:
        return None
    in_place = folder.name in {folder_name(manifest.model_id), STARTER}
    return PreparedModel(manifest.model_id, manifest.dim, _size_of(folder)) if in_place else None


def _check(folder: Path, shown: Path, on_progress: OnProgress) -> None:
    """See that a prepared model is as it was; `shown` is the folder that is told of."""
    from models.answers import AGREEMENT, check_answers
    from models.onnx import OnnxEncoder

    manifest = read_manifest(folder)
    done, total = 0, sum(record.size for record in manifest.files)
    for record in manifest.files:
        on_progress("verifying", done, total)
        if sha256_of(folder / record.name) != record.sha256:
            raise _damaged(shown, f"{record.name} has changed")
        done += record.size
    on_progress("verifying", done, total)
    if check_answers(OnnxEncoder(folder), manifest.answers) < AGREEMENT:
        raise _damaged(shown, "it does not compute what it did when it was prepared")


def _damaged(folder: Path, reason: str) -> ModelError:
    return ModelError(f"The prepared model in {folder} is damaged ({reason}); prepare it again.")


def _copied(source: Path, target: Path, size: int) -> Iterator[int]:
    """Copy a file of that size; the sizes of the pieces, each when it is there."""
    with target.open("xb") as copy:
        for piece in _pieces(source, size):
            copy.write(piece)
            yield len(piece)


def _pieces(source: Path, size: int) -> Iterator[bytes]:
    try:
        with source.open("rb") as stream:
            while size > 0 and (piece := stream.read(min(size, _PIECE_BYTES))):
                size -= len(piece)
                yield piece
    except OSError as error:  # told apart from one of the folder that is written to
        raise unreadable(source, error) from error


def _remove(folder: Path) -> None:
    if folder.is_symlink():  # the user keeps the files elsewhere
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _size_of(folder: Path) -> int:
    """Bytes of all files of a folder, from which some may be taken at any moment."""
    size = 0
    for below, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                size += (Path(below) / name).lstat().st_size
    return size
