"""Models that come from elsewhere: what lies in a folder or on a USB stick, and which models it is.

Weights are recognised by the note that `pictrove models get --to` left beside them, else by the
names and shapes of their tensors. A prepared model says itself which one it is.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import ModelError, WeightsError
from models.manifest import (
    MANIFEST,
    FileRecord,
    is_sound_record,
    record_of,
    sha256_of,
    small_json,
)
from models.registry import STARTER, HubFile, Registry
from models.safetensors_file import SUFFIX, check_safetensors

if TYPE_CHECKING:
    from models.graphs import Graph

NOTE = "pictrove-model.json"
"""What says beside fetched files which model they are of."""

_FORMAT = 1
_DEPTH = 3
_MOST_ENTRIES = 5000


@dataclass(frozen=True)
class Parcel:
    """Something that a model can be made of.

    Attributes:
        model_id: which model.
        path: the weights, or the folder of a prepared model.
        prepared: whether it is that.
    """

    model_id: str
    path: Path
    prepared: bool = False


def write_note(model_id: str, folder: Path) -> None:
    """Note which model the files of a folder are of, and what they are now.

    Raises:
        OSError: it cannot be written.
    """
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != NOTE)
    records = [asdict(record_of(file)) for file in files if not file.name.startswith(".")]
    content = {"format": _FORMAT, "model_id": model_id, "files": records}
    (folder / NOTE).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Recogniser:
    """Finds out which models there are at a path.

    Attributes:
        registry: the models that are known by name.
        graphs: finds the shipped graph of a model.
    """

    registry: Registry
    graphs: Callable[[str], Graph | None]

    def recognise(self, source: Path, model_id: str | None = None) -> Parcel:
        """The model at a path: the only one, or the one that is asked for.

        Args:
            source: a safetensors file, or a folder that holds what a model is made of.
            model_id: which model it is, or which one of several.

        Raises:
            ModelError: there is none, or there are several.
        """
        if not source.is_dir():
            return self._of_file(source, model_id)
        found = self._in_folder(source)
        if model_id is not None:
            chosen = [parcel for parcel in found if parcel.model_id == model_id]
            # Weights that nobody recognises are what the user says they are.
            return chosen[0] if chosen else Parcel(model_id, source)
        known = sorted({parcel.model_id for parcel in found})
        if len(known) == 1:
            return found[0]
        if known:
            raise ModelError(
                f"There are several models in {source} ({', '.join(known)}); say which one with "
                "--model."
            )
        raise ModelError(
            f"No model was recognised in {source}; choose a folder that `pictrove models get "
            "--to` made, or the weights' file, and say with --model which model it is."
        )

    def _of_file(self, source: Path, model_id: str | None) -> Parcel:
        noted = self._noted_id(source, _noted(source.parent))
        if noted is not None:  # whether all of it was copied is looked at with the note
            return Parcel(model_id or noted, source)
        check_safetensors(source)
        if model_id is not None:
            return Parcel(model_id, source)
        known = self._fitting(source)
        if len(known) == 1:
            return Parcel(known[0], source)
        raise WeightsError(
            f"{source} may be of {' or '.join(known)}; say which one with --model."
            if known
            else f"{source} is of no model that Pictrove knows by itself; say with --model which "
            "one it is."
        )

    def _in_folder(self, source: Path) -> list[Parcel]:
        found = []
        for folder, names in _folders(source):
            if MANIFEST in names:
                model_id = id_of_prepared(folder)
                if model_id is not None and self._is_name(model_id):
                    found.append(Parcel(model_id, folder, prepared=True))
                continue
            noted = _noted(folder) if NOTE in names else None
            # What a note tells of and is not here was not copied.
            awaited = [record.name for record in noted.files] if noted else []
            for name in sorted({*names, *awaited}):
                if name.endswith(SUFFIX):
                    known = self._quietly(folder / name, noted)
                    found += [Parcel(model_id, folder / name) for model_id in known]
        return found

    def _quietly(self, weights: Path, noted: _Note | None) -> Sequence[str]:
        model_id = self._noted_id(weights, noted)
        if model_id is not None:
            return (model_id,)
        try:
            check_safetensors(weights)
        except WeightsError:
            return ()
        return self._fitting(weights)

    def _noted_id(self, weights: Path, noted: _Note | None) -> str | None:
        """The model that weights are of, whole or not, if a note says so."""
        if noted is None or noted.about(weights) is None or not self._is_name(noted.model_id):
            return None
        return noted.model_id

    def _fitting(self, weights: Path) -> Sequence[str]:
        return tuple(
            spec.model_id
            for spec in self.registry.models
            if spec.weights is not None and self._fits(spec.model_id, spec.weights, weights)
        )

    def _fits(self, model_id: str, published: HubFile, weights: Path) -> bool:
        graph = self.graphs(model_id)
        if graph is not None:
            from models.filling import fits

            return fits(graph, weights)
        same_size = published.size in {None, weights.stat().st_size}
        return same_size and published.sha256 is not None and sha256_of(weights) == published.sha256

    def _is_name(self, model_id: str) -> bool:
        try:
            return self.registry.resolve(model_id) == model_id != STARTER
        except ModelError:
            return False


@dataclass(frozen=True)
class _Note:
    """What stands in a note."""

    model_id: str
    files: tuple[FileRecord, ...]

    def about(self, file: Path) -> FileRecord | None:
        return next((record for record in self.files if record.name == file.name), None)


def _noted(folder: Path) -> _Note | None:
    try:
        content = small_json(folder / NOTE)
        if content["format"] != _FORMAT:
            return None
        files = tuple(FileRecord(**record) for record in content["files"])
        if not all(map(is_sound_record, files)):
            return None
        return _Note(str(content["model_id"]), files)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def check_parcel(parcel: Parcel, *, sizes_only: bool = False) -> None:
    """See that weights, and what lies beside them, are as they were when they were fetched.

    Only where a note says what they were.

    Args:
        parcel: the weights.
        sizes_only: only that all was copied; what is in it is compared with something better.

    Raises:
        WeightsError: they are not.
    """
    folder = parcel.path.parent
    noted = None if parcel.prepared else _noted(folder)
    if noted is None or noted.about(parcel.path) is None:
        return
    for record in noted.files:
        file = folder / record.name
        size = file.stat().st_size if file.is_file() else 0
        if size < record.size:
            raise WeightsError(
                f"{file} was not copied completely; copy it again, or fetch it again."
            )
        if size > record.size or (not sizes_only and sha256_of(file) != record.sha256):
            raise WeightsError(
                f"{file} has changed since it was fetched; copy it again, or fetch it again."
            )


def id_of_prepared(folder: Path) -> str | None:
    """The model that a folder says to hold; None if it does not say."""
    try:
        return str(small_json(folder / MANIFEST)["model_id"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folders(source: Path) -> Iterator[tuple[Path, list[str]]]:
    """A folder and those below it, not too deep, with the names of their files.

    Raises:
        ModelError: there is too much in it, or it cannot be read itself. Those below it that
            cannot are passed over: every drive has one, for instance `lost+found`.
    """

    def unreadable(error: OSError) -> None:
        if error.filename is None or Path(error.filename) == source:
            raise ModelError(
                f"The folder {source} cannot be read ({error.strerror}); see that its drive is "
                "there, and that you may read it."
            ) from error

    seen = 0
    for folder, folders, names in os.walk(source, onerror=unreadable):
        below = Path(folder)
        deep = len(below.relative_to(source).parts) >= _DEPTH
        folders[:] = [] if deep else sorted(name for name in folders if not name.startswith("."))
        seen += len(folders) + len(names)
        if seen > _MOST_ENTRIES:
            raise ModelError(
                f"There are very many files in {source}; choose the folder that holds the model."
            )
        yield below, sorted(name for name in names if not name.startswith("."))
