"""folium elements that print text verbatim and load nothing from other hosts.

folium compiles what it prints as a Jinja template once more, so that a feature named `{{7*7}}`
would be evaluated, and its assets come from CDNs. These subclasses do neither.
"""

from typing import Any

from jinja2 import Template
from jinja2.utils import htmlsafe_json_dumps

from maps.assets import Assets, csp_hash
from maps.templating import get_environment
from maps.web.first_frame import FirstFrame
from maps.web.folium_imports import compile_templates_late, load_late

with compile_templates_late(), load_late("requests"):
    import folium
    from branca.element import Element, Figure, MacroElement


class VerbatimElement(Element):
    """An element that prints its text as it is."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: Any) -> str:
        """Return the text."""
        return self.text


class VerbatimMacros(MacroElement):
    """Adds the output of a template's macros to the figure, verbatim and under a fixed id."""

    template_name = ""

    def set_template(self, *, lang: str, number: int) -> None:
        """Load the template in `lang`, and set an id that is the same each time."""
        self._template: Template = get_environment(lang).get_template(self.template_name)
        self._id = str(number)

    def render(self, **kwargs: Any) -> str:
        """Add what the macros `header`, `html` and `script` print to the figure; return nothing."""
        figure = self.get_root()
        for section in ("header", "html", "script"):
            macro = getattr(self._template.module, section, None)
            if macro is not None:
                target = getattr(figure, section)
                target.add_child(VerbatimElement(str(macro(self, kwargs))), name=self.get_name())
        for child in self._children.values():
            child.render(**kwargs)
        return ""


class ZoneFigure(Figure):
    """The document around the map: title, styles, page shell, and one script of its own."""

    def __init__(self, *, lang: str, assets: Assets, template: str, **values: Any) -> None:
        super().__init__(title=values.get("title"))
        self._id = "0"
        self._template = get_environment(lang).get_template(template)
        self.header._children.clear()
        self.values = {"lang": lang, "assets": assets, **values}

    def render(self, **kwargs: Any) -> str:
        """Return the whole document."""
        for child in self._children.values():
            child.render(**kwargs)
        script = self._load_scripts() + self.script.render().strip()
        self.script_hash = csp_hash(script)
        return self._template.render(
            **self.values,
            head=self.header.render(),
            body=self.html.render(),
            script=script,
            script_hash=self.script_hash,
        )

    def _load_scripts(self) -> str:
        """Return what waits for the linked scripts, or for the words of a saved map."""
        if self.values["chrome"].saved:
            return "await ZoneMap.speak().catch(() => {});\n"  # an old browser can't unpack them
        if self.values["assets"].inline:
            return ""
        return f"await ZoneMap.load({htmlsafe_json_dumps(list(self.values['chrome'].modules))});\n"


class ZoneMap(VerbatimMacros, folium.Map):
    """A Leaflet map without tiles, without inline styles, zoomable by everyone."""

    template_name = "map.js"
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 (as folium declares it)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(
        self, *, lang: str, label: str, first_frame: FirstFrame | None = None, **options: Any
    ) -> None:
        folium.Map.__init__(self, tiles=None, zoom_control=False, **options)
        self.label = label
        self.first_frame = first_frame
        self.set_template(lang=lang, number=1)


class ZoneLayer(VerbatimMacros):
    """The zone on the map: parts, context, places, labels, legend and selection."""

    template_name = "zone_layer.js"

    def __init__(self, data: dict[str, Any], *, lang: str, is_localized: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "ZoneLayer"
        self.is_localized = is_localized
        self.data = data
        self.set_template(lang=lang, number=2)
