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
from inkoop.domain.questions.email import EmailColumn, EmailQuestion
from inkoop.domain.questions.kvk import KvkColumn, KvkQuestion
from inkoop.domain.questions.money import MoneyColumn, MoneyQuestion
from inkoop.domain.questions.multi_choice import MultiChoiceColumn, MultiChoiceQuestion
from inkoop.domain.questions.percentage import PercentageQuestion
from inkoop.domain.questions.phone import PhoneColumn, PhoneQuestion
from inkoop.domain.questions.postcode import PostcodeColumn, PostcodeQuestion
from inkoop.domain.questions.table import Column, TableQuestion
from inkoop.domain.questions.text import TextColumn, TextQuestion
from inkoop.domain.questions.website import WebsiteColumn, WebsiteQuestion
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
    | KvkQuestion
    | EmailQuestion
    | PhoneQuestion
    | PostcodeQuestion
    | WebsiteQuestion
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
KVK = next(kind for kind, asked in KINDS.items() if asked is KvkQuestion)
"""The kind that holds a number in the trade register, by which two organisations are the same."""

__all__ = [
    "CLOSED",
    "KINDS",
    "KVK",
    "NUMERIC",
    "Asked",
    "ChoiceColumn",
    "ChoiceQuestion",
    "Column",
    "DateQuestion",
    "DecimalColumn",
    "DecimalQuestion",
    "EmailColumn",
    "EmailQuestion",
    "KvkColumn",
    "KvkQuestion",
    "MoneyColumn",
    "MoneyQuestion",
    "MultiChoiceColumn",
    "MultiChoiceQuestion",
    "PercentageQuestion",
    "PhoneColumn",
    "PhoneQuestion",
    "PostcodeColumn",
    "PostcodeQuestion",
    "Question",
    "QuestionOrCode",
    "ShowWhen",
    "TableQuestion",
    "TextColumn",
    "TextQuestion",
    "WebsiteColumn",
    "WebsiteQuestion",
    "WholeColumn",
    "WholeQuestion",
    "YesNoColumn",
    "YesNoQuestion",
]
