"""What stands beside coordinates in a text: the name of a place, of a map or of a system."""
