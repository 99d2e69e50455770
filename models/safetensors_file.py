"""Is a file what its name says: weights in the format safetensors?

Weights come as safetensors or not at all, because opening a pickle runs the code in it.
"""

from __future__ import annotations

from pathlib import Path

from models.errors import WeightsError

SUFFIX = ".safetensors"

_START_BYTES = 16
_LONGEST_HEADER = 16 << 20


def check_safetensors(file: Path) -> None:
    """See that a file is a complete safetensors file, reading its header only.

    Raises:
        WeightsError: it is missing, incomplete, or in another format.
    """
    from safetensors import SafetensorError, safe_open

    start = _read_header(file)
    foreign = _foreign_format(start)
    if foreign:
        raise WeightsError(
            f"{file} is {foreign}, not a safetensors file; only that format is opened, so fetch "
            "or choose the file that ends in .safetensors."
        )
    if file.suffix not in {SUFFIX, ".partial"}:
        raise WeightsError(f"{file} does not end in {SUFFIX}; choose or rename the right file.")
    try:
        with safe_open(file, framework="numpy"):
            pass
    except SafetensorError as error:
        raise WeightsError(
            f"{file} is no complete safetensors file ({error}); fetch it again."
        ) from error


def _read_header(file: Path) -> bytes:
    """The first bytes of a file, after all of its header was read once.

    The library maps the file into memory, where a drive that is pulled out would be the end of
    this process; what was read before is in memory already.
    """
    if file.exists() and not file.is_file():  # opening a pipe would wait for ever
        raise WeightsError(f"{file} is no file of a model; choose another.")
    try:
        with file.open("rb") as stream:
            start = stream.read(_START_BYTES)
            stream.read(min(int.from_bytes(start[:8], "little"), _LONGEST_HEADER))
    except OSError as error:
        raise WeightsError(
            f"The weights {file} cannot be read ({error.strerror or error}); check the name, and "
            "see that their drive is there."
        ) from error
    return start


def _foreign_format(start: bytes) -> str | None:
    # The format begins with the length of its header, whose bytes can look like anything else's.
    if start[8:9] == b"{":
        return None
    if start.startswith(b"PK\x03\x04") or start[:1] == b"\x80":
        return "a pickle"
    if start.lstrip()[:1] == b"<":
        return "a web page"
    return None
