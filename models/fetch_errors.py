"""What is said when a file cannot be fetched: one sentence for each way in which that happens."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import WeightsError
from models.hub_answers import CHECKSUM
from models.hubs import HUB_VARIABLES, without_password
from models.registry import HubFile
from models.trust import CERTIFICATE_FILE, distrust

if TYPE_CHECKING:
    import httpx


def refusal(response: httpx.Response, hub: str, file: HubFile) -> WeightsError | None:
    """What to say of an answer without the file; None if it may have it.

    Args:
        response: the answer.
        hub: the address of the hub as it may be shown.
        file: what was asked for.
    """
    status = response.status_code
    if status == HTTPStatus.NOT_FOUND and CHECKSUM.fullmatch(file.revision):
        # A pinned file was published, so it is the hub that lacks it.
        return WeightsError(f"{hub} does not have {file.name} of {file.repo}; choose another hub.")
    if status == HTTPStatus.NOT_FOUND:
        return WeightsError(
            f"There is no {file.name} in {file.repo} on {hub}; "
            "weights that were never published as safetensors cannot be used."
        )
    if status not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
        return WeightsError(
            f"{hub} refused {file.repo}/{file.name} ({status} {response.reason_phrase}); fetch "
            "the file with a browser and use it from there."
        )
    if response.headers.get("Content-Type", "").startswith("text/html"):
        url = f"{hub}/{file.repo}/resolve/{file.revision}/{file.name}"
        return WeightsError(
            f"{url} is a web page, not a model; check whether the network wants you to sign in, "
            "or choose another hub."
        )
    return None


def another_size(size: int, hub: str, file: HubFile) -> WeightsError:
    """What to say of a file whose size is known and is not the one that the hub tells."""
    return WeightsError(
        f"{file.name} on {hub} has {size:,} bytes instead of {file.size:,}, so it is another "
        "file and was not fetched; choose another hub."
    )


def without_end(hub: str, file: HubFile) -> WeightsError:
    """What to say of a hub that sends more than there can be."""
    return WeightsError(
        f"{hub} sends {file.name} without an end, so what came of it was deleted; choose "
        "another hub."
    )


def full_disk(file: HubFile, folder: Path, needed: int, free: int) -> WeightsError:
    """What to say where there is not room for a file and what is made of it."""
    return WeightsError(
        f"{file.name} needs {needed / 1e9:.1f} GB in {folder}, and only {free / 1e9:.1f} GB are "
        "free; make room there."
    )


def unwritable(error: OSError, file: HubFile, folder: Path) -> WeightsError:
    """What to say of a folder that does not take a file."""
    return WeightsError(
        f"{file.name} cannot be written to {folder}: {error.strerror or error}; make room there "
        "or choose another folder."
    )


def wrong_checksum(hub: str, file: HubFile) -> WeightsError:
    """What to say of a file that is all there and is not the right one."""
    return WeightsError(
        f"{file.name} from {hub} is damaged or was changed (its checksum is wrong), so it was "
        "deleted; fetch it again or from another hub."
    )


def no_checksum(hub: str, file: HubFile) -> WeightsError:
    """What to say of a file of which nobody says what it should be."""
    return WeightsError(
        f"{hub} gives no checksum for {file.name}, so it was deleted; fetch it from a hub that "
        "does."
    )


def failure(
    error: Exception, hub: str, file: HubFile, *, proxy: str | None, here: int
) -> WeightsError:
    """What to say of a request that failed, and will not be made again.

    Args:
        error: how it failed.
        hub: the address of the hub as it may be shown.
        file: what was asked for.
        proxy: what the request went by.
        here: bytes of the file that are kept.
    """
    if distrust(error) is not None:
        return WeightsError(_of_distrust(error, hub))
    return WeightsError(
        _of_the_way(error, hub, proxy)
        or f"Fetching {file.name} from {hub} failed ({error or type(error).__name__}); "
        f"{here / 1e6:.0f} MB are kept, so try again later."
    )


def _of_the_way(error: Exception, hub: str, proxy: str | None) -> str | None:
    """What to say if nobody was reached who could send the file."""
    import httpx

    if isinstance(error, httpx.ProxyError):
        return (
            f"The proxy refused the way to {hub} ({error}); check the proxy settings of this "
            "computer."
        )
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
    if isinstance(error, httpx.UnsupportedProtocol):
        return f"{hub} leads to an address that is none of the web ({error}); choose another hub."
    return None


def _of_distrust(error: Exception, hub: str) -> str:
    import httpx

    # A hub leads to a store of another name.
    host = error.request.url.host if isinstance(error, httpx.RequestError) else hub
    return (
        f"The certificate that {host} shows is not trusted ({distrust(error)}); check the date of "
        "this computer, and where a proxy looks into encrypted connections have its certificate "
        f"added to those of this computer, or name its file in {CERTIFICATE_FILE}."
    )
