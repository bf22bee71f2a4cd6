"""What a wheel contains beyond the packages: the documentation, if `make docs` has built it."""

from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DocumentationHook(BuildHookInterface):
    """Puts `site/` into the wheel, where `webapp.site.documentation` looks for it."""

    def initialize(self, version, build_data):
        """Add the folder to a wheel; an editable installation finds it in the checkout."""
        site = Path(self.root) / "site"
        if version == "standard" and (site / "index.html").is_file():
            build_data["force_include"][str(site)] = "webapp/docs"
