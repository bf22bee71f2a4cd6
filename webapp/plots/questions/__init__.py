"""What is open about a layer, with evidence and previews, and what was answered."""
