"""OLE2 containers: what stands at the top, whole or not, and nothing that lies leads astray."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.ole2 import BrokenContainer, Container
from tests.extract.ole2_files import container, word_stream

DOC = container({"WordDocument": word_stream(), "1Table": b"small"}, {"Workbook": bytes(5000)})


def opened(data: bytes) -> Container:
    return Container(io.BytesIO(data))


def test_names_are_those_of_the_top_level() -> None:
    assert set(opened(DOC).names()) == {"WordDocument", "1Table", "Object"}
    assert opened(DOC).is_whole()


@pytest.mark.parametrize("length", [100, 4095, 4096, 9000])
def test_streams_begin_where_they_are_kept(length: int) -> None:
    """Small streams share sectors with each other."""
    data = container({"first": b"x" * 700, "wanted": b"figures".ljust(length, b".")})
    assert opened(data).beginning("wanted", 7) == b"figures"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_container_cut_off_is_broken_or_not_whole(share: float) -> None:
    cut = opened(DOC[: int(len(DOC) * share)])
    with pytest.raises(BrokenContainer):
        cut.names()


def test_a_last_sector_beyond_the_end_is_told() -> None:
    """The directory may stand at the beginning; then only the table of sectors tells."""
    longer = bytearray(DOC)
    struct.pack_into("<I", longer, len(DOC) - 512 + 4 * 100, 0xFFFF_FFFE)
    assert set(opened(bytes(longer)).names()) == {"WordDocument", "1Table", "Object"}
    assert not opened(bytes(longer)).is_whole()


@pytest.mark.parametrize("offset", [48, 68, 76])
@pytest.mark.parametrize("to", [0, 1, 5, 0x7FFF_FFFF, 0xFFFF_FFFE])
def test_sectors_that_lead_in_circles_or_out_end(offset: int, to: int) -> None:
    data = bytearray(DOC)
    struct.pack_into("<I", data, offset, to)
    try:
        names = set(opened(bytes(data)).names())
    except BrokenContainer:
        return
    assert names == {"WordDocument", "1Table", "Object"}


@given(st.integers(0, len(DOC) - 1), st.binary(min_size=1, max_size=8))
def test_any_bytes_are_followed_or_broken(at: int, junk: bytes) -> None:
    data = bytearray(DOC)
    data[at : at + len(junk)] = junk
    try:
        changed = opened(bytes(data))
        for name in changed.names():
            changed.beginning(name, 12)
        changed.is_whole()
    except BrokenContainer:
        pass
