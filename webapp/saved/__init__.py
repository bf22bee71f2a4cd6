"""The tools of a saved map: the site's own modules, joined, with the texts of every language."""
