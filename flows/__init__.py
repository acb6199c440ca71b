"""Connections: command line, Prefect flow, worker processes, progress and summaries."""
