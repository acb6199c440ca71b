"""Bytes and geometry: from a folder of files to documents of paragraphs and raw tables."""
