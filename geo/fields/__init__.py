"""What a field of a part may contain: ranges of numbers, dates, and fields of other files."""
