"""Writes the pages that follow from the program: commands, findings, and the rooms in ontwerp.md.

Run with `make docs`. A test compares, so the pages cannot fall behind the program.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import typer

from inkoop.catalogue import Entry, entries
from inkoop.cli.app import app
from inkoop.cli.console import ExitCode
from inkoop.readers.settings.library import FOLDER as FOLDER_OF_PARTS
from inkoop.readers.settings.library import library
from inkoop.resources import library_files
from inkoop.views.replies.library_list import HEADINGS

FOLDER = Path(__file__).resolve().parent
WARNING = "<!-- Gemaakt door docs/genereer.py. Verander deze bladzijde niet: gebruik `make docs`. -->"

EXIT_CODES: Mapping[ExitCode, str] = {
    ExitCode.OK: "Er is niets mis.",
    ExitCode.FINDINGS: "Er zijn bevindingen van ernst fout, of met `--streng` ook waarschuwingen.",
    ExitCode.USAGE: "De opdracht is verkeerd gebruikt: een optie die niet bestaat, of er ontbreekt iets.",
    ExitCode.KADER: "Het kader kan niet gebruikt worden. De fouten staan erbij.",
    ExitCode.FILES: "Een bestand of map kan niet gelezen of geschreven worden.",
    ExitCode.CRASH: "Het programma zelf ging fout. Het zegt in welk bestand het verslag daarvan staat.",
}
INTRODUCTION = """\
# De opdrachten

Deze bladzijde noemt elke opdracht met alles wat erbij hoort. Hetzelfde ziet u met `inkoop OPDRACHT --help`.
Hoe u ze achter elkaar gebruikt, staat in de [handleiding voor de inkoper](handleiding-inkoper.md).

Wat in hoofdletters staat, vult u zelf in. Wat tussen rechte haken staat, mag u weglaten. Drie punten
betekenen dat er meer mogen staan.
"""
MESSAGES = """\
# De meldingen

Elke melding heeft een vaste code. Dezelfde uitleg krijgt u met `inkoop uitleg CODE`. Wat tussen accolades
staat, vult het programma in.

- **fout**: dit moet hersteld worden, of een mens moet erover beslissen. De afsluitcode is 1.
- **waarschuwing**: kijk ernaar. Met `--streng` is de afsluitcode dan ook 1.
- **tip**: goed om te weten.
"""
LIBRARY = """\
# De bibliotheek

Met het programma komt een bibliotheek mee voor de inkoop van dagbesteding: vragen, eisen, criteria en een
schaal. Zij komen uit wat aanbieders en inwoners vroegen: de inbreng van De Omslag in Amsterdam, het plan
van het college van Zwolle, en de reacties van lezers daarop. Bij elk deel staat welk uitgangspunt het
dient. De gewichten, grenzen en schalen zijn van ons; de bronnen noemen die niet. Dezelfde lijst ziet u met
`inkoop kader --bibliotheek`.

## Een deel overnemen

Zet in uw kader de naam van het deel achter `bibliotheek`. Wat u ernaast schrijft, gaat voor. Onder `vraag`
en `regel` verandert u ook per sleutel; elke andere sleutel vervangt u in zijn geheel. Een `vraag` of
`regel` met een andere `soort` vervangt het hele blok.

```yaml bibliotheek
criteria:
  - bibliotheek: dagbesteding/lage-drempel
    code: K1
    gewicht: 40
  - bibliotheek: dagbesteding/snel-beginnen
    code: K2
    gewicht: 60
    vraag: {code: V2, maximum: 90}
    regel: {nul_bij: 30}
```

- **Wat meekomt.** De uitgangspunten die een deel dient, met hun bron, en de schaal en de codelijst waar het
  deel mee werkt.
- **Wat u zelf zegt.** Bij een criterium het `gewicht`, bij een tarief de bedragen. En wat alleen uw
  gemeente weet, zoals een codelijst `wijken`. Rust een deel op een vraag, zoals `locaties`, dan zet u die
  zelf onder `algemeen`. Het programma vraagt erom (`BIEB-05`).
- **Heeft uw kader zelf iets met dezelfde code**, een uitgangspunt A3 of een schaal `kwaliteit`, en zegt dat
  iets anders? Dan krijgt u een fout (`BIEB-04`). Het programma kiest niet.
- **Klopt er iets niet in een deel**, dan wijst de melding naar de regel waar u het overneemt, met de naam
  van het deel erachter.
- **Een versie.** Schrijf `@1` achter de naam om bij een versie te blijven. Heeft een later programma een
  andere versie, dan zegt het dat (`BIEB-03`). Zonder `@` geldt de versie van dit programma.

## Uitschrijven voordat u publiceert

Wie een gepubliceerd kader leest, moet elke regel zien staan waar hij geldt. Zolang er delen in staan,
waarschuwt `inkoop kader` (`BIEB-06`). Schrijf het kader daarom uit:

```text
inkoop kader kader.yaml --uitgeschreven kader-publicatie.yaml
```

Uw opmerkingen blijven staan. Achter elk deel staat waar het vandaan komt, in welke versie, en welke
sleutels u veranderde. Aan de inhoud verandert niets: de vingerafdruk blijft dezelfde. In een formulier en
in een verslag reist het kader altijd uitgeschreven mee.
"""
ROOMS = ("<!-- rooms -->", "<!-- /rooms -->")
_SECTION = re.compile(r"^# ── (.+?) ─+$")
_CODE = re.compile(r"^\[([A-Z]+-\d+)\]$")


def commands_page() -> str:
    """Every command with its arguments, options and exit codes."""
    group: Any = typer.main.get_command(app)
    parts = [WARNING, INTRODUCTION, *(_command(name, command) for name, command in _commands(group))]
    return "\n".join([*parts, _exit_codes()])


def _commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every command by the words that a user types; a group gives its own commands."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


def _command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = _usage(name, arguments, options)
    lines = [f"## `inkoop {name}`", "", command.help, "", "```text", usage, "```", ""]
    lines += ["| Wat u opgeeft | Betekenis |", "|---|---|"]
    lines += [f"| `{argument.metavar}` | {argument.help} |" for argument in arguments]
    lines += [f"| {_option(option)} | {option.help}{_remark(option)} |" for option in options]
    return "\n".join([*lines, "| `--help` | Toon deze uitleg. |", ""])


def _usage(name: str, arguments: list[Any], options: list[Any]) -> str:
    words = [f"{a.metavar}{'…' if a.nargs == -1 else ''}" for a in arguments]
    words += [f"[{_typed(option, option.opts[-1])}]{'…' if option.multiple else ''}" for option in options]
    return " ".join(["inkoop", name, *words])


def _typed(option: Any, name: str) -> str:
    return name if option.is_flag else f"{name} {option.metavar}"


def _option(option: Any) -> str:
    return " of ".join(f"`{_typed(option, name)}`" for name in option.opts)


def _remark(option: Any) -> str:
    more = " Mag vaker." if option.multiple else ""
    return f" Anders: `{option.default}`." if option.default and not option.is_flag else more


def _exit_codes() -> str:
    lines = ["## Afsluitcodes", "", "Elke opdracht eindigt met een van deze codes:", ""]
    lines += ["| Code | Betekenis |", "|---|---|"]
    lines += [f"| {code.value} | {EXIT_CODES[code]} |" for code in ExitCode]
    return "\n".join([*lines, "", "Breekt u een opdracht af met Ctrl+C, dan is de code 130.", ""])


def messages_page() -> str:
    """Every finding of the catalogue, under the headings of the catalogue."""
    known, parts = entries(), [WARNING, MESSAGES]
    for title, codes in _sections():
        parts += [f"## {title}", "", *(_message(known[code]) for code in codes)]
    return "\n".join(parts)


def _sections() -> Iterator[tuple[str, list[str]]]:
    """The headings in the catalogue's file, each with its codes."""
    text = resources.files("inkoop.catalogue").joinpath("meldingen.toml").read_text("utf-8")
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if heading := _SECTION.match(line):
            found.append((heading[1], []))
        elif code := _CODE.match(line):
            found[-1][1].append(code[1])
    yield from found


def _message(entry: Entry) -> str:
    lines = [f"### {entry.code} ({entry.severity.value})", "", f"> {entry.message}", ""]
    lines += [entry.explanation, "", f"**Herstel.** {entry.remedy}", ""]
    if entry.buyer_remedy:
        lines += [f"**Wat de inkoper kan doen.** {entry.buyer_remedy}", ""]
    if entry.example:
        lines += ["**Voorbeeld.**", "", "```text", entry.example, "```", ""]
    return "\n".join(lines)


def library_page() -> str:
    """Every part of the library as it stands in its file."""
    texts = dict(library_files(FOLDER_OF_PARTS))
    parts = [WARNING, LIBRARY]
    for kind, heading in HEADINGS.items():
        parts += [f"## {heading}", ""]
        for part in library().of_kind(kind):
            text = textwrap.dedent(texts[part.name].partition("\ndeel:\n")[2])
            parts += [f"### `{part.name}`", "", f"{part.about}. Versie {part.version}.", ""]
            parts += [f"```yaml deel\n{text}```", ""]
    return "\n".join(parts)


def design_page() -> str:
    """docs/ontwerp.md with the table of rooms made anew; the rest of the page is written by people."""
    page = (FOLDER / "ontwerp.md").read_text("utf-8")
    before, _, rest = page.partition(ROOMS[0])
    return f"{before}{ROOMS[0]}\n{_rooms()}\n{ROOMS[1]}{rest.partition(ROOMS[1])[2]}"


def _rooms() -> str:
    """Every folder with what its `__init__.py` says of it. What a module is for stands at its own top."""
    package = FOLDER.parent / "inkoop"
    lines = ["| Room | What it is for |", "|---|---|"]
    for file in sorted(package.glob("*/**/__init__.py")):
        text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
        first = " ".join(text.split("\n\n")[0].split())
        lines.append(f"| `{file.parent.relative_to(package).as_posix()}/` | {first} |")
    return "\n".join(lines)


PAGES: Mapping[str, Callable[[], str]] = {
    "opdrachten.md": commands_page,
    "meldingen.md": messages_page,
    "bibliotheek.md": library_page,
    "ontwerp.md": design_page,
}


def main() -> None:
    """Write the pages."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
