"""What several tests of the readers share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from inkoop.readers.files.workbook import read_workbook
from tests.readers.twins import Twins, convert, write_twin


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Twins]:
    """The same form as .xlsx and in the format asked for; LibreOffice keeps 15 digits."""
    path = tmp_path_factory.mktemp("tweeling") / "vorm.xlsx"
    write_twin(path)

    def make(kind: str) -> Twins:
        left, right = read_workbook(path).value, read_workbook(convert(path, kind)).value
        assert left is not None
        assert right is not None
        return left, right

    return make
