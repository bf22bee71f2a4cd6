"""Small static maps as SVG: one projection, one path writer, one scale bar."""
