/* What the map's other scripts share: elements, marks, and when the browser has painted. Text is set
   as text, never as markup. */
(() => {
  "use strict";

  const QUIET_MS = 120;
  const STEP_MS = 6; // of work that can wait: a press is answered in between

  /** A mark that is moved in the plane: of what is moved in space, browsers keep and blend a layer each. */
  class FlatMarker extends L.Marker {
    /**
     * @override
     * @param {L.Point} at
     */
    _setPos(at) {
      super._setPos(at);
      if (this._icon) this._icon.style.transform = `translate(${at.x}px, ${at.y}px)`;
    }

    /**
     * @override
     * @param {L.ZoomAnimEvent} event
     */
    _animateZoom(event) {
      if (!this.getPane()?.matches(".leaflet-zoom-animated")) super._animateZoom(event); // else with all others
    }
  }

  /** @type {ZoneMap.Dom["element"]} */
  const element = (tag, className = "", text = undefined) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  /** @type {ZoneMap.Dom["findAll"]} */
  const findAll = (selector, within = document) =>
    [...within.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);

  ZoneMap.dom = {
    QUIET_MS,
    element,
    findAll,

    named(tag, className, text, lang) {
      const made = element(tag, className, text);
      if (lang) made.lang = lang;
      made.dir = "auto";
      return made;
    },

    find(selector, within) {
      const [found] = findAll(selector, within);
      if (!found) throw new Error(`the page has no ${selector}`);
      return found;
    },

    closest({ target }, selector) {
      const found = target instanceof Element ? target.closest(selector) : null;
      return found instanceof HTMLElement ? found : null;
    },

    token: (word) => String(word).replace(/[^a-z0-9-]/gi, ""),

    marker(at, html, pane) {
      const icon = L.divIcon({ html, className: "label-anchor", iconSize: [0, 0] });
      return new FlatMarker(at, { pane, interactive: false, keyboard: false, icon });
    },

    scaleWithZoom(map, name, zIndex) {
      const pane = map.createPane(name);
      pane.style.cssText = `z-index:${zIndex};pointer-events:none`;
      pane.classList.add("leaflet-zoom-animated");
      map.on("zoomanim", ({ center, zoom }) => {
        const at = map._latLngToNewLayerPoint(map.layerPointToLatLng([0, 0]), zoom, center);
        pane.style.transform = `translate(${at.x}px, ${at.y}px) scale(${map.getZoomScale(zoom)})`;
      });
      map.on("zoomend", () => {
        pane.style.transform = "";
      });
    },

    afterQuiet(act) {
      let timer = 0;
      return () => {
        clearTimeout(timer);
        timer = setTimeout(act, QUIET_MS);
      };
    },

    isPhone: () => matchMedia("(max-width: 719px)").matches,

    rested: ZoneMap.rested,

    async takeSteps(steps, isWanted) {
      let began = performance.now();
      while (!steps.next().done) {
        if (performance.now() - began < STEP_MS) continue;
        await ZoneMap.rested();
        if (!isWanted()) return false;
        began = performance.now();
      }
      return true;
    },

    painted: ZoneMap.painted,
  };
})();
