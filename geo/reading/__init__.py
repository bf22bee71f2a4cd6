"""Files of other people, read as shapes and columns: one way in for everything."""
