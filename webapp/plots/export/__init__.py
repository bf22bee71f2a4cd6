"""Features that a page sends back, measured anew and written to a file."""
