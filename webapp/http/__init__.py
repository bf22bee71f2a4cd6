"""Middleware and request mechanics: cache, limits, security, errors, logs."""
