"""The cell of each kind of question in the form: one module a kind."""

from __future__ import annotations

from collections.abc import Mapping

from inkoop.writers.form.kinds.base import FormKind
from inkoop.writers.form.kinds.choice import Choice
from inkoop.writers.form.kinds.day import Day
from inkoop.writers.form.kinds.decimals import Decimals
from inkoop.writers.form.kinds.email import Email
from inkoop.writers.form.kinds.kvk import Kvk
from inkoop.writers.form.kinds.money import Money
from inkoop.writers.form.kinds.multi_choice import MultiChoice
from inkoop.writers.form.kinds.percentage import Percentage
from inkoop.writers.form.kinds.phone import Phone
from inkoop.writers.form.kinds.postcode import Postcode
from inkoop.writers.form.kinds.table import Table
from inkoop.writers.form.kinds.text import Text
from inkoop.writers.form.kinds.website import Website
from inkoop.writers.form.kinds.whole import Whole
from inkoop.writers.form.kinds.yes_no import YesNo

KINDS: Mapping[str, FormKind] = {
    "ja_nee": YesNo(),
    "keuze": Choice(),
    "meerkeuze": MultiChoice(),
    "geheel_getal": Whole(),
    "decimaal": Decimals(),
    "bedrag": Money(),
    "percentage": Percentage(),
    "datum": Day(),
    "tekst": Text(),
    "kvk": Kvk(),
    "email": Email(),
    "telefoon": Phone(),
    "postcode": Postcode(),
    "website": Website(),
    "tabel": Table(),
}
"""Every kind by the word of the kader."""
