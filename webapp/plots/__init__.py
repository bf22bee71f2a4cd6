"""What people bring to the map: their files read, measured and answered as JSON."""
