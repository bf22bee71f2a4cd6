/* What was fitted is fitted again when the map's size changes, until the reader moves the map or
   selects a part. */
(() => {
  "use strict";

  const MOST_MARGIN_PX = 28; // as in zone-shell.css, for the first frame
  const MARGIN_OF_HEIGHT = 1 / 15;
  const ROUNDING_PX = 1; // Leaflet draws in whole pixels

  ZoneMap.Fitting = class ZoneFitting {
    /** @type {(() => void) | null} */
    #again = null;
    #size = L.point(0, 0);
    #isInUse = false;
    #isBesideCard = false;

    /** @param {ZoneMap.Layer} zone */
    constructor(zone) {
      this.zone = zone;
    }

    followReader() {
      const { zone } = this;
      const use = () => {
        this.#isInUse = true;
      };
      for (const kind of ["pointerdown", "keydown"])
        document.addEventListener(kind, use, { capture: true, once: true });
      zone.map.on("movestart", () => {
        if (!zone.isFitting) this.#leaveView(null);
      });
      zone.map.on("zone:select", ({ id, by }) => {
        if (id === null && zone.view === "given") return; // nobody moved it
        if (by !== "address") this.#leaveView(zone.view === "given" ? null : zone.view);
      });
      // A card has its whole height only when its tool is loaded, after the map has taken its size.
      zone.map.on("zone:free", ({ by }) => {
        if (by === "card" && !this.#isSteady()) this.uncover();
        // What was fitted beside a card is off the middle of what the card leaves.
        if (by === "closed" && this.#again && this.#isBesideCard) this.#keep(this.#again);
      });
    }

    followSize() {
      const { map, isFitting } = this.zone;
      if (isFitting || !ZoneMap.hasRoom(map)) return;
      this.zone.resize();
      if (this.#again && !this.#isSteady() && !map.getSize().equals(this.#size)) this.#keep(this.#again);
    }

    /* Somebody works on what is in view. A card that only an address has opened holds nothing: what was kept
       takes its room later, and the view of the address is to be seen in what is left. */
    #isSteady() {
      return this.#isInUse && "steady" in this.zone.map.getContainer().dataset;
    }

    /**
     * @param {() => void} fit
     * @param {() => void} [first] Where the first time differs.
     */
    #keep(fit, first = fit) {
      const { zone } = this;
      this.#isBesideCard = document.querySelector(".tool-card.open") !== null;
      zone.moveByItself(first);
      this.#again = fit;
      this.#size = zone.map.getSize();
    }

    /**
     * @param {string} word May be any, as an address has it.
     * @param {ZoneMap.FirstFrame | null} [frame]
     */
    show(word, frame = null) {
      const { data, map } = this.zone;
      const view = Object.hasOwn(data.bounds, word) ? word : "zone";
      const margin = () =>
        view === "given" ? ROUNDING_PX : Math.min(MOST_MARGIN_PX, map.getSize().y * MARGIN_OF_HEIGHT);
      const fit = () => {
        const fitBounds = this.#hasRings(view) ? ZoneMap.fitWhole : ZoneMap.fitFree; // beyond the base map too
        fitBounds(ZoneMap.makeRoom(this.zone, view), this.#boundsOf(view), margin());
      };
      this.#keep(fit, frame ? () => ZoneMap.fitInto(map, frame, data.bounds[view]) : fit);
      this.setView(view);
      if (view !== "given") map.fire("zone:view", { view });
    }

    /* The first frame goes by what usually lies over the map: credits of two lines are more. */
    uncover() {
      const { data, map, view } = this.zone;
      if (!view || !data.bounds[view] || !this.#again) return;
      if (!ZoneMap.isFree(map, this.#boundsOf(view))) this.#keep(this.#again);
    }

    /** @param {string} view */
    #hasRings(view) {
      return view === "region" && Boolean(this.zone.ringed?.isValid());
    }

    /** @param {string} view The region reaches as far as the rings that are drawn. */
    #boundsOf(view) {
      const bounds = L.latLngBounds(this.zone.data.bounds[view]);
      return this.#hasRings(view) ? bounds.extend(/** @type {L.LatLngBounds} */ (this.zone.ringed)) : bounds;
    }

    /** @param {string} text */
    showAddress(text) {
      const { data, map } = this.zone;
      const found = ZoneMap.endLimits(map, ZoneMap.readView(text, data.bounds.zone));
      if (!found) return;
      const { bounds, at, zoom } = found;
      this.#keep(() =>
        bounds ? ZoneMap.fitFree(map, bounds, ROUNDING_PX) : map.setView(at, zoom, { animate: false }),
      );
      const [southWest, northEast] = [map.getBounds().getSouthWest(), map.getBounds().getNorthEast()];
      data.bounds.given = bounds ?? [
        [southWest.lat, southWest.lng],
        [northEast.lat, northEast.lng],
      ];
      this.setView("given");
    }

    /** @param {() => void} fit */
    showPart(fit) {
      this.#keep(fit);
      this.setView(null);
    }

    /** @param {string | null} view */
    #leaveView(view) {
      this.#again = null;
      this.setView(view);
    }

    /** @param {string | null} view */
    setView(view) {
      const { zone } = this;
      zone.view = view;
      zone.map.fire("zone:shown", { view });
    }
  };
})();
