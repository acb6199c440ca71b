"""Meaning: from documents to facts on the official forms, with checks and problems."""
