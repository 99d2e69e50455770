"""Following what changes in the folders of a library.

`watcher` has the thread that does it, `root` what it does for one folder, `settle` the rules by
which a path is handed on (pure). `tree` and `observed` are where events come from, `mounts` says
where there are none worth having.
"""

from indexer.watch.types import Following, Settled
from indexer.watch.watcher import Watcher

__all__ = ["Following", "Settled", "Watcher"]
