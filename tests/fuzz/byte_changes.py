"""What happens to any file: bits flip, downloads break off, blocks of a disk are lost or mixed up."""

from __future__ import annotations

import random

from tests.fuzz.mutant import Change


def flip_bits(rng: random.Random, data: bytes) -> bytes:
    """A few bytes with another bit."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20, 200))):
        changed[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def other_bytes(rng: random.Random, data: bytes) -> bytes:
    """A few bytes that say something else."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 10))):
        changed[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(changed)


def zero_run(rng: random.Random, data: bytes) -> bytes:
    """A run of zeros, as long as a block of a disk at most."""
    start, stop = _run(rng, data, 4096)
    return data[:start] + bytes(stop - start) + data[stop:]


def cut_off(rng: random.Random, data: bytes) -> bytes:
    """The download broke off."""
    return data[: rng.randrange(1, len(data) + 1)]


def cut_head(rng: random.Random, data: bytes) -> bytes:
    """The beginning is missing."""
    return data[rng.randrange(min(len(data), 3000)) :]


def cut_out(rng: random.Random, data: bytes) -> bytes:
    """A piece is missing."""
    start, stop = _run(rng, data, len(data) // 4 + 1)
    return data[:start] + data[stop:]


def repeat_piece(rng: random.Random, data: bytes) -> bytes:
    """A piece stands twice, or a thousand times if it is short."""
    start, stop = _run(rng, data, len(data) // 4 + 1)
    times = rng.choice((1, 1, 2, 1000 if stop - start < 200 else 3))
    return data[:stop] + data[start:stop] * times + data[stop:]


def swap_pieces(rng: random.Random, data: bytes) -> bytes:
    """Two pieces have changed places."""
    a, b, c, d = sorted(rng.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def noise(rng: random.Random, data: bytes) -> bytes:
    """Random bytes in the middle."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.randbytes(rng.choice((1, 16, 2000))) + data[at:]


def other_number(rng: random.Random, data: bytes) -> bytes:
    """A number in digits says something else, wherever it stands."""
    digits = [i for i, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    start = stop = rng.choice(digits)
    while start > 0 and 48 <= data[start - 1] <= 57:
        start -= 1
    while stop < len(data) and 48 <= data[stop] <= 57:
        stop += 1
    return data[:start] + odd_number(rng) + data[stop:]


def odd_number(rng: random.Random) -> bytes:
    """A number that tends to lead astray."""
    odd = (0, 1, 2, 7, 99, 255, 65535, 65536, 2**31 - 1, 2**31, 2**32, 2**63, 10**30)
    return rng.choice([*(b"%d" % n for n in odd), b"-1", b"-2147483648", b"1e9", b"0.5", b""])


def splice(rng: random.Random, data: bytes, donor: bytes) -> bytes:
    """The beginning of one file and the end of another."""
    return data[: rng.randrange(len(data) + 1)] + donor[rng.randrange(len(donor) + 1) :]


def _run(rng: random.Random, data: bytes, most: int) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.randrange(1, max(2, most)))


CHANGES: dict[str, Change] = {
    each.__name__: each
    for each in (
        flip_bits, other_bytes, zero_run, cut_off, cut_head, cut_out, repeat_piece, swap_pieces,
        noise, other_number,
    )
}  # fmt: skip
