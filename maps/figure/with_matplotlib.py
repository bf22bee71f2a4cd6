"""matplotlib, imported where it finds a folder for its caches.

Modules that draw and are imported from elsewhere import this one first, so that a machine on which
nothing can be written is told of by our own sentence, in commands and pages alike.
"""

from geo.io.temporary import refuse_without_place
from maps.figure.drawing_folder import provide_drawing_folder

provide_drawing_folder()
with refuse_without_place():
    import matplotlib as mpl  # noqa: F401 (it looks for its folders)
    from matplotlib import font_manager  # noqa: F401 (so does this)
