"""Factsheets (PDF, Word) and the quality and change reports."""
