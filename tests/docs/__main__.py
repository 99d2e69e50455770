"""Lists every block of commands in the documentation, and how it is tested."""

from __future__ import annotations

from tests.docs.blocks import blocks_of, indented_commands, looked_up_pages, run_pages


def main() -> None:
    """Write one line for each block."""
    for page in run_pages():
        for block in blocks_of(page):
            print(f"{block}: {block.way}{', because ' if block.reason else ''}{block.reason}")
    for page in looked_up_pages():
        for block in (*blocks_of(page), *indented_commands(page)):
            print(f"{block}: parsed, because it is about the inside of Pictrove")


if __name__ == "__main__":
    main()
