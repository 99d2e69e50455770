"""What the environment of whoever asks says of the way to a hub."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.hubs import (
    checked_hub,
    hub_of_environment,
    proxies_of_environment,
    without_password,
)
from models.trust import certificates_of_environment

__all__ = ["Caller", "checked_hub", "without_password"]


def _proxies() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(proxies_of_environment().items()))


def _certificates() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(certificates_of_environment().items()))


@dataclass(frozen=True)
class Caller:
    """The surroundings of a client, by default of this process.

    The engine was started long ago, perhaps from somewhere else: its own say little.

    Attributes:
        hub: the address that the environment names; None if it names none.
        proxies: see `models.hubs.proxies_of_environment`, as pairs.
        certificates: see `models.trust.certificates_of_environment`, likewise.
    """

    hub: str | None = field(default_factory=hub_of_environment)
    proxies: tuple[tuple[str, str], ...] = field(default_factory=_proxies)
    certificates: tuple[tuple[str, str], ...] = field(default_factory=_certificates)
