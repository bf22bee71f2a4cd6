{% macro script(this, kwargs) %}
L.zoneLayer({{ this.data|tojson }}).addTo({{ this._parent.get_name() }});
{% endmacro %}
