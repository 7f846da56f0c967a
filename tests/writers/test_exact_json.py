"""The JSON of open data: exact numbers, the same bytes, and a whole file or none."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from inkoop.writers.ocds import exact_json, write_ocds


@pytest.mark.parametrize(
    "number", ["0.1", "33.33333333333333333333333333", "1E+3", "0.0000001", "-0.5", "123456789012345678.01"]
)
def test_a_number_keeps_all_its_digits(number: str) -> None:
    text = exact_json({"n": Decimal(number)})
    assert "E" not in text
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == {"n": Decimal(number)}


@pytest.mark.parametrize("value", [0.1, Decimal("NaN"), Decimal("Infinity"), {1}])
def test_what_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        exact_json([value])


def test_it_is_the_json_that_python_writes_where_there_is_no_decimal() -> None:
    value = {"a": [1, True, None, "é\n\"'</script>", {}, []], "b": {"c": {"d": -3}}}
    assert exact_json(value) == json.dumps(value, indent=2, ensure_ascii=False)


def test_a_file_is_utf_8_and_the_same_every_time(tmp_path: Path) -> None:
    value = {"b": "Café \ud800", "a": Decimal("1.50")}
    path = tmp_path / "x.ocds.json"
    write_ocds(value, path)
    first = path.read_bytes()
    assert first.decode("utf-8") == '{\n  "b": "Café \N{REPLACEMENT CHARACTER}",\n  "a": 1.50\n}\n'
    write_ocds(value, path)
    assert path.read_bytes() == first


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.ocds.json"
    path.write_text("oud", "utf-8")
    with pytest.raises(TypeError):
        write_ocds({"n": 0.1}, path)
    assert path.read_text("utf-8") == "oud"
    assert list(tmp_path.iterdir()) == [path]
