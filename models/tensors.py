"""Reading a safetensors file tensor by tensor, as float32, whatever its width there.

The file is read, not mapped: a stick that is pulled out is then an error, not the end of the
process, and no more than a block of it is in memory.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from models.errors import WeightsError
from models.safetensors_file import check_safetensors

Floats = np.ndarray[Any, np.dtype[np.float32]]

_STORED: dict[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"),
    "F16": np.dtype("<f2"),
    "BF16": np.dtype("<u2"),
}
"""How the values of each type that is read lie in the file."""

_LONGEST_HEADER = 16 << 20
_LENGTH_BYTES = 8
_BLOCK_VALUES = 2 << 20


@dataclass(frozen=True)
class StoredTensor:
    """A tensor as the header of a file describes it.

    Attributes:
        name: its name.
        kind: its type in the format's words, for instance "F32".
        shape: its shape.
        start: where its first byte is in the file.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    start: int

    @property
    def is_readable(self) -> bool:
        """Is it of a type that is read here?"""
        return self.kind in _STORED


def read_header(file: Path) -> dict[str, StoredTensor]:
    """All tensors of a safetensors file by name; only its header is read.

    The library safetensors has then seen that the header is sound, and that each tensor has its
    place in the file.

    Raises:
        WeightsError: it is missing, incomplete, or in another format.
    """
    check_safetensors(file)
    try:
        with file.open("rb") as stream:
            length = int.from_bytes(stream.read(_LENGTH_BYTES), "little")
            # The format allows more, but no model of a few hundred tensors needs it.
            if length > _LONGEST_HEADER:
                raise WeightsError(f"{file} is no file of a model; choose another.")
            header = json.loads(stream.read(length))
    except OSError as error:
        raise _unreadable(file, error) from error
    header.pop("__metadata__", None)
    return {name: _tensor(name, entry, _LENGTH_BYTES + length) for name, entry in header.items()}


def _tensor(name: str, entry: dict[str, Any], begin: int) -> StoredTensor:
    return StoredTensor(
        name, entry["dtype"], tuple(entry["shape"]), begin + entry["data_offsets"][0]
    )


class TensorReader(AbstractContextManager["TensorReader"]):
    """Reads the values of tensors; an open file, to be closed."""

    def __init__(self, file: Path) -> None:
        """Open a file whose header was read.

        Raises:
            WeightsError: it cannot be opened.
        """
        self._file = file
        try:
            # Large reads of our own: a buffer would only copy them once more.
            self._stream = file.open("rb", buffering=0)
        except OSError as error:
            raise _unreadable(file, error) from error

    def __enter__(self) -> Self:
        """Nothing more is needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._stream.close()

    def blocks(self, tensor: StoredTensor) -> Iterator[Floats]:
        """The values of a tensor in their order, some megabytes at a time.

        Raises:
            WeightsError: the file ended or cannot be read, or a value is no finite number.
        """
        stored = _STORED[tensor.kind]
        for first in range(0, math.prod(tensor.shape), _BLOCK_VALUES):
            count = min(_BLOCK_VALUES, math.prod(tensor.shape) - first)
            raw = self._read(tensor.start + first * stored.itemsize, count * stored.itemsize)
            values = _widened(raw.view(stored), tensor.kind)
            if not np.isfinite(values).all():
                raise WeightsError(
                    f"The weights {self._file} are damaged: {tensor.name} has values that are no "
                    "finite numbers; fetch them again."
                )
            yield values

    def whole(self, tensor: StoredTensor) -> Floats:
        """All values of a tensor, in its shape.

        Raises:
            WeightsError: as for `blocks`.
        """
        return np.concatenate(list(self.blocks(tensor))).reshape(tensor.shape)

    def _read(self, start: int, size: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
        raw = np.empty(size, dtype=np.uint8)
        view, done = raw.data, 0
        try:
            self._stream.seek(start)
            while done < size:
                read = self._stream.readinto(view[done:])
                if not read:
                    raise WeightsError(f"The weights {self._file} end too early; fetch them again.")
                done += read
        except OSError as error:
            raise _unreadable(self._file, error) from error
        return raw


def _widened(values: np.ndarray[Any, Any], kind: str) -> Floats:
    if kind == "BF16":
        # The upper half of a float32 is what a bfloat16 is.
        return (values.astype("<u4") << 16).view("<f4")
    wide: Floats = values.astype("<f4", copy=False)
    return wide


def _unreadable(file: Path, error: OSError) -> WeightsError:
    return WeightsError(
        f"The weights {file} cannot be read ({error.strerror or error}); see that their drive is "
        "there, or copy them to this computer first."
    )
