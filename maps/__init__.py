"""Zones drawn: interactive pages, figures and documents. Knows nothing of HTTP."""
