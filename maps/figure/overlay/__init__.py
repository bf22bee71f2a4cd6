"""What lies over the zone: marks of the tools, the selected part, and shapes that people add."""
