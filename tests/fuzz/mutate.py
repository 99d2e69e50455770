"""Broken files without end, made from whole ones, and the same ones for the same seed.

    python -m tests.fuzz.mutate SEED FIRST COUNT FOLDER FILE...

writes mutants as the tests make them, to look at one that did harm.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

MOST_BYTES = 4 * 1024 * 1024
_HEAD = 512
_TEMPTING = (0, 1, 2, 7, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0xFFFFFFFF)


@dataclass(frozen=True)
class Original:
    """A file to start from."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Mutant:
    """A file gone wrong: its number makes it again, `recipe` says how it came to be."""

    number: int
    name: str
    data: bytes
    recipe: str


class Fuzzer:
    """Makes mutants of some files; each depends on the files, the seed and its number alone."""

    def __init__(self, originals: Sequence[Original], seed: int) -> None:
        self._originals = originals
        self._seed = seed
        self._alike: dict[str, list[Original]] = {}
        for original in originals:
            self._alike.setdefault(PurePath(original.name).suffix, []).append(original)

    def mutants(self, first: int, count: int) -> Iterator[Mutant]:
        """So many mutants, from a number on."""
        for number in range(first, first + count):
            yield self.mutant(number)

    def mutant(self, number: int) -> Mutant:
        """One mutant: an original after one to three mutations."""
        dice = random.Random(f"{self._seed}/{number}")
        base = dice.choice(self._originals)
        data, steps = base.data, [base.name]
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            mutate = dice.choice(MUTATIONS)
            data = mutate(dice, data, self._partner(dice, base).data)[:MOST_BYTES]
            steps.append(mutate.__name__)
        return Mutant(number, base.name, data, " > ".join(steps))

    def _partner(self, dice: random.Random, base: Original) -> Original:
        """Another file, mostly of the same ending: what is almost right goes deepest."""
        alike = self._alike[PurePath(base.name).suffix]
        return dice.choice(alike if dice.random() < 0.7 else self._originals)


def flip_bits(dice: random.Random, data: bytes, _: bytes) -> bytes:
    """Turn up to sixteen bits around, more often near the start."""
    changed = bytearray(data)
    for _bit in range(dice.randint(1, 16) if changed else 0):
        changed[_place(dice, len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def write_noise(dice: random.Random, data: bytes, _: bytes) -> bytes:
    """Overwrite a stretch with random bytes, or one byte repeated."""
    start, end = _stretch(dice, data, 256)
    noise = dice.randbytes(end - start)
    if dice.random() < 0.5:
        noise = bytes([dice.choice((0, 0xFF, 0x80))]) * (end - start)
    return data[:start] + noise + data[end:]


def cut_off(dice: random.Random, data: bytes, _: bytes) -> bytes:
    """Lose the end, from a few bytes to all."""
    lost = dice.randint(1, 64) if dice.random() < 0.3 else dice.randint(0, len(data))
    return data[: max(0, len(data) - lost)]


def cut_out(dice: random.Random, data: bytes, _: bytes) -> bytes:
    """Lose a stretch in the middle."""
    start, end = _stretch(dice, data, 4096)
    return data[:start] + data[end:]


def repeat_part(dice: random.Random, data: bytes, _: bytes) -> bytes:
    """Have a stretch there several times."""
    start, end = _stretch(dice, data, 4096)
    return data[:end] + data[start:end] * dice.randint(1, 20) + data[end:]


def swap_blocks(dice: random.Random, data: bytes, _: bytes) -> bytes:
    """Two blocks of equal length change places."""
    size = dice.choice((4, 16, 64, 512, 4096))
    if len(data) < 2 * size:
        return data[::-1]
    one, other = sorted(dice.sample(range(len(data) // size), 2))
    blocks = [data[at * size : (at + 1) * size] for at in (one, other)]
    between = data[(one + 1) * size : other * size]
    return data[: one * size] + blocks[1] + between + blocks[0] + data[(other + 1) * size :]


def edit_length(dice: random.Random, data: bytes, _: bytes) -> bytes:
    """Change what looks like a length, an offset or a count."""
    width = dice.choice((1, 2, 4, 8))
    if len(data) < width:
        return data
    at = min(_place(dice, len(data)), len(data) - width)
    order = "big" if dice.random() < 0.5 else "little"
    was = int.from_bytes(data[at : at + width], order)
    now = dice.choice((*_TEMPTING, was + 1, was - 1, was * 2, was ^ 0x80000000, len(data), -was))
    return data[:at] + (now % (1 << 8 * width)).to_bytes(width, order) + data[at + width :]


def splice(dice: random.Random, data: bytes, other: bytes) -> bytes:
    """The start of one file and the end of another."""
    return data[: dice.randint(0, len(data))] + other[dice.randint(0, len(other)) :]


def lend_head(dice: random.Random, data: bytes, other: bytes) -> bytes:
    """The header of another file on this one's body."""
    length = dice.choice((4, 12, 16, 32, 64, 128, 256, 1024))
    return other[:length] + data[length:]


def insert_part(dice: random.Random, data: bytes, other: bytes) -> bytes:
    """A stretch of another file somewhere within."""
    start, end = _stretch(dice, other, 2048)
    at = _place(dice, len(data)) if data else 0
    return data[:at] + other[start:end] + data[at:]


MUTATIONS: tuple[Callable[[random.Random, bytes, bytes], bytes], ...] = (
    flip_bits, flip_bits, write_noise, cut_off, cut_out, repeat_part, swap_blocks, edit_length,
    edit_length, edit_length, splice, lend_head, insert_part,
)  # fmt: skip


def _place(dice: random.Random, length: int) -> int:
    """A position, in half of the cases where headers are."""
    return dice.randrange(min(length, _HEAD) if dice.random() < 0.5 else length)


def _stretch(dice: random.Random, data: bytes, longest: int) -> tuple[int, int]:
    start = _place(dice, len(data)) if data else 0
    return start, min(len(data), start + dice.randint(1, longest))


def load(paths: Sequence[Path], most: int = 256 * 1024) -> list[Original]:
    """Originals from files, in the order of their names; those that are too long are left out."""
    return [
        Original(path.name, path.read_bytes())
        for path in sorted(paths)
        if path.stat().st_size <= most
    ]


def main() -> None:
    """Write some mutants into a folder."""
    seed, first, count = (int(text) for text in sys.argv[1:4])
    folder, paths = Path(sys.argv[4]), [Path(name) for name in sys.argv[5:]]
    for made in Fuzzer(load(paths), seed).mutants(first, count):
        (folder / f"{made.number}-{made.name}").write_bytes(made.data)
        print(made.number, made.recipe)


if __name__ == "__main__":
    main()
