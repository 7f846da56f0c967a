"""The report of a rehearsal on the terminal: the same blocks as in the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inkoop.views.rehearsal.model import Block, EffectChart, Heading, Notice, Paragraph, RehearsalView

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from inkoop.views.words.blocks import Table

_SIGNS = {"waarschuwing": "! let op", "vraag": "? vraag", "erkend": "✓ erkend"}
_COLOURS = {"waarschuwing": "yellow", "vraag": "cyan", "erkend": "green"}


def _text(words: str, style: str = "") -> Text:
    """Words in which a number stays on one line with its percent sign."""
    from rich.text import Text

    return Text(words.replace(" %", "\u00a0%"), style)


def print_rehearsal(view: RehearsalView) -> None:
    """Everything, from top to bottom."""
    from rich.text import Text

    from inkoop.cli.console import output_console

    console = output_console()
    console.print(Text(f"{view.reference}: {view.headline}", "bold"))
    for section in view.sections:
        console.print(Text(f"\n{section.number}. {section.title}", "bold"))
        for block in section.blocks:
            _print_block(block, console)


def _print_block(block: Block, console: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    if isinstance(block, Paragraph):
        console.print(_text(block.text, "dim" if block.tone == "klein" else ""))
    elif isinstance(block, Heading):
        console.print(Text(f"\n{block.text}", "bold"))
    elif isinstance(block, Notice):
        line = Text(_SIGNS[block.label], _COLOURS[block.label])
        line.append(f"  {block.code}  ", "bold")
        line.append(block.place, "underline")
        console.print(line, soft_wrap=True)
        if block.reason:
            lines = [block.message, f"Uw reden: {block.reason}"]
        else:
            lines = [block.message, f"Doe dit: {block.remedy}", f"Waarom: {block.why}"]
        for text in lines:
            console.print(Padding(_text(text), (0, 0, 0, 3)))
        console.print()
    elif not isinstance(block, EffectChart):
        _print_table(block, console)


def _print_table(table: Table, console: Console) -> None:
    from rich import box
    from rich import table as rich_table
    from rich.text import Text

    made = rich_table.Table(
        title=Text(table.caption), title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1)
    )
    for column in table.columns:
        made.add_column(Text(column.text), justify="right" if column.numeric else "left", overflow="fold")
    for row in table.rows:
        made.add_row(*(_text(cell) for cell in row.cells))
    console.print(made)
