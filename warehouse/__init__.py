"""Rows: from load packages to one DuckDB file, its views and its queries."""
