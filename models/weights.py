"""Fetching a model's files from a hub: resumed, verified, and only when asked to.

A hub is any server that answers ``/OWNER/REPO/resolve/REVISION/NAME`` as huggingface.co does.
Asking the user before anything is fetched is the caller's business.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from models.attending import Attendant
from models.errors import WeightsError
from models.hubs import HUB_VARIABLES, Proxies, ProxyOf, checked_hub, no_hub, without_password
from models.manifest import sha256_of
from models.registry import HubFile
from models.safetensors_file import SUFFIX, check_safetensors

if TYPE_CHECKING:
    import httpx

OnBytes = Callable[[int, int | None], None]
"""Called with (bytes here so far, bytes in all or None), also while nothing arrives."""

PARTIAL = ".partial"
"""What the name of a file ends in while it is being fetched."""

_SPARE_BYTES = 64 << 20
_SHA256_LENGTH = 64
_CHECKSUM = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_TIMEOUT_SECONDS = 30.0


def free_bytes(folder: Path) -> int:
    """Bytes that can still be written in `folder`."""
    return shutil.disk_usage(folder).free


@dataclass(frozen=True)
class Fetcher:
    """Fetches files from one hub.

    Attributes:
        hub: its address, for instance ``https://huggingface.co`` or a mirror.
        proxy_of: tells which proxy leads to an address.
        attempts: failures in a row, without a byte of progress, after which it gives up.
        sleep: waits so many seconds before another attempt.
        free: bytes that can be written in a folder.
    """

    hub: str
    proxy_of: ProxyOf = field(default_factory=Proxies)
    attempts: int = 5
    sleep: Callable[[float], None] = field(default=time.sleep)
    free: Callable[[Path], int] = field(default=free_bytes)

    def __post_init__(self) -> None:
        """Look at the address.

        Raises:
            WeightsError: it is none of a hub.
        """
        object.__setattr__(self, "hub", checked_hub(self.hub))

    def fetch(
        self,
        file: HubFile,
        target: Path,
        on_bytes: OnBytes = lambda *_: None,
        *,
        copies: int = 0,
    ) -> Path:
        """Fetch a file, or find it fetched already.

        What arrived before an interruption is kept beside `target` in a ``.partial`` file and
        continued. `target` appears when everything is there and verified.

        Args:
            file: what to fetch.
            target: where to put it; its folder is made.
            on_bytes: is told about progress; what it raises ends the download, soon also where
                the connection stalls.
            copies: so many things of the file's size will be made of it beside it; there must
                be room for them, too.

        Returns:
            `target`.

        Raises:
            WeightsError: it could not be fetched, or is not what it should be.
        """
        if target.is_file() and file.sha256 and sha256_of(target) == file.sha256:
            return target
        _Download(self, file, target, on_bytes, copies).run()
        return target


class _Download:
    """One file on its way."""

    def __init__(
        self, fetcher: Fetcher, file: HubFile, target: Path, on_bytes: OnBytes, copies: int
    ) -> None:
        self._fetcher = fetcher
        self._file = file
        self._target = target
        self._partial = target.with_name(target.name + PARTIAL)
        self._on_bytes = on_bytes
        self._copies = copies
        self._done, self._total = 0, file.size
        self._announced: str | None = None
        self._url = f"{fetcher.hub}/{file.repo}/resolve/{file.revision}/{file.name}"
        self._attendant = Attendant(lambda: on_bytes(self._done, self._total))

    def run(self) -> None:
        import httpx

        from models.transport import ProxiedTransport

        self._begin()
        resumed = self._here() > 0
        way = ProxiedTransport(self._fetcher.proxy_of)
        client = httpx.Client(transport=way, follow_redirects=True, timeout=_TIMEOUT_SECONDS)
        with self._attendant as attendant:
            try:
                self._receive(client)
                if resumed and not self._is_right():
                    # The beginning may stem from another version of the file.
                    self._partial.unlink(missing_ok=True)
                    self._receive(client)
            finally:
                attendant.later(client.close)
        self._verify()
        self._partial.replace(self._target)

    def _begin(self) -> None:
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            if self._target.is_file() and not self._file.sha256:
                # Whether it is the right one, only the hub can tell; it need not send it again.
                self._target.replace(self._partial)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> WeightsError:
        return WeightsError(
            f"{self._file.name} cannot be written to {self._target.parent}: "
            f"{error.strerror}; make room there or choose another folder."
        )

    def _receive(self, client: httpx.Client) -> None:
        import httpx

        failures = 0
        while True:
            before = self._done = self._here()
            try:
                self._request(client, before)
            except (httpx.InvalidURL, UnicodeError) as error:
                raise no_hub(self._fetcher.hub) from error
            except (httpx.RequestError, _TryAgainError) as error:
                failures = 1 if self._here() > before else failures + 1
                if failures >= self._fetcher.attempts or _is_final(error, self._here()):
                    raise WeightsError(self._explain(error)) from error
                self._sleep(2.0 ** (failures - 1))
            except OSError as error:
                raise self._unwritable(error) from error
            else:
                return

    def _sleep(self, seconds: float) -> None:
        self._attendant.do(lambda: self._fetcher.sleep(seconds))

    def _request(self, client: httpx.Client, offset: int) -> None:
        # The checksum is of the file as it is, so it must not be compressed on its way.
        headers = {"Accept-Encoding": "identity"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
        with self._answer(client, headers) as response:
            if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                self._announced = self._announced or _announced(response)
                known = self._file.sha256 or self._announced
                if known and offset and offset == _size_in_range(response):
                    return
                self._partial.unlink(missing_ok=True)
                raise _TryAgainError("the beginning here is longer than the file")
            self._refuse(response)
            self._announced = self._announced or _announced(response)
            if offset and not _continues(response, offset):
                offset = 0
            length = response.headers.get("Content-Length")
            self._total = total = offset + int(length) if length else self._file.size
            self._refuse_full_disk(total, offset)
            with self._partial.open("r+b" if offset else "wb") as stream:
                stream.seek(offset)
                self._write(response, stream, total)
        if total is not None and self._here() < total:
            raise _TryAgainError("the connection ended too early")

    @contextmanager
    def _answer(self, client: httpx.Client, headers: dict[str, str]) -> Iterator[httpx.Response]:
        request = client.build_request("GET", self._url, headers=headers)
        response = self._attendant.do(lambda: client.send(request, stream=True))
        try:
            yield response
        finally:
            self._attendant.later(response.close)

    def _write(self, response: httpx.Response, stream: BinaryIO, total: int | None) -> None:
        # In pieces as they arrive: larger ones would be lost when the connection breaks.
        chunks = response.iter_bytes()
        while (chunk := self._attendant.do(lambda: next(chunks, None))) is not None:
            stream.write(chunk)
            self._done = stream.tell()
            self._on_bytes(self._done, total)
        stream.flush()
        os.fsync(stream.fileno())

    def _here(self) -> int:
        return self._partial.stat().st_size if self._partial.is_file() else 0

    def _refuse(self, response: httpx.Response) -> None:
        status = response.status_code
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _TryAgainError(f"it answered {status} {response.reason_phrase}")
        if status == HTTPStatus.NOT_FOUND and _CHECKSUM.fullmatch(self._file.revision):
            # A pinned file was published, so it is the hub that lacks it.
            raise WeightsError(
                f"{self._fetcher.hub} does not have {self._file.name} of {self._file.repo}; choose "
                "another hub."
            )
        if status == HTTPStatus.NOT_FOUND:
            raise WeightsError(
                f"There is no {self._file.name} in {self._file.repo} on {self._fetcher.hub}; "
                "weights that were never published as safetensors cannot be used."
            )
        if status not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
            raise WeightsError(
                f"{self._fetcher.hub} refused {self._file.repo}/{self._file.name} "
                f"({status} {response.reason_phrase}); fetch the file with a browser and use it "
                "from there."
            )
        if response.headers.get("Content-Type", "").startswith("text/html"):
            raise WeightsError(
                f"{self._url} is a web page, not a model; check whether the network wants you to "
                "sign in, or choose another hub."
            )

    def _refuse_full_disk(self, total: int | None, offset: int) -> None:
        if total is None:
            return
        folder = self._target.parent
        needed = total - offset + self._copies * total + _SPARE_BYTES
        free = self._fetcher.free(folder)
        if free < needed:
            raise WeightsError(
                f"{self._file.name} needs {needed / 1e9:.1f} GB in {folder}, and only "
                f"{free / 1e9:.1f} GB are free; make room there."
            )

    def _is_right(self) -> bool:
        wanted = self._file.sha256 or self._announced
        return wanted is None or _checksum_like(wanted, self._partial) == wanted

    def _verify(self) -> None:
        try:
            if self._target.suffix == SUFFIX:
                check_safetensors(self._partial)
            self._compare()
        except WeightsError:
            self._partial.unlink(missing_ok=True)
            raise

    def _compare(self) -> None:
        if not self._is_right():
            raise WeightsError(
                f"{self._file.name} from {self._fetcher.hub} is damaged or was changed (its "
                "checksum is wrong), so it was deleted; fetch it again or from another hub."
            )
        if self._file.sha256 is None and self._announced is None:
            raise WeightsError(
                f"{self._fetcher.hub} gives no checksum for {self._file.name}, so it was deleted; "
                "fetch it from a hub that does."
            )

    def _explain(self, error: Exception) -> str:
        import httpx

        hub = self._fetcher.hub
        if isinstance(error, httpx.ProxyError):
            return (
                f"The proxy refused the way to {hub} ({error}); check the proxy settings of this "
                "computer."
            )
        proxy = self._fetcher.proxy_of(self._url)
        if isinstance(error, httpx.ConnectError) and proxy is not None:
            return (
                f"{hub} cannot be reached by the proxy {without_password(proxy)}, which this "
                f"computer names ({error}); check the network and the proxy settings."
            )
        if isinstance(error, httpx.ConnectError):
            return (
                f"{hub} cannot be reached ({error}); check the network, or name another hub in "
                f"{HUB_VARIABLES[0]}."
            )
        if isinstance(error, httpx.TooManyRedirects):
            return (
                f"{hub} leads from one address to another without end; check whether the network "
                "wants you to sign in, or choose another hub."
            )
        here = self._here() / 1e6
        return (
            f"Fetching {self._file.name} from {hub} failed ({error or type(error).__name__}); "
            f"{here:.0f} MB are kept, so try again later."
        )


class _TryAgainError(Exception):
    """The server or the connection failed in a way that may pass."""


def check_local_weights(source: Path, sha256: str | None = None) -> Path:
    """See that weights from a file that the user has are what they should be.

    The file is used where it is; nothing is copied.

    Args:
        source: a safetensors file; it is only read.
        sha256: what its checksum must be, if that is known.

    Returns:
        `source`.

    Raises:
        WeightsError: it is no safetensors file, or not the one that was published.
    """
    check_safetensors(source)
    if sha256 is not None and sha256_of(source) != sha256:
        raise WeightsError(
            f"{source} is not the file that was published for this model (its checksum is "
            "wrong); fetch it again."
        )
    return source


def _is_final(error: Exception, here: int) -> bool:
    """Is it of no use to try again?"""
    import httpx

    if isinstance(error, httpx.ProxyError | httpx.UnsupportedProtocol | httpx.TooManyRedirects):
        return True
    # Nothing arrived yet: there is no network, and the user is waiting to hear it.
    return isinstance(error, httpx.ConnectError) and here == 0


def _continues(response: httpx.Response, offset: int) -> bool:
    if response.status_code != HTTPStatus.PARTIAL_CONTENT:
        return False
    match = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return match is not None and int(match[1]) == offset


def _size_in_range(response: httpx.Response) -> int | None:
    match = re.search(r"/(\d+)$", response.headers.get("Content-Range", ""))
    return int(match[1]) if match else None


def _announced(response: httpx.Response) -> str | None:
    """The checksum that a hub gives for a file, on the answer that leads to its store.

    It is the SHA-256 of a large file, and git's SHA-1 of a small one.
    """
    answers = [*response.history, response]
    # An ETag is a checksum only where the hub says so, not where its store does.
    tags = [answer.headers.get("X-Linked-Etag") for answer in answers]
    tags.append(answers[0].headers.get("ETag"))
    for tag in tags:
        plain = (tag or "").removeprefix("W/").strip('"').lower()
        if _CHECKSUM.fullmatch(plain):
            return plain
    return None


def _checksum_like(wanted: str, file: Path) -> str:
    if len(wanted) == _SHA256_LENGTH:
        return sha256_of(file)
    content = file.read_bytes()
    header = f"blob {len(content)}\0".encode()
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()
