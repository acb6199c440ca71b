"""Who is who in `planted_gaps.sql`: what a page must show and not hide."""

from __future__ import annotations

from pathlib import Path

SQL = Path(__file__).with_suffix(".sql")

PROVINCE, BUREAU, SMALL, ODD, CITY = 10, 11, 12, 13, 20
"""Agencies by number: the province's government, three of its bureaus, and a city's government."""
NASTY = "某</script><script>document.title='broken'</script>&\"'局"
"""What ODD is called."""
