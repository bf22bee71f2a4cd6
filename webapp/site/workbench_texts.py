"""The texts of the workbench: adding data, and their layers, table, panel and exports."""

from collections.abc import Callable

Translate = Callable[[str], str]


def workbench_messages(_: Translate) -> dict[str, str]:
    """Return the texts by the key that scripts use, which none of the site's other texts has."""
    return {
        **_format_messages(_),
        **_adding_messages(_),
        **_panel_messages(_),
        **_filter_messages(_),
        **_row_messages(_),
        **_total_messages(_),
        **_page_messages(_),
    }


def _page_messages(_: Translate) -> dict[str, str]:
    """Return the texts of the form that makes a page of the view."""
    return {
        "makePage": _("Make a page of this"),
        "pageTitle": _("Title"),
        "pageNote": _("Note"),
        "pageSize": _("Size"),
        "pageUpright": _("A4 upright"),
        "pageFormat": _("Format"),
        "pageEmbed": _("Embed code"),
        "pageEmbedMade": _("Paste this into the source of a web page."),
        "pageCode": _("The page has a QR code that opens this view."),
        "pageCodeOfView": _("The page has a QR code that opens this view without the added data."),
        "pageNoCode": _(
            "The page has no QR code: the address of this view has %(count)s bytes; the limit is "
            "400."
        ),
        "pageMaking": _("Making the page …"),
        "pageMade": _("The page was made."),
        "pageFailed": _("The page could not be made. Check your connection and try again."),
    }


def _format_messages(_: Translate) -> dict[str, str]:
    """Return the formats that are read, what of them reaches the server, and those of exports."""
    return {
        "simpleFormats": _("GeoJSON, CSV, KML, pasted text"),
        "simpleWhere": _(
            "Sent to this site’s server to be measured. Offline, read in the browser."
        ),
        "otherFormats": _(
            "Shapefile (zipped, or its parts together), GeoPackage, FileGDB (zipped), KMZ, "
            "XLSX, DXF, MapInfo, GML, FlatGeobuf, GeoParquet, plot coordinate text"
        ),
        "otherWhere": _("Sent to this site’s server to be read and measured."),
        "exportTxt": _("Plot coordinates (TXT)"),
        "exportCrs": _("CRS of DXF, GeoPackage, Shapefile and TXT"),
        "crsUsual": _("the usual one of the format"),
        "crsZone": _("CGCS2000, 3-degree zone %(number)s"),
        "crsMeridian": _("CGCS2000, 3-degree, central meridian %(degrees)s° E"),
        "crsDegrees": _("CGCS2000, degrees (GeoPackage and Shapefile only)"),
        "exportPdf": _("Factsheet (PDF)"),
        "exportDocx": _("Factsheet (Word)"),
        "exportSvg": _("Figure (SVG)"),
        "exportPng": _("Figure (PNG)"),
    }


def _adding_messages(_: Translate) -> dict[str, str]:
    """Return the texts of the card that adds data, and of what is dragged over the page."""
    return {
        "chooseFiles": _("Choose files"),
        "orDrop": _("or drop them anywhere on the page"),
        "pasteHere": _("Or paste text here"),
        "pasteExample": _("GeoJSON, WKT, coordinates or rows of a spreadsheet"),
        "addPasted": _("Add the text"),
        "whereData": _("Formats, and where your data go"),
        "neverKept": _("Never kept"),
        "neverKeptNote": _(
            "The server reads and measures your data in memory and then forgets them. "
            "Nothing is stored or logged."
        ),
        "dropToAdd": _("Drop to add to the map"),
        "dropNote": _("The parts of a Shapefile dropped together are one layer."),
        "reading": _("Reading and measuring …"),
        "sending": _("Sending …"),
        "stop": _("Stop"),
        "stopped": _("Stopped. Nothing was added."),
        "readNext": _("%(name)s is read next."),
        "noFiles": _("No file could be read there. Drop the files themselves."),
        "inspectFailed": _("The data could not be read. Try again."),
        "layerAdded": _("%(name)s (%(format)s): %(count)s added"),
        "howRead": _("Reading report"),
        "datumAsked": _("Were the positions in %(name)s taken from a Chinese online map?"),
        "datumNone": _("No: WGS 84 or CGCS2000 (survey, GPS)"),
        "datumGcj02": _("Yes: GCJ-02 (Amap, Tencent)"),
        "datumBd09": _("Yes: BD-09 (Baidu)"),
        "datumOpen": _(
            "If the positions are from a Chinese online map, answer the question at this layer."
        ),
        "settingCrs": _("Coordinate reference system"),
        "settingLayer": _("Layer"),
        "settingEncoding": _("Text encoding"),
        "settingDatum": _("Coordinate system"),
        "settingSkip": _("Leave out unusable features"),
        "leftOutRows": _("Left out: %(count)s"),
        "leftOutRow": _("Row %(row)s: %(reason)s"),
        "likely": _("likely"),
        "assumed": _("assumed now"),
        "otherCrs": _("Another one, by its code"),
        "useCrs": _("Use this code"),
        "leaveOut": _("Leave this layer out"),
        "allLayers": _("Read all %(count)s"),
    }


def _panel_messages(_: Translate) -> dict[str, str]:
    """Return the texts of the panel of added data, its layers, columns and exports."""
    return {
        "yourData": _("Your data"),
        "partsTab": _("Parts"),
        "sheetTabs": _("Panel contents"),
        "layers": _("Layers"),
        "columns": _("Columns"),
        "export": _("Export"),
        "addShort": _("Add"),
        "fold": _("Fold or unfold"),
        "resize": _("Height of the panel"),
        "showLayer": _("Show %(name)s"),
        "aboutLayer": _("Reading of %(name)s"),
        "zoomToLayer": _("Zoom to %(name)s"),
        "renameLayer": _("Rename %(name)s"),
        "removeLayer": _("Remove %(name)s"),
        "layerRemoved": _("%(name)s was removed."),
        "removed": _("Removed."),
        "undo": _("Undo"),
        "removeAll": _("Remove all"),
        "forgetAll": _("Remove from this browser"),
        "fixedCorners": _(
            "Corners of added data can't be changed here. Change them where the data come from, "
            "and add the data again."
        ),
        "ownColumns": _("Columns of the file"),
        "ownCount": _("Columns: %(count)s"),
        "moreColumns": _("%(count)s more columns are in the exports."),
        "datumOfInside": _("Coordinates of the point inside"),
        "exportNote": _(
            "%(count)s rows as shown; factsheets and figures add the parts under Compare. "
            "A factsheet has room for %(most)s plots and parts; else select the row that it shows."
        ),
        "exporting": _("Writing the file …"),
        "exported": _("The file was saved."),
        "exportFailed": _("The file could not be written. Check your connection and try again."),
        "selectedPlot": _("Selected: %(name)s"),
        "zoomTo": _("Zoom to"),
        "siteBrief": _("Site brief"),
    }


def _filter_messages(_: Translate) -> dict[str, str]:
    """Return the texts of the filters."""
    return {
        "filter": _("Filter"),
        "filterText": _("Filter by text"),
        "areaAtLeast": _("Area at least"),
        "unit": _("Unit"),
        "shareAtLeast": _("Share in a part at least, in percent"),
        "kmAtMost": _("Distance at most, km, to"),
        "within": _("Within"),
        "anywhere": _("anywhere"),
        "inView": _("the map view"),
        "resetFilter": _("Show all"),
    }


def _row_messages(_: Translate) -> dict[str, str]:
    """Return the texts of the table's columns and of a plot's panel."""
    return {
        "tableOfPlots": _("Table of your data"),
        "printedRows": _(
            "The first %(printed)s of %(count)s rows are printed. Export a file for all."
        ),
        "number": _("Number"),
        "name": _("Name"),
        "verdict": _("Verdict"),
        "certain": _("Certain"),
        "possible": _("Not certain"),
        "not_known": _("Not known"),
        "liesCertain": _("certainly in %(parts)s"),
        "liesPossible": _("possibly in %(parts)s"),
        "liesNotKnown": _("in %(parts)s as drawn"),
        "part": _("Part"),
        "parts": _("Parts"),
        "shareOfArea": _("Share of area"),
        "area": _("Area"),
        "outside": _("Outside"),
        "touch": _("touches"),
        "touches": _("touches %(name)s"),
        "restOf": _("rest of %(name)s"),
        "areaM2": _("Area, m²"),
        "areaHa": _("Area, ha"),
        "areaMu": _("Area, mu"),
        "stated": _("Stated, m²"),
        "statedInFile": _("Stated in the file"),
        "difference": _("Difference"),
        "differenceM2": _("Difference, m²"),
        "planeArea": _("Plane area"),
        "planeAreaM2": _("Plane area, m²"),
        "geodesicArea": _("Geodesic area"),
        "perimeter": _("Perimeter"),
        "length": _("Length"),
        "lengthM": _("Length, m"),
        "county": _("County or district"),
        "doubtful": _("%(name)s (%(doubt)s)"),
        "insidePoint": _("Point inside"),
        "nearestEdge": _("Nearest edge as drawn"),
        "warnings": _("Warnings"),
        "measures": _("Measures"),
        "distances": _("Straight-line distances"),
        "distancesInside": _("Straight-line distances from the point inside"),
        "byRoad": _("By road"),
        "roadTo": _("By road to %(place)s"),
        "way": _("Vehicle and direction"),
        "place": _("Place"),
        "distance": _("Distance"),
        "bearing": _("Bearing"),
        "plot": _("Plot"),
        "site": _("Site"),
        "line": _("Line feature"),
    }


def _total_messages(_: Translate) -> dict[str, str]:
    """Return the texts of what rows come to."""
    return {
        "countPlots": _("Plots: %(count)s, %(area)s"),
        "countSites": _("Sites: %(count)s"),
        "countLines": _("Lines: %(count)s, %(length)s"),
        "nothing": _("nothing"),
        "shownOfAll": _("Shown: %(shown)s · All: %(all)s"),
        "noneShown": _(
            "No row passes the filter, or every layer is hidden. Choose Show all under Filter, or "
            "tick a layer."
        ),
        "noneAdded": _(
            "The map has no data of yours. Drop a file anywhere on the page, choose Add data, or "
            "draw."
        ),
    }
