"""Photos that could not be read for want of a decoder, in an installation that has it.

A bundle and a package installed by pip may read the same library, and not every one of them can
read every kind (`docs/bundle.md`). What failed for that reason is due again once the kinds that
can be read here are more than they were.
"""

from __future__ import annotations

from indexer.decode.opening import optional_kinds
from indexer.decode.types import Cause
from indexer.store.store import Store

_SETTING = "optional_kinds"


def retry_new_kinds(store: Store) -> int:
    """Have files read again that may be readable now; how many.

    Raises:
        LibraryError: the library cannot be written.
    """
    kinds = sorted(optional_kinds())
    before = store.read.setting(_SETTING, [])
    if kinds == before:
        return 0
    with store.transaction():
        store.write.set_setting(_SETTING, kinds)
        if set(kinds) <= set(before):
            return 0
        return store.write.retry(cause=Cause.NO_DECODER)
