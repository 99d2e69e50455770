"""The library: finding, reading, storing and searching photos. No Qt, no torch."""
