"""Which proxy this computer's own settings name for an address.

Windows and macOS keep them where the standard library finds them. On Linux the desktop is asked
by its portal, which also knows of automatic configuration.
"""

from __future__ import annotations

import os
import sys
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from indexer.surroundings.bus import Bus, BusError
from indexer.surroundings.desktop import session_bus

_PATIENCE = 3.0
_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
_RESOLVER = "org.freedesktop.portal.ProxyResolver"
_DIRECT = "direct"
# What the standard library has on these systems alone.
_SETTINGS = {
    "win32": ("getproxies_registry", "proxy_bypass_registry"),
    "darwin": ("getproxies_macosx_sysconf", "proxy_bypass_macosx_sysconf"),
}
_SCHEMES = {"http": "http", "https": "https", "socks": "socks5", "socks5": "socks5"}


def system_proxy(address: str) -> str | None:
    """The proxy that leads to an address by this computer's settings; None: it needs none."""
    names = _SETTINGS.get(sys.platform)
    if names is None:
        return by_portal(address)
    return by_settings(address, *(getattr(urllib.request, name) for name in names))


def by_settings(
    address: str,
    proxies: Callable[[], Mapping[str, str]],
    is_excluded: Callable[[str], Any],
) -> str | None:
    """The proxy by settings that name one for each scheme, and hosts that need none.

    Args:
        address: where to.
        proxies: reads the proxies, by scheme.
        is_excluded: whether a host, perhaps with its port, needs none.
    """
    parts = urlsplit(address)
    found = proxies()
    proxy = found.get(parts.scheme) or found.get("all") or found.get("socks")
    if not proxy or is_excluded(parts.netloc.rpartition("@")[2]):
        return None
    return _usable([proxy if "://" in proxy else f"http://{proxy}"])


def by_portal(
    address: str, environ: Mapping[str, str] = os.environ, patience: float = _PATIENCE
) -> str | None:
    """The proxy that a Linux desktop names; None where there is no desktop, or it is too slow.

    Args:
        address: where to.
        environ: names the session's bus.
        patience: seconds for the answer.
    """
    where = session_bus(environ)
    if where is None:
        return None
    try:
        bus = Bus(where, patience)
    except BusError:
        return None
    try:
        answer = bus.call(_PORTAL, _RESOLVER, "Lookup", address, start=True)
    except BusError:
        return None
    finally:
        bus.close()
    return _usable(answer) if isinstance(answer, list) else None


def _usable(proxies: Sequence[object]) -> str | None:
    """The first of these ways that can be gone; they stand in the order of preference."""
    for proxy in proxies:
        scheme, _, rest = str(proxy).partition("://")
        if scheme == _DIRECT:
            return None
        if rest and scheme in _SCHEMES:
            return f"{_SCHEMES[scheme]}://{rest}"
    return None
