"""What a tenderer hands in besides the form: documents that are known by their names, and a declaration."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from inkoop.domain.fields import KaderModel, Text, YesNo

_READ_HERE = "xlsx|xlsm|ods|xls|zip"
_NAME_PATTERN = re.compile(
    rf'(?!.*\.(?:{_READ_HERE})$)[^\\/:"<>|\[\]\x00-\x1f]{{1,80}}\.[a-z0-9]{{2,5}}', re.I
)
_LEAST = 3
"""How many letters and digits a pattern names at the least: `*.pdf` would be any document."""


def _file_name(value: Any) -> str:
    named = value.rpartition(".")[0] if isinstance(value, str) else ""
    if _NAME_PATTERN.fullmatch(str(value)) and sum(map(str.isalnum, named)) >= _LEAST:
        return str(value)
    raise PydanticCustomError(
        "bestandsnaam",
        'hier hoort een bestandsnaam zoals "KvK-uittreksel*.pdf": minstens drie letters of cijfers, een *'
        " waar iets anders mag staan, geen map, en niet de soort van een formulier of zip",
    )


FileNamePattern = Annotated[str, BeforeValidator(_file_name), WithJsonSchema({"type": "string"})]


class EnclosedDocument(KaderModel):
    """A document that comes with the form. It is found by its name, and nobody reads it here."""

    title: Text = Field(alias="titel", description="Hoe de bijlage heet.")
    file_name: FileNamePattern = Field(
        alias="bestandsnaam", description="Hoe het bestand heet; op de plek van * mag iets anders staan."
    )
    required: YesNo = Field(default=True, alias="verplicht", description="Moet deze bijlage erbij zitten?")


class Declaration(KaderModel):
    """What a tenderer declares, and who may sign that."""

    text: Text = Field(alias="tekst", description="Wat de inschrijver verklaart.")
    signed_by: Text = Field(alias="door", description="Wie de verklaring mag ondertekenen.")
