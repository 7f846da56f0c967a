"""The smallest program with typer: what a help page costs before anyone adds a command."""

import typer

app = typer.Typer(add_completion=False)


@app.command()
def nothing() -> None:
    """Does nothing."""


if __name__ == "__main__":
    app()
