"""The shares of plots in the parts of the zone, as they are told in words."""

from maps.content.shares import PartShare
from webapp.plots.measures import PlotMeasures
from webapp.plots.zone_words import ZoneWords


def list_shares(words: ZoneWords, measures: PlotMeasures) -> list[list[PartShare]]:
    """Return for each plot the parts that have something of it, the outermost first."""
    found, areas_m2 = measures.shares, measures.areas_m2.tolist()
    listed: list[list[PartShare]] = [[] for _ in areas_m2]
    columns = (found.polygon, found.part, found.own_m2, found.shared_m2, found.is_touch)
    for n, part, own_m2, shared_m2, is_touch in zip(*(c.tolist() for c in columns), strict=True):
        if own_m2 > 0:
            name = words.parts[words.part_ids[part]]
            share = PartShare(name, own_m2 / areas_m2[n], shared_m2 / areas_m2[n], is_touch)
            listed[n].append(share)
    return listed
