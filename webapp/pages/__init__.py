"""HTML pages, one module an address."""
