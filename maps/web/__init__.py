"""The interactive page: its document, layer data, backgrounds, and what it may load."""
