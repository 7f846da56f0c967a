"""What a provider is asked: one module a kind of question. A kind in `Question` is known everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, get_args

from pydantic import Discriminator, Field, Tag

from inkoop.domain.answers import Code, Codes, Number, YesNo
from inkoop.domain.fields import Code as CodeKey
from inkoop.domain.fields import text_or_mapping
from inkoop.domain.questions.base import Asked, ShowWhen
from inkoop.domain.questions.choice import ChoiceColumn, ChoiceQuestion
from inkoop.domain.questions.day import DateQuestion
from inkoop.domain.questions.decimals import DecimalColumn, DecimalQuestion
from inkoop.domain.questions.money import MoneyColumn, MoneyQuestion
from inkoop.domain.questions.multi_choice import MultiChoiceColumn, MultiChoiceQuestion
from inkoop.domain.questions.percentage import PercentageQuestion
from inkoop.domain.questions.table import Column, TableQuestion
from inkoop.domain.questions.text import TextColumn, TextQuestion
from inkoop.domain.questions.whole import WholeColumn, WholeQuestion
from inkoop.domain.questions.yes_no import YesNoColumn, YesNoQuestion

Question = Annotated[
    YesNoQuestion
    | ChoiceQuestion
    | MultiChoiceQuestion
    | WholeQuestion
    | DecimalQuestion
    | MoneyQuestion
    | PercentageQuestion
    | DateQuestion
    | TextQuestion
    | TableQuestion,
    Field(discriminator="kind"),
]

QuestionOrCode = Annotated[
    Annotated[CodeKey, Tag("code")] | Annotated[Question, Tag("vraag")],
    Discriminator(text_or_mapping("code", "vraag")),
]
"""A question written out, or the code of one that stands elsewhere in the kader."""

KINDS: Mapping[str, type[Asked]] = {
    get_args(asked.model_fields["kind"].annotation)[0]: asked for asked in get_args(get_args(Question)[0])
}
"""Every kind of question by its name in the kader (`soort`)."""
NUMERIC = tuple(kind for kind, asked in KINDS.items() if issubclass(asked.holds, Number))
"""The kinds whose answer is a number."""
CLOSED = tuple(kind for kind, asked in KINDS.items() if issubclass(asked.holds, YesNo | Code | Codes))
"""The kinds with an answer from a list: a condition can name it."""

__all__ = [
    "CLOSED",
    "KINDS",
    "NUMERIC",
    "Asked",
    "ChoiceColumn",
    "ChoiceQuestion",
    "Column",
    "DateQuestion",
    "DecimalColumn",
    "DecimalQuestion",
    "MoneyColumn",
    "MoneyQuestion",
    "MultiChoiceColumn",
    "MultiChoiceQuestion",
    "PercentageQuestion",
    "Question",
    "QuestionOrCode",
    "ShowWhen",
    "TableQuestion",
    "TextColumn",
    "TextQuestion",
    "WholeColumn",
    "WholeQuestion",
    "YesNoColumn",
    "YesNoQuestion",
]
