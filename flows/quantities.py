"""Counts, rates, times and sizes as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping

MINUTE, HOUR, DAY = 60, 3600, 86400


def counted(number: int) -> str:
    """A count with its thousands set apart: `12,300`."""
    return f"{number:,}"


def listed(counts: Mapping[str, int]) -> str:
    """Counts with their names, the greatest first: `1,200 loaded, 1 rejected`."""
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return ", ".join(f"{count:,} {name}" for name, count in ranked if count) or "none"


def of_rate(rate: float) -> str:
    """Documents per second as text: scans take many seconds each."""
    if rate >= 100:
        return f"{rate:,.0f}"
    return f"{rate:.1f}" if rate >= 1 else f"{rate:.2g}"


def lasting(seconds: float) -> str:
    """A time that was measured: `5.8 s`, `7 min 25 s`, `2 h 05 min`, `3 d 4 h`."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    if whole < HOUR:
        return f"{whole // MINUTE} min {whole % MINUTE:02} s"
    if whole < DAY:
        return f"{whole // HOUR} h {whole % HOUR // MINUTE:02} min"
    return f"{whole // DAY} d {whole % DAY // HOUR} h"


def about(seconds: float) -> str:
    """A time that is only estimated, no finer than can be known: `45 s`, `7 min 20 s`, `25 min`."""
    for limit, step in ((MINUTE, 5), (10 * MINUTE, 10)):
        rounded = max(step, step * round(seconds / step))
        if rounded < limit:
            return lasting(max(rounded, 10)) if rounded >= 10 else f"{rounded} s"
    minutes = round(seconds / MINUTE)
    return f"{minutes} min" if minutes < 60 else lasting(minutes * MINUTE)


def sized(number: float) -> str:
    """Bytes: `12.4 MB`."""
    for unit in ("bytes", "kB", "MB"):
        if number < 1000:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1000
    return f"{number:,.1f} GB"
