"""The engine: one process per library, and how others talk to it."""
