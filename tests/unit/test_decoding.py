"""Files of the user's that are no text in UTF-8: one message, whatever reads them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import fansim
from fansim.decoding import decoded
from fansim.errors import FansimError
from fansim.experiments.methods.series_file import read_cells
from fansim.network.files import read_network
from fansim.scenario import load_scenario

READERS: dict[str, Callable[[Path], object]] = {
    "scenario": load_scenario,
    "study": fansim.sweep,
    "network": read_network,
    "series": lambda path: read_cells(path, str(path)),
    "mechanisms": fansim.load_mechanisms,
}
NO_TEXT = {
    "UTF-16": ("seed = 1".encode("utf-16"), ": this file is saved as UTF-16; save it as UTF-8."),
    "UTF-16, the other way round": (b"\xfe\xff\0a", ": this file is saved as UTF-16; save it as UTF-8."),
    "UTF-16 without a mark": (
        "a,b\n".encode("utf-16-le"),
        ", line 1: this is not text: it has a NUL byte; save it as text in UTF-8.",
    ),
    "NUL": (b"a,b\r\nc,d\re,f\ng\0,h\n", ", line 4: this is not text: it has a NUL byte; save it as text in UTF-8."),
    "GBK": (
        "seed = 1\r\ntitle = '雷军'".encode("gbk"),
        ", line 2: byte 20 of the file (0xc0) is not UTF-8 text; save the file as UTF-8.",
    ),
    "GBK behind a mark": (
        b"\xef\xbb\xbfa,b\n\xc0\xd7",
        ", line 2: byte 8 of the file (0xc0) is not UTF-8 text; save the file as UTF-8.",
    ),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", NO_TEXT)
def test_what_is_no_text_is_refused_in_one_way(reader: str, case: str, tmp_path: Path) -> None:
    data, told = NO_TEXT[case]
    path = tmp_path / "given"
    path.write_bytes(data)
    with pytest.raises(FansimError) as refusal:
        READERS[reader](path)
    assert str(refusal.value).removeprefix("network file ") == f"{path}{told}"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_mark_of_some_editors_is_left_out(mark: bytes) -> None:
    assert decoded(mark + "雷军\r\n".encode()) == "雷军\r\n"
