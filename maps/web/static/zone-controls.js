/* The map's own buttons and its legend: zoom, move without dragging, the two views. */
(function () {
  "use strict";

  const { element, token } = L.zoneText;
  const STEP_PX = 140;

  const button = (text, title, action) => {
    const made = element("button", "", text);
    made.type = "button";
    made.title = title;
    made.setAttribute("aria-label", title);
    made.addEventListener("click", action);
    return made;
  };

  /* What dragging does, by single presses; folded up until it is wanted. */
  const mover = (map, messages) => {
    const box = element("details", "mover");
    const summary = element("summary", "", "✥");
    summary.title = messages.move;
    summary.setAttribute("aria-label", messages.move);
    const pad = element("div");
    for (const [side, text, x, y] of [["up", "↑", 0, -1], ["left", "←", -1, 0], ["right", "→", 1, 0], ["down", "↓", 0, 1]]) {
      const made = button(text, messages[side], () => map.panBy([x * STEP_PX, y * STEP_PX], { animate: false }));
      made.className = side;
      pad.append(made);
    }
    box.append(summary, pad);
    return box;
  };

  const buttons = (zone) => {
    const { _map: map, data: { messages, places } } = zone;
    const box = element("div", "map-buttons");
    const zoom = element("div", "zoom");
    zoom.append(button("+", messages.zoomIn, () => map.zoomIn()), button("−", messages.zoomOut, () => map.zoomOut()));
    box.append(zoom, mover(map, messages));
    zone.viewButtons = ["zone", "region"].map((view) => {
      const made = button(messages[`${view}View`], messages[`${view}ViewTitle`], () => zone.show(view));
      made.dataset.view = view;
      return made;
    });
    const views = element("div", "views");
    views.append(...zone.viewButtons);
    if (places.length) box.append(views);
    return box;
  };

  const legend = ({ data }, open) => {
    const box = element("details", "legend");
    box.open = open;
    box.append(element("summary", "", data.messages.legend));
    const list = element("ul");
    const item = (mark, text) => {
      const line = element("li");
      line.append(mark, element("span", "", text));
      list.append(line);
    };
    for (const part of new Map(data.parts.map((each) => [each.kind, each])).values()) {
      item(element("span", `swatch kind-${token(part.kind)} placement-${token(part.placement)}`), data.messages[part.kind] || part.kindLabel);
    }
    if (data.context.some((each) => each.kind === "county")) item(element("span", "line county"), data.messages.county);
    if (data.context.some((each) => each.kind === "river")) item(element("span", "line"), data.messages.river);
    if (data.places.length) item(element("span", "place-dot city"), data.messages.place);
    box.append(list);
    for (const placement of new Set(data.parts.map((part) => part.placement))) {
      box.append(element("p", "", data.messages[placement]));
    }
    return box;
  };

  const put = (map, position, box) => {
    const control = L.control({ position });
    control.onAdd = () => {
      L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
      return box;
    };
    control.addTo(map);
  };
  L.zonePut = put;

  L.zoneControls = (zone) => {
    const map = zone._map;
    const narrow = map.getSize().x <= 640;
    put(map, "topright", buttons(zone));
    L.control.scale({ imperial: false, maxWidth: 140 }).addTo(map);
    put(map, narrow ? "topleft" : "bottomleft", legend(zone, map.getSize().x > 800));
    map.on("movestart", () => { if (!zone._showing) zone._pressed(null); });
  };
})();
