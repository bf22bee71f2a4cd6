"""What every page shares: navigation, links, tools, script texts."""
