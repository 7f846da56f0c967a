"""Two texts beside each other: what differs, with a few words around it."""

from __future__ import annotations

LONG = 60
"""A text of more signs is not told whole where only a part of it differs."""
_AROUND = 4
"""So many words are told before and after what differs."""


def differing(was: str, now: str) -> tuple[str, str]:
    """What differs between two texts, of each between quotes."""
    one, other = was.split(), now.split()
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1

    def part(words: list[str]) -> str:
        first, last = max(0, start - _AROUND), min(len(words), len(words) - end + _AROUND)
        text = " ".join(words[first:last])
        return f"‘{'… ' if first else ''}{text}{' …' if last < len(words) else ''}’"

    return part(one), part(other)
