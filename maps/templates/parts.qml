<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28" styleCategories="Symbology">
  <renderer-v2 type="categorizedSymbol" attr="concat(&quot;kind&quot;, '/', &quot;placement&quot;)" symbollevels="0" enableorderby="0" forceraster="0">
    <categories>
{% for each in symbols %}
      <category symbol="{{ loop.index0 }}" value="{{ each.kind }}/{{ each.placement }}" label="{{ each.kind }} ({{ each.placement }})" render="true"/>
{% endfor %}
    </categories>
    <symbols>
{% for each in symbols %}
      <symbol name="{{ loop.index0 }}" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="color" type="QString" value="{{ each.rgb }},{{ each.alpha }}"/>
            <Option name="style" type="QString" value="solid"/>
            <Option name="outline_style" type="QString" value="no"/>
          </Option>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="{{ each.rgb }},255"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="line_width" type="QString" value="{{ each.width }}"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="use_custom_dash" type="QString" value="{{ 1 if each.dashes else 0 }}"/>
            <Option name="customdash" type="QString" value="{{ each.dashes or '5;2' }}"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
{% endfor %}
    </symbols>
  </renderer-v2>
</qgis>
