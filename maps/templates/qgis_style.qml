<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling" labelsEnabled="{{ 1 if style.label else 0 }}">
  <renderer-v2 type="categorizedSymbol" attr="{{ style.attribute }}" symbollevels="0" enableorderby="0" forceraster="0">
    <categories>
{% for each in style.symbols %}
      <category symbol="{{ loop.index0 }}" value="{{ each.value }}" label="{{ each.title }}" render="true"/>
{% endfor %}
    </categories>
    <symbols>
{% for each in style.symbols %}
      <symbol name="{{ loop.index0 }}" type="{{ each.shape }}" alpha="1" clip_to_extent="1" force_rhr="0">
{% if each.shape == 'fill' %}
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="{{ each.fill }},{{ each.alpha }}"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_style" type="QString" value="no"/>
          </Option>
        </layer>
{% endif %}
{% if each.shape == 'marker' %}
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="name" type="QString" value="{{ each.marker }}"/>
            <Option name="color" type="QString" value="{{ each.fill }},255"/>
            <Option name="outline_color" type="QString" value="{{ each.line }},255"/>
            <Option name="outline_width" type="QString" value="{{ each.width }}"/>
            <Option name="outline_width_unit" type="QString" value="MM"/>
            <Option name="size" type="QString" value="{{ each.size }}"/>
            <Option name="size_unit" type="QString" value="MM"/>
          </Option>
        </layer>
{% else %}
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="{{ each.line }},255"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="line_width" type="QString" value="{{ each.width }}"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="capstyle" type="QString" value="{{ 'flat' if each.dashes else 'round' }}"/>
            <Option name="use_custom_dash" type="QString" value="{{ 1 if each.dashes else 0 }}"/>
            <Option name="customdash" type="QString" value="{{ each.dashes or '5;2' }}"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
{% endif %}
      </symbol>
{% endfor %}
    </symbols>
  </renderer-v2>
{% if style.label %}
  <labeling type="simple">
    <settings>
      <text-style fieldName="{{ style.label }}" isExpression="1" fontSize="9" fontSizeUnit="Point" textColor="{{ text }},255">
        <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="{{ halo }},255" bufferOpacity="1" bufferJoinStyle="128"/>
      </text-style>
      <placement placement="{{ 6 if style.symbols[0].shape == 'marker' else 1 }}" dist="{{ 1 if style.symbols[0].shape == 'marker' else 0 }}" distUnits="MM" priority="5"/>
    </settings>
  </labeling>
{% endif %}
</qgis>
