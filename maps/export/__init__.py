"""One registry of export formats, and a renderer each."""
