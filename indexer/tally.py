"""What reading files came to, in files."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass
class Tally:
    """What a run has done so far, in files."""

    embedded: int = 0
    copied: int = 0
    moved: int = 0
    failed: int = 0
    gone: int = 0

    @property
    def done(self) -> int:
        """Files finished, whatever came of them."""
        return self.embedded + self.copied + self.moved + self.failed + self.gone

    def __sub__(self, other: Tally) -> Tally:
        """What was done since that."""
        return Tally(*(getattr(self, one.name) - getattr(other, one.name) for one in fields(Tally)))
