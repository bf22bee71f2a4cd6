"""The member `crs` of older GeoJSON files: WGS 84, or refused."""

from geo.errors import N_, InputError, quote_value

_ENDINGS = ("CRS84", ":4326")


def check_crs(crs: object, *, name: str) -> None:
    """Refuse any `crs` member but the two that older files use for WGS 84 (RFC 7946, 4).

    Raises
    ------
    InputError
        When the member names another CRS, or none.
    """
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    declared = properties.get("name") if isinstance(properties, dict) else crs
    if not isinstance(crs, dict | str):
        raise InputError(
            N_("%(name)s has a member `crs` that names no CRS: %(crs)s. Remove it, or correct it."),
            name=name,
            crs=quote_value(crs),
        )
    if not isinstance(declared, str) or not declared.endswith(_ENDINGS):
        raise InputError(
            N_(
                "%(name)s declares the CRS %(declared)s, but GeoJSON is longitude and latitude "
                "in WGS 84. Convert it with `zonemap import`."
            ),
            name=name,
            declared=quote_value(declared),
        )
