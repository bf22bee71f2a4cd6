"""What pages, panels and documents say of zones, parts and points: values and words, no layout."""
