"""The interactive page: folium document, layer data, JavaScript, and what it may load."""
