"""Zones as values: read, measured, compared and checked. No printing, no network, no clock."""
