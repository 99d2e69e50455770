"""The `model.json` of a prepared model: what it is, and the files it consists of."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from errno import ENOENT
from pathlib import Path
from stat import S_ISREG
from typing import Any, get_args

from models.errors import ModelError
from models.preprocess import InputSpec, Interpolation, ResizeMode

FORMAT = 1
MANIFEST, IMAGE_TOWER, TEXT_TOWER = "model.json", "image.onnx", "text.onnx"
_CHUNK = 1 << 20
_MOST_JSON_BYTES = 1 << 20


@dataclass(frozen=True)
class FileRecord:
    """A file of a prepared model, with what it must be."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """A prepared model.

    Attributes:
        model_id: the id its embeddings are stored under.
        dim: length of an embedding.
        input_spec: how a decoded picture becomes model input.
        context_length: tokens per text.
        clean: how a text is cleaned before it is tokenised, see `models.tokens`.
        files: every other file of the folder.
        answers: what the reference, or else the model when it was new, says to known texts and
            pictures, see `models.answers`.
        made_from: where the model came from and what it was made with, for people to read.
    """

    model_id: str
    dim: int
    input_spec: InputSpec
    context_length: int
    clean: str
    files: tuple[FileRecord, ...]
    answers: dict[str, str]
    made_from: dict[str, str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `model.json`, which makes the folder a prepared model."""
    content = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1)
    (folder / MANIFEST).write_text(content + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read a prepared model's `model.json` and see that its files are there in full size.

    Raises:
        ModelError: something is missing, damaged, or of another version.
    """
    manifest = _parse(folder, _read(folder))
    for record in manifest.files:
        if _size_of(folder / record.name) != record.size:
            raise _damaged(folder, f"{record.name} is missing or incomplete")
    return manifest


def _size_of(file: Path) -> int | None:
    """Asked once, as it may be removed or replaced at any moment."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return found.st_size if S_ISREG(found.st_mode) else None


def verify(folder: Path) -> Manifest:
    """See that every byte of a prepared model is as it was when it was prepared.

    Raises:
        ModelError: something is missing, damaged, or of another version.
    """
    manifest = read_manifest(folder)
    for record in manifest.files:
        if sha256_of(folder / record.name) != record.sha256:
            raise _damaged(folder, f"{record.name} has changed")
    return manifest


def record_of(file: Path) -> FileRecord:
    """What `file` is now."""
    return FileRecord(file.name, file.stat().st_size, sha256_of(file))


def sha256_of(file: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal.

    Raises:
        ModelError: it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise unreadable(file, error) from error
    return digest.hexdigest()


def unreadable(file: Path, error: OSError) -> ModelError:
    """What to say of a file that cannot be read."""
    return ModelError(
        f"{file} cannot be read ({error.strerror or error}); see that its drive is there, and "
        "that you may read it."
    )


def small_json(file: Path) -> Any:
    """What is in a file as JSON, which may come from anywhere.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no JSON, or more than any of ours.
    """
    if not file.is_file():  # nor a pipe or a device, of which there is no end
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
    with file.open("rb") as stream:
        content = stream.read(_MOST_JSON_BYTES + 1)
    if len(content) > _MOST_JSON_BYTES:
        raise ValueError(f"{file.name} is too large")
    try:
        return json.loads(content)
    except RecursionError as error:
        raise ValueError(f"{file.name} is nested too deep") from error


def _damaged(folder: Path, reason: str) -> ModelError:
    return ModelError(f"The prepared model in {folder} is damaged ({reason}); prepare it again.")


def _read(folder: Path) -> dict[str, Any]:
    try:
        content = small_json(folder / MANIFEST)
    except OSError as error:
        raise ModelError(
            f"There is no prepared model in {folder} ({MANIFEST}: {error.strerror}); prepare it."
        ) from error
    except ValueError as error:
        raise _damaged(folder, f"{MANIFEST} is no JSON") from error
    version = content.get("format") if isinstance(content, dict) else None
    if version != FORMAT:
        raise ModelError(
            f"The prepared model in {folder} has format {version}, and this version of Pictrove "
            f"reads {FORMAT}; prepare it again."
        )
    return dict(content)


def _parse(folder: Path, content: dict[str, Any]) -> Manifest:
    del content["format"]
    try:
        spec = InputSpec(**content.pop("input_spec"))
        files = tuple(FileRecord(**record) for record in content.pop("files"))
        manifest = Manifest(input_spec=spec, files=files, **content)
    except (KeyError, TypeError) as error:
        raise _damaged(folder, f"{MANIFEST} has missing or unknown parts") from error
    if not _is_sound(manifest):
        raise _damaged(folder, f"{MANIFEST} has impossible values")
    return manifest


def _is_sound(manifest: Manifest) -> bool:
    spec = manifest.input_spec
    numbers = (manifest.dim, manifest.context_length, spec.side)
    texts = (manifest.model_id, manifest.clean)
    if not all(is_sound_record(record) for record in manifest.files):
        return False
    names = {record.name for record in manifest.files}
    return (
        all(isinstance(number, int) and 0 < number < 1 << 20 for number in numbers)
        and all(isinstance(text, str) for text in texts)
        and all(map(_is_of_texts, (manifest.answers, manifest.made_from)))
        and spec.resize_mode in get_args(ResizeMode)
        and spec.interpolation in get_args(Interpolation)
        and {IMAGE_TOWER, TEXT_TOWER} <= names
    )


def is_sound_record(record: FileRecord) -> bool:
    """Are these the name of a file in this very folder, a size and a checksum?"""
    name, size = record.name, record.size
    return (
        isinstance(name, str)
        and isinstance(size, int)
        and isinstance(record.sha256, str)
        and Path(name).name == name not in {"", ".."}
    )


def _is_of_texts(content: Any) -> bool:
    return isinstance(content, dict) and all(isinstance(text, str) for text in content.values())
