"""Geodesics on the WGS 84 ellipsoid: the inverse and the direct problem, for arrays."""

from pyproj import Geod

WGS84 = Geod(ellps="WGS84")
