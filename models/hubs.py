"""Where models are fetched from, and by which proxy."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from models.errors import WeightsError

ProxyOf = Callable[[str], str | None]
"""Tells for an address which proxy leads to it; None: none is needed."""

HUB_VARIABLES = ("PICTROVE_HUB", "HF_ENDPOINT")
"""Environment variables that name another hub, the first that is set wins."""

_NAMED = ("http", "https", "all", "no")
_BEFORE_HOST = re.compile(r"(?<=://).*@", re.DOTALL)  # also of what is no address


def hub_of_environment(environment: Mapping[str, str] | None = None) -> str | None:
    """The hub that the environment names; None if it names none."""
    variables = os.environ if environment is None else environment
    named = (variables.get(name) for name in HUB_VARIABLES)
    return next((hub.rstrip("/") for hub in named if hub), None)


def checked_hub(address: str) -> str:
    """An address of a hub as it is used: without blanks around it and slashes at its end.

    Raises:
        WeightsError: it is none.
    """
    trimmed = address.strip()
    if not _is_address(trimmed):
        raise no_hub(address)
    return trimmed.rstrip("/")


def no_hub(address: str) -> WeightsError:
    """What to say of an address that is none of a hub."""
    shown = _BEFORE_HOST.sub("", address)
    return WeightsError(f"{shown!r} is no address of a hub; one looks like https://mirror.example.")


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        return False
    if parts.query or parts.fragment or not parts.hostname:
        return False  # the names of files are added at its end
    return usable and address.isprintable() and " " not in address


def choose_hub(default: str, environment: Mapping[str, str] | None = None) -> str:
    """The hub to fetch from: what the environment says, or `default`."""
    return hub_of_environment(environment) or default.rstrip("/")


def proxies_of_environment() -> dict[str, str]:
    """What this process's environment says of proxies.

    Returns:
        The values of ``http_proxy``, ``https_proxy``, ``all_proxy`` and ``no_proxy`` that are
        set, by the part before the underscore.
    """
    from urllib.request import getproxies_environment

    found = getproxies_environment()
    return {name: found[name] for name in _NAMED if found.get(name)}


def without_password(address: str) -> str:
    """The address of a hub or a proxy as it may be shown: without the user's name, too."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "What is set"
    path = parts.path if parts.netloc else ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{path}"


def _direct(_address: str) -> str | None:
    return None


@dataclass(frozen=True)
class Proxies:
    """Chooses the proxy for an address.

    Attributes:
        named: what an environment says, see `proxies_of_environment`. If it names any proxy,
            the system is not asked; what it excludes is always reached directly.
        system: asked otherwise.
    """

    named: Mapping[str, str] = field(default_factory=proxies_of_environment)
    system: ProxyOf = _direct

    def __call__(self, address: str) -> str | None:
        """The proxy that leads to an address."""
        parts = urlsplit(address)
        if self._excludes(parts.netloc.rpartition("@")[2]):
            return None
        if not self.named.keys() - {"no"}:
            return self.system(address)
        proxy = self.named.get(parts.scheme) or self.named.get("all")
        if proxy is None:
            return None
        return proxy if "://" in proxy else f"http://{proxy}"

    def _excludes(self, host: str) -> bool:
        import urllib.request

        # With and without its port.
        bypass = urllib.request.proxy_bypass_environment  # type: ignore[attr-defined] # it is there
        return bool(bypass(host, dict(self.named)))
