"""What map pages inline, as their policies allow it: each script and style by its hash."""

from collections.abc import Sequence

from maps.assets import SHELL_SCRIPT, SHELL_STYLES, InlineAssets, csp_hash
from maps.web.csp import saved_map_policy


def hash_assets(names: Sequence[str]) -> tuple[str, ...]:
    """Return the CSP source of each asset as it is inlined."""
    inlined = InlineAssets()
    return tuple(csp_hash(inlined.read_text(name)) for name in names)


def saved_page_policy(scripts: Sequence[str], styles: Sequence[str], script_hash: str) -> str:
    """Return the policy of a page with these scripts and styles, and a script by its hash."""
    return saved_map_policy(
        scripts=[*hash_assets([SHELL_SCRIPT, *scripts]), script_hash],
        styles=hash_assets([*SHELL_STYLES, *styles]),
    )
