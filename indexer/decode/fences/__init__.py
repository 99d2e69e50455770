"""What each system offers to take rights away from a process for good.

Every module here works on the process that calls it, needs no administrator, and uses nothing
but the standard library. What they add up to is in `docs/sandbox.md`.
"""
