{% macro html(this, kwargs) %}
<div id="{{ this.get_name() }}" class="zone-map" role="region" aria-label="{{ this.label }}">{% if this.first_frame %}{% with frame = this.first_frame, description = this.label %}{% include 'first_frame.html' %}{% endwith %}{% endif %}</div>
{% endmacro %}
{% macro script(this, kwargs) %}
const {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
  center: {{ this.location|tojson }},
  zoom: {{ this.options.zoom|tojson }},
  zoomControl: false,
  zoomSnap: 0,
  minZoom: 3,
  maxZoom: 18,
  maxBoundsViscosity: 1,
  attributionControl: false,
  trackResize: false,
  fadeAnimation: false,
  zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  inertia: !matchMedia("(prefers-reduced-motion: reduce)").matches,
});
{% endmacro %}
