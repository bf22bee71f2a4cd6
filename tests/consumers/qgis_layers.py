"""Run by the Python of the system: print what QGIS makes of files, as JSON; draw them.

The arguments are the path of a PNG, then a file each, or `FILE|layername=NAME`. Layers are drawn
in their order, the first at the bottom, each with the style that it opens with.
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize, QVariant
from qgis.PyQt.QtGui import QColor


def read_value(value):
    return None if isinstance(value, QVariant) and value.isNull() else value


def describe_layer(layer):
    """Return how a layer opens: the type of each field, all values, its shapes and its style."""
    names = [each.name() for each in layer.fields()]
    return {
        "valid": layer.isValid(),
        "shapes": QgsWkbTypes.displayString(layer.wkbType()),
        "types": {each.name(): each.typeName() for each in layer.fields()},
        "rows": [{n: read_value(each[n]) for n in names} for each in layer.getFeatures()],
        "style": layer.renderer().type() if layer.isSpatial() else "",
        "legend": [each.label() for each in layer.renderer().legendSymbolItems()]
        if layer.isSpatial()
        else [],
        "labels": layer.labelsEnabled(),
    }


def draw_layers(layers, path):
    settings = QgsMapSettings()
    settings.setLayers(list(reversed(layers)))
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(900, 700))
    extent = QgsRectangle(layers[0].extent())
    extent.scale(1.1)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(path)


def main(picture, *files):
    application = QgsApplication([], False)
    application.initQgis()
    layers = [QgsVectorLayer(each, each.rpartition("=")[2], "ogr") for each in files]
    print(json.dumps([describe_layer(each) for each in layers], default=str))
    draw_layers([each for each in layers if each.isSpatial()], picture)
    del layers
    application.exitQgis()


main(*sys.argv[1:])
