"""Site briefs: all that is known of a part, a plot or a point on one page, and as data."""
