"""Expected trouble with a library, its photos or a query. Bugs are other exceptions.

Every message is one sentence for the user: what, where, and what to do next.
"""


class LibraryError(Exception):
    """Trouble that the user can do something about."""


class NoLibraryError(LibraryError):
    """There is no library yet where one was to be read."""


class LibraryTooNewError(LibraryError):
    """The library was written by a newer version of Pictrove."""


class LibraryBusyError(LibraryError):
    """Another process is writing to the library."""


class LibraryDamagedError(LibraryError):
    """The library's database cannot be read or written."""


class QueryError(LibraryError):
    """A query that cannot be answered as it stands."""


class FolderError(LibraryError):
    """A folder that is not there or cannot be read."""


class PictureError(LibraryError):
    """A picture that is to be shown cannot be read."""


class PhotoGoneError(LibraryError):
    """The photo is not in the library any more."""
