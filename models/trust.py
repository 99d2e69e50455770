"""Whose certificates are trusted when a hub is asked over TLS.

Those that the operating system trusts, so that the one of a company's proxy, which looks into
encrypted connections, counts here as in a browser; and the usual public ones, as a small system
has none of its own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.errors import WeightsError

if TYPE_CHECKING:
    import ssl

CERTIFICATE_FILE, CERTIFICATE_FOLDER = "SSL_CERT_FILE", "SSL_CERT_DIR"
"""Environment variables that name all the certificates to trust, instead of the system's."""


def certificates_of_environment() -> dict[str, str]:
    """What this process's environment says of certificates to trust.

    Returns:
        The values of `CERTIFICATE_FILE` and `CERTIFICATE_FOLDER` that are set, by these names.
        What is relative there is so to this process's folder, and is absolute here.
    """
    file, folders = os.environ.get(CERTIFICATE_FILE), os.environ.get(CERTIFICATE_FOLDER)
    found = {CERTIFICATE_FILE: os.path.abspath(file)} if file else {}  # noqa: PTH100
    if folders:
        absolute = [os.path.abspath(one) for one in folders.split(os.pathsep)]  # noqa: PTH100
        found[CERTIFICATE_FOLDER] = os.pathsep.join(absolute)
    return found


def trusted(environment: Mapping[str, str] | None = None) -> ssl.SSLContext:
    """A context that knows whom to trust.

    Args:
        environment: the default is that of this process.

    Raises:
        WeightsError: the environment names certificates that cannot be used.
    """
    import ssl

    variables = os.environ if environment is None else environment
    file, folder = variables.get(CERTIFICATE_FILE), variables.get(CERTIFICATE_FOLDER)
    if file or folder:
        return _by_name(file or None, folder or None)
    import certifi
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(certifi.where())
    return context


def _by_name(file: str | None, folder: str | None) -> ssl.SSLContext:
    import ssl

    # Not `ssl.create_default_context`: from Python 3.13 on it refuses certificates for small
    # faults, which those of many companies have.
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        context.load_verify_locations(file, folder)
    except OSError as error:
        # Only of a file can that be told at once.
        raise WeightsError(
            f"{CERTIFICATE_FILE} names {file}, which cannot be read as certificates "
            f"({_reason(error)}); correct it, or unset it to trust those of this computer."
        ) from error
    return context


def distrust(error: BaseException | None) -> str | None:
    """Why a certificate was not trusted, if that is at the bottom of an error; else None."""
    import ssl

    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return str(getattr(error, "verify_message", "") or error)
        error = error.__cause__ or error.__context__
    return None


def _reason(error: OSError) -> str:
    import ssl

    if isinstance(error, ssl.SSLError):
        return "there are none in it"
    return error.strerror or str(error)
