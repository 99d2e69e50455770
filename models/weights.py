"""Fetching a model's files from a hub: resumed, verified, and only when asked to.

A hub is any server that answers ``/OWNER/REPO/resolve/REVISION/NAME`` as huggingface.co does.
Asking the user before anything is fetched is the caller's business.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from models import fetch_errors
from models.attending import Attendant
from models.errors import WeightsError
from models.hub_answers import (
    announced_checksum,
    continues,
    seconds_to_wait,
    size_in_range,
    size_of_file,
)
from models.hubs import Proxies, ProxyOf, checked_hub, no_hub, without_password
from models.manifest import sha256_of
from models.registry import HubFile
from models.safetensors_file import SUFFIX, check_safetensors
from models.trust import certificates_of_environment, distrust

if TYPE_CHECKING:
    import httpx

OnBytes = Callable[[int, int | None], None]
"""Called with (bytes here so far, bytes in all or None), also while nothing arrives."""

PARTIAL = ".partial"
"""What the name of a file ends in while it is being fetched."""

_SPARE_BYTES = 64 << 20
_LOOK_BYTES = 32 << 20
_CHUNK_BYTES = 1 << 20
_SHA256_LENGTH = 64
_TIMEOUT_SECONDS = 30.0
_PATIENCE_SECONDS = 120
"""The longest wait that a busy hub may ask for; after that, the user decides."""


def free_bytes(folder: Path) -> int:
    """Bytes that can still be written in `folder`."""
    return shutil.disk_usage(folder).free


@dataclass(frozen=True)
class Fetcher:
    """Fetches files from one hub.

    Attributes:
        hub: its address, for instance ``https://huggingface.co`` or a mirror.
        proxy_of: tells which proxy leads to an address.
        certificates: what an environment says of those to trust, see
            `models.trust.certificates_of_environment`.
        attempts: failures in a row, without a byte of progress, after which it gives up.
        sleep: waits so many seconds before another attempt.
        free: bytes that can be written in a folder.
    """

    hub: str
    proxy_of: ProxyOf = field(default_factory=Proxies)
    certificates: Mapping[str, str] = field(default_factory=certificates_of_environment)
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
        self._pieced = False  # is it of several answers?
        self._url = f"{fetcher.hub}/{file.repo}/resolve/{file.revision}/{file.name}"
        self._shown_hub = without_password(fetcher.hub)
        self._attendant = Attendant(lambda: on_bytes(self._done, self._total))

    def run(self) -> None:
        try:
            self._begin()
            self._fetch()
            self._verify()
            self._partial.replace(self._target)
        except OSError as error:
            raise fetch_errors.unwritable(error, self._file, self._target.parent) from error

    def _begin(self) -> None:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        if self._target.is_file() and not self._file.sha256:
            # Whether it is the right one, only the hub can tell; it need not send it again.
            self._target.replace(self._partial)

    def _fetch(self) -> None:
        import httpx

        from models.transport import ProxiedTransport

        way = ProxiedTransport(self._fetcher.proxy_of, self._fetcher.certificates)
        client = httpx.Client(transport=way, follow_redirects=True, timeout=_TIMEOUT_SECONDS)
        with self._attendant as attendant:
            try:
                self._receive(client)
                if self._pieced and not self._is_right():
                    # The pieces may stem from different versions of the file.
                    self._start_again()
                    self._receive(client)
            finally:
                attendant.later(client.close)

    def _start_again(self) -> None:
        self._partial.unlink(missing_ok=True)
        self._announced, self._pieced = None, False

    def _receive(self, client: httpx.Client) -> None:
        import httpx

        failures = 0
        while True:
            before = self._done = self._here()
            try:
                self._request(client, before)
            except (httpx.InvalidURL, UnicodeError) as error:
                raise no_hub(self._shown_hub) from error
            except (httpx.RequestError, _TryAgainError) as error:
                failures = 1 if self._here() > before else failures + 1
                if failures >= self._fetcher.attempts or _is_final(error, self._here()):
                    raise self._failure(error) from error
                self._sleep(max(2.0 ** (failures - 1), getattr(error, "seconds", 0)))
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
                self._finish_if_complete(response, offset)
                return
            self._refuse(response)
            self._announced = self._announced or announced_checksum(response)
            if response.status_code != HTTPStatus.PARTIAL_CONTENT:
                offset = 0
            elif not continues(response, offset):
                self._partial.unlink(missing_ok=True)
                raise _TryAgainError("it sent another part of the file than was asked for")
            self._pieced = offset > 0
            self._total = total = self._size(response, offset)
            self._refuse_full_disk(total, offset)
            self._keep(response, offset, total)
        if total is not None and self._here() < total:
            raise _TryAgainError("the connection ended too early")

    def _finish_if_complete(self, response: httpx.Response, offset: int) -> None:
        """All of the file may be here already, so that there is nothing left to send."""
        self._announced = self._announced or announced_checksum(response)
        known = self._file.sha256 or self._announced
        if known and offset and offset == size_in_range(response):
            self._pieced = True
            return
        self._partial.unlink(missing_ok=True)
        raise _TryAgainError("the beginning here is longer than the file")

    @contextmanager
    def _answer(self, client: httpx.Client, headers: dict[str, str]) -> Iterator[httpx.Response]:
        request = client.build_request("GET", self._url, headers=headers)
        response = self._attendant.do(lambda: client.send(request, stream=True))
        try:
            yield response
        finally:
            self._attendant.later(response.close)

    def _size(self, response: httpx.Response, offset: int) -> int | None:
        told, known = size_of_file(response, offset), self._file.size
        if told is not None and known is not None and told != known:
            raise fetch_errors.another_size(told, self._shown_hub, self._file)
        return told if known is None else known

    def _keep(self, response: httpx.Response, offset: int, total: int | None) -> None:
        try:
            with self._partial.open("r+b" if offset else "wb") as stream:
                stream.seek(offset)
                self._write(response, stream, total)
        except _EndlessError as error:
            self._partial.unlink(missing_ok=True)
            raise fetch_errors.without_end(self._shown_hub, self._file) from error

    def _write(self, response: httpx.Response, stream: BinaryIO, total: int | None) -> None:
        # In pieces as they arrive: larger ones would be lost when the connection breaks.
        chunks = response.iter_bytes()
        looked_at = stream.tell()
        while (chunk := self._attendant.do(lambda: next(chunks, None))) is not None:
            stream.write(chunk)
            self._done = stream.tell()
            if total is not None and self._done > total:
                raise _EndlessError
            if self._done - looked_at >= _LOOK_BYTES:
                looked_at = self._done
                self._keep_room(total)
            self._on_bytes(self._done, total)
        stream.flush()
        os.fsync(stream.fileno())

    def _keep_room(self, total: int | None) -> None:
        """What is written meanwhile, here and by others, must not fill the disk."""
        needed, free = _LOOK_BYTES, self._fetcher.free(self._target.parent)
        if free >= needed:
            return
        if total is None:
            raise _EndlessError
        raise fetch_errors.full_disk(self._file, self._target.parent, needed, free)

    def _here(self) -> int:
        return self._partial.stat().st_size if self._partial.is_file() else 0

    def _refuse(self, response: httpx.Response) -> None:
        status = response.status_code
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _TryAgainError(
                f"it answered {status} {response.reason_phrase}", seconds_to_wait(response)
            )
        refusal = fetch_errors.refusal(response, self._shown_hub, self._file)
        if refusal is not None:
            raise refusal

    def _refuse_full_disk(self, total: int | None, offset: int) -> None:
        folder, all_of_it = self._target.parent, total or 0
        needed = max(0, all_of_it - offset) + self._copies * all_of_it + _SPARE_BYTES
        free = self._fetcher.free(folder)
        if free < needed:
            raise fetch_errors.full_disk(self._file, folder, needed, free)

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
            raise fetch_errors.wrong_checksum(self._shown_hub, self._file)
        if self._file.sha256 is None and self._announced is None:
            raise fetch_errors.no_checksum(self._shown_hub, self._file)

    def _failure(self, error: Exception) -> WeightsError:
        proxy = self._fetcher.proxy_of(self._url)
        here = self._here()
        return fetch_errors.failure(error, self._shown_hub, self._file, proxy=proxy, here=here)


class _EndlessError(Exception):
    """The hub sends more than the file can have."""


class _TryAgainError(Exception):
    """The server or the connection failed in a way that may pass.

    Attributes:
        seconds: after which the server asks to be asked again; 0 if it does not say.
    """

    def __init__(self, reason: str, seconds: int = 0) -> None:
        wait = f", and asks to wait {seconds:,} seconds" if seconds else ""
        super().__init__(reason + wait)
        self.seconds = seconds


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

    if isinstance(error, _TryAgainError):
        return error.seconds > _PATIENCE_SECONDS
    if isinstance(error, httpx.ProxyError | httpx.UnsupportedProtocol | httpx.TooManyRedirects):
        return True
    # Nothing arrived yet: there is no network, and the user is waiting to hear it.
    return isinstance(error, httpx.ConnectError) and (here == 0 or distrust(error) is not None)


def _checksum_like(wanted: str, file: Path) -> str:
    if len(wanted) == _SHA256_LENGTH:
        return sha256_of(file)
    digest = hashlib.sha1(b"blob %d\0" % file.stat().st_size, usedforsecurity=False)
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()
