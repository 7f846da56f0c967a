"""Asking on a terminal: arrow keys to choose, Escape to go back, Ctrl-C to stop. Nothing is written by it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from inkoop.cli.console import error_console, has_keyboard

if TYPE_CHECKING:
    from inkoop.rules.new_tender import Asked

_BACK = object()
_HOW = "Enter neemt over wat er staat. Esc gaat terug. Ctrl-C stopt; er is dan niets geschreven."
_ONE = "(pijltjes)"
_SOME = "(pijltjes; de spatiebalk kiest, hoogstens {most})"


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return has_keyboard() and sys.stdout.isatty()


def answered(asked: Sequence[Asked], given: Mapping[str, str]) -> dict[str, str]:
    """The answers to every question that was not answered with the command.

    Raises KeyboardInterrupt when somebody stops.
    """
    screen = error_console()
    screen.say(_HOW, style="dim")
    answers: dict[str, str] = {}
    before: dict[str, str] = {}
    shown: list[int] = []
    at = 0
    while at < len(asked):
        question = asked[at]
        # Somebody who went back may have made another choice: what followed from the old one goes.
        for later in asked[at:]:
            answers.pop(later.name, None)
        if question.name in given:
            answers[question.name] = given[question.name]
        elif question.when(answers):
            answer = _ask(question, answers, before.get(question.name))
            if answer is _BACK:
                at = shown.pop() if shown else at
                continue
            answers[question.name] = before[question.name] = answer
            screen.say((f"{question.text} ", "dim"), question.told(answer))
            shown.append(at)
        at += 1
    return answers


def _ask(question: Asked, answers: Mapping[str, str], before: str | None) -> Any:
    """The answer as text, or that somebody wants to go back.

    Args:
        before: what was answered before somebody went back.
    """
    import questionary

    default = "" if question.needed else question.default(answers)
    if before is not None:
        default = before

    def right(typed: str) -> bool | str:
        try:
            question.read(typed, answers)
        except ValueError as error:
            return str(error)
        return True

    if not question.choices:
        prompt = questionary.text(question.text, default=default, validate=right)
    elif question.most == 1:
        offered = [questionary.Choice(label, value=word) for word, label in question.choices]
        prompt = questionary.select(question.text, choices=offered, default=default, instruction=_ONE)
    else:
        first = {word.strip() for word in default.split(",")}
        offered = [
            questionary.Choice(label, value=word, checked=word in first) for word, label in question.choices
        ]
        prompt = questionary.checkbox(
            question.text,
            choices=offered,
            validate=lambda chosen: right(_joined(chosen)),
            instruction=_SOME.format(most=question.most),
        )
    answer = _prepared(prompt).unsafe_ask()
    return _joined(answer) if isinstance(answer, list) else answer


def _joined(chosen: Sequence[str]) -> str:
    return ", ".join(chosen) or "geen"


def _prepared(prompt: Any) -> Any:
    """The prompt, in which Escape goes back and of which nothing stays: the answer is told in Dutch."""
    from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings

    keys = KeyBindings()

    @keys.add("escape", eager=True)
    def _(event: Any) -> None:
        event.app.exit(result=_BACK)

    prompt.application.key_bindings = merge_key_bindings([prompt.application.key_bindings, keys])
    prompt.application.erase_when_done = True
    # A terminal that does not say where the cursor is gets a warning otherwise, in English.
    prompt.application.renderer.cpr_not_supported_callback = None
    return prompt
