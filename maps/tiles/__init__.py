"""The base map made of OpenStreetMap: how its tiles are drawn, described and credited."""
