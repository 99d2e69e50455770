"""An HTTP transport that chooses the proxy for every address, also where a hub leads elsewhere."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from functools import cached_property

import httpx

from models.errors import WeightsError
from models.hubs import ProxyOf, without_password
from models.trust import trusted


class ProxiedTransport(httpx.BaseTransport):
    """Sends each request by the proxy that is right for its address."""

    def __init__(self, proxy_of: ProxyOf, certificates: Mapping[str, str] | None = None) -> None:
        """Open nothing yet.

        Args:
            proxy_of: is asked with each request.
            certificates: those to trust, see `models.trust.trusted`.
        """
        self._proxy_of = proxy_of
        self._certificates = certificates
        self._ways: dict[str | None, httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """See `httpx.BaseTransport`.

        Raises:
            WeightsError: the proxy's address cannot be used, or no certificates can be read.
        """
        proxy = self._proxy_of(str(request.url))
        if proxy not in self._ways:
            self._ways[proxy] = _open(proxy, self._trusted)
        return self._ways[proxy].handle_request(request)

    def close(self) -> None:
        """Close all connections."""
        for way in self._ways.values():
            way.close()

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        return trusted(self._certificates)


def _open(proxy: str | None, context: ssl.SSLContext) -> httpx.HTTPTransport:
    try:
        return httpx.HTTPTransport(verify=context, proxy=_way_by(proxy, context))
    except ImportError as error:
        raise WeightsError(
            f"The proxy {without_password(str(proxy))} speaks SOCKS, for which the Python package "
            "socksio is missing; add it, or name a proxy for HTTP."
        ) from error
    except (ValueError, httpx.InvalidURL) as error:
        raise WeightsError(
            f"{without_password(str(proxy))} is no address of a proxy; check the proxy settings of "
            "this computer."
        ) from error


def _way_by(proxy: str | None, context: ssl.SSLContext) -> httpx.Proxy | None:
    if proxy is None:
        return None
    address = httpx.URL(proxy)
    # The proxy itself may be spoken to over TLS; else httpx takes no context for it.
    return httpx.Proxy(address, ssl_context=context if address.scheme == "https" else None)
