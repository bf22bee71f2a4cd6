"""What is said of zone, part and point: values and words, no layout."""
