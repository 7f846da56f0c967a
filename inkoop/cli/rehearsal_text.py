"""The report of a rehearsal on the terminal: the same blocks as in the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inkoop.views.rehearsal.model import Block, EffectChart, Heading, Notice, Paragraph, RehearsalView

if TYPE_CHECKING:
    from inkoop.cli.console import Screen
    from inkoop.views.words.blocks import Table

_SIGNS = {"waarschuwing": "! let op", "vraag": "? vraag", "erkend": "✓ erkend"}
_COLOURS = {"waarschuwing": "yellow", "vraag": "cyan", "erkend": "green"}


def _text(words: str) -> str:
    """Words in which a number stays on one line with its percent sign."""
    return words.replace(" %", "\u00a0%")


def print_rehearsal(view: RehearsalView) -> None:
    """Everything, with the remarks last: what scrolls by asks for nothing, and the end stays in sight."""
    from inkoop.cli.console import output_console

    console = output_console()
    remarks, *chapters = view.sections
    for section in (*chapters, remarks):
        console.say(f"\n{section.title}", style="bold")
        for block in section.blocks:
            _print_block(block, console)
    console.say(f"{view.reference}: {view.headline}", style="bold")


def _print_block(block: Block, console: Screen) -> None:
    if isinstance(block, Paragraph):
        console.say(_text(block.text), style="dim" if block.tone == "klein" else "")
    elif isinstance(block, Heading):
        console.say(f"\n{block.text}", style="bold")
    elif isinstance(block, Notice):
        sign = _SIGNS[block.label], _COLOURS[block.label]
        console.say(sign, (f"  {block.code}  ", "bold"), (block.place, "underline"), whole=True)
        if block.reason:
            lines = [block.message, f"Uw reden: {block.reason}"]
        else:
            lines = [block.message, f"Doe dit: {block.remedy}", f"Waarom: {block.why}"]
        for text in lines:
            console.indented(_text(text), "   ")
        console.say("")
    elif not isinstance(block, EffectChart):
        _print_table(block, console)


def _print_table(table: Table, console: Screen) -> None:
    columns = ((column.text, column.numeric) for column in table.columns)
    rows = (tuple(_text(cell) for cell in row.cells) for row in table.rows)
    console.table(columns, rows, table.caption)
