{% macro script(this, kwargs) %}
L.zoneLayer({% if this.is_localized %}ZoneMap.localize({{ this.data|tojson }}){% else %}{{ this.data|tojson }}{% endif %}).addTo({{ this._parent.get_name() }});
{% endmacro %}
