"""What map pages inline, as their policies allow it: each script and style by its hash."""

from collections.abc import Sequence

from maps.assets import LANGUAGE_SCRIPT, SHELL_SCRIPT, SHELL_STYLES, InlineAssets, csp_hash
from maps.web.chrome import SavedTools
from maps.web.csp import saved_map_policy


def hash_assets(names: Sequence[str]) -> tuple[str, ...]:
    """Return the CSP source of each asset as it is inlined."""
    inlined = InlineAssets()
    return tuple(csp_hash(inlined.read_text(name)) for name in names)


def hash_joined(names: Sequence[str]) -> str:
    """Return the CSP source of assets as they are inlined together."""
    return csp_hash(InlineAssets().join_texts(names))


def saved_page_policy(
    scripts: Sequence[str], styles: Sequence[str], tools: SavedTools | None, script_hash: str
) -> str:
    """Return the policy of a page with these scripts, styles, tools, and a script by its hash."""
    held = [SHELL_SCRIPT, LANGUAGE_SCRIPT] if tools else [SHELL_SCRIPT]
    return saved_map_policy(
        scripts=[
            *hash_assets(held),
            hash_joined(scripts),
            script_hash,
            *([csp_hash(tools.script)] if tools else ()),
        ],
        styles=[
            *(hash_joined([each]) for each in SHELL_STYLES),
            hash_joined(styles),
            *([csp_hash(tools.styles)] if tools else ()),
        ],
    )
