"""How a case moves: a table of moves, and one writer of states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """An act that may not happen; the message is for the person who tried."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One move: from which states to which, who may make it, and what can stand in its way.

    `blocked_by(thing)` answers a Vietnamese sentence when the move may not be made now, else "".
    """

    name: str
    label: str
    source: frozenset[str]
    target: str
    needs: str
    blocked_by: Callable[[Any], str] | None = None
    needs_note: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Workflow:
    """All moves of one kind of case."""

    name: str
    title: str
    initial: str
    moves: tuple[Move, ...]
    labels: dict[str, str]

    def move(self, name: str) -> Move:
        """The move of that name."""
        return next(move for move in self.moves if move.name == name)

    def open_moves(self, state: str) -> tuple[Move, ...]:
        """The moves that lead on from a state."""
        return tuple(move for move in self.moves if state in move.source)
