"""Typer's own words in Dutch: usage, panel titles and mistakes on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from inkoop.cli.console import json_target
from inkoop.cli.files import check_target

_LIMIT = re.compile(r"(greater|less) than or equal to (\S+)")
_LIMITS = {"greater": "het is minstens", "less": "het is hoogstens"}
_JSON = "--json="
_READ = frozenset({"--kader", "--cijfers", "--dossier"})
"""The options that name what is read; all arguments do."""
_TITLES = {
    "ARGUMENTS_PANEL_TITLE": "Argumenten",
    "OPTIONS_PANEL_TITLE": "Opties",
    "COMMANDS_PANEL_TITLE": "Opdrachten",
    "ERRORS_PANEL_TITLE": "Fout",
    "REQUIRED_LONG_STRING": "[verplicht]",
    "DEFAULT_STRING": "[standaard: {}]",
}


class _Dutch:
    """Mixed into commands and groups; only help pays for importing rich."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The whole help page."""
        from typer import rich_utils

        for name, title in _TITLES.items():
            setattr(rich_utils, name, title)
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            # "<bool>" and "<path>" explain nothing; our options name their value in Dutch (BESTAND).
            if (parameter.display_type_rich(ctx=ctx) or "").startswith("<"):
                parameter.display_type_rich = _no_type
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        """The --help option with a Dutch explanation."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Toon deze uitleg."
        return option


def _no_type(**_: Any) -> None:
    """Nothing in the column for the type of a value."""


class DutchCommand(_Dutch, TyperCommand):
    """A command that explains itself in Dutch, and whose `--json` may name a file: `--json=BESTAND`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, after the file of `--json=BESTAND` has been taken out and looked at."""
        named = ""
        if any("--json" in parameter.opts for parameter in self.params):
            named = next((each.removeprefix(_JSON) for each in args if each.startswith(_JSON)), "")
            args = ["--json" if each.startswith(_JSON) else each for each in args]
        rest = super().parse_args(ctx, args)
        path = Path(named) if named else None
        check_target(path, ".json", self._inputs(ctx))
        json_target.set(path)
        return rest

    def _inputs(self, ctx: Any) -> Iterator[Path]:
        """The files and folders that the command reads."""
        for parameter in self.params:
            if parameter.param_type_name == "argument" or parameter.opts[-1] in _READ:
                given = ctx.params.get(parameter.name) or ()
                yield from map(Path, given if isinstance(given, (list, tuple)) else (given,))


class DutchGroup(_Dutch, TyperGroup):
    """A group of commands that explains itself in Dutch."""


def usage_message(error: typer.exceptions.TyperException) -> str:
    """What is wrong with the command line, in Dutch, by the kind of mistake."""
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    name = str(getattr(parameter, "metavar", "") or getattr(parameter, "name", "") or "").upper()
    if kind == "NoSuchOption":
        near = sorted(getattr(error, "possibilities", None) or [])
        hint = f" Bedoelt u {near[0]}?" if near else ""
        return f"De optie {getattr(error, 'option_name', '')} bestaat niet.{hint}"
    if kind == "MissingParameter":
        option = next(iter(getattr(parameter, "opts", ()) or ()), "")
        return f"Er ontbreekt iets: {f'{option} ' if option.startswith('-') else ''}{name}."
    if kind == "BadOptionUsage":
        return f"Bij de optie {getattr(error, 'option_name', '')} hoort een waarde."
    if "No such command" in error.message:
        from inkoop.rules.suggestion import suggestion

        typed = error.message.split(chr(39))[1]
        known = getattr(getattr(getattr(error, "ctx", None), "command", None), "commands", {})
        return f"De opdracht {typed} bestaat niet{suggestion(typed, known)}"
    if "unexpected extra" in error.message:
        extra = error.message.rpartition("(")[2].rstrip(")")
        return f"Dit is te veel: {extra}."
    if kind == "BadParameter" and (limit := _LIMIT.search(error.message)):
        return f"De waarde bij {name} kan niet: {_LIMITS[limit[1]]} {limit[2]}."
    if kind == "BadParameter":
        return f"De waarde bij {name} kan niet: {error.message}"
    return error.message
