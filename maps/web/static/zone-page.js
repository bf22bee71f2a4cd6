/* The page around the map: the list, the panel, the sheet and the address, all in one state. */
(() => {
  "use strict";

  const { closest, element, find, findAll, marker } = ZoneMap.dom;

  /** @param {string} selector */
  const byPart = (selector) => new Map(findAll(selector).map((each) => [each.dataset.part ?? "", each]));

  ZoneMap.Page = class ZonePage {
    /** @param {ZoneMap.Layer} zone */
    constructor(zone) {
      this.zone = zone;
      this.map = zone.map;
      this.data = zone.data;
      this.sheet = find(".sheet");
      this.detail = find(".detail");
      this.status = find("[role=status]");
      this.entries = byPart(".entry");
      this.rows = byPart(".table-view [data-part]");
      /** @type {ZoneMap.Focusable | null} */
      this.from = null;
      /** @type {L.Marker | null} */
      this.centroid = null;
      this.map.on("zone:select", (event) => this.#follow(event));
      this.map.on("zone:hover", ({ id, on }) => {
        for (const each of this.#naming(id)) each.classList.toggle("hovered", on);
        this.#row(id)?.classList.toggle("hovered", on);
      });
      this.#listen();
      if (this.data.many) ZoneMap.setUpVirtualList?.(this);
      if (this.sheet.querySelector(".grip")) ZoneMap.setUpBottomSheet(this);
      ZoneMap.setUpTable(this);
      ZoneMap.setUpKeys();
      ZoneMap.setUpPrint(this);
      const pressed = zone.selected; // before this page was there
      const first = pressed ?? this.data.selected ?? this.#fromAddress();
      if (first !== null) zone.select(first, { by: pressed === null ? "address" : "map" });
    }

    setHeight(/** @type {string} */ _height) {}

    #listen() {
      const { zone } = this;
      document.addEventListener("click", (event) => {
        const link = closest(event, "a[data-part]");
        if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
        event.preventDefault();
        zone.select(link.dataset.part ?? null, { by: "list", from: link });
      });
      /**
       * @param {Event} event
       * @param {boolean} on
       */
      const hover = (event, on) => {
        const id = closest(event, ".entry")?.dataset.part;
        if (id !== undefined) zone.hover(id, on);
      };
      document.addEventListener("mouseover", (event) => hover(event, true));
      document.addEventListener("mouseout", (event) => hover(event, false));
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && zone.selected !== null) this.#close();
      });
      find(".close", this.detail).addEventListener("click", () => this.#close());
      window.addEventListener("popstate", () => {
        const id = this.#fromAddress();
        if (id !== zone.selected) zone.select(id, { by: "address" });
      });
      window.addEventListener("hashchange", () => {
        if (!this.data.address.part) zone.select(this.#fromAddress(), { by: "address" });
      });
    }

    /** @param {string} id */
    entry(id) {
      return this.entries.get(id) ?? null;
    }

    /**
     * Where the part stands in the list and in the table.
     * @param {string | null} id
     */
    #naming(id) {
      return [this.entries, this.rows].flatMap((each) => each.get(id ?? "") ?? []);
    }

    /**
     * A row has its look by its own class: with `:has` the styles of the whole map are looked at anew.
     * @param {string | null} id
     */
    #row(id) {
      return this.rows.get(id ?? "")?.closest("tr");
    }

    /** @param {string} id */
    #panel(id) {
      const found = this.detail.querySelector(`[data-panel="${CSS.escape(id)}"]`);
      return found instanceof HTMLElement ? found : null;
    }

    /** @param {ZoneMap.SelectEvent} event */
    async #follow({ id, before, by, from }) {
      for (const each of this.#naming(before)) each.removeAttribute("aria-current");
      for (const each of this.#naming(id)) each.setAttribute("aria-current", "true");
      this.#row(before)?.classList.remove("current");
      this.#row(id)?.classList.add("current");
      if (by !== "address") this.#toAddress(id);
      this.#entitle(id);
      if (id === null) {
        this.#hide();
        return;
      }
      if (from) this.from = from;
      this.entry(id)?.scrollIntoView({ block: "nearest" });
      if (!this.data.panels && !this.#panel(id)) await ZoneMap.fetchPanel?.(this, id);
      if (this.zone.selected === id) this.#open(id, by);
    }

    /**
     * @param {string} id
     * @param {ZoneMap.Selecting["by"]} by
     */
    async #open(id, by) {
      ZoneMap.showPanel(id);
      this.detail.scrollTop = 0;
      if (this.sheet.dataset.height === "peek") this.setHeight("half");
      this.sheet.scrollTop = 0;
      this.zone.resize();
      this.#markCentroid(id);
      if (by === "keyboard" || by === "list") this.#panel(id)?.querySelector("h2")?.focus({ preventScroll: true });
      const name = this.zone.byId.get(id)?.name ?? "";
      this.status.textContent = this.data.messages.selected.replace("%(name)s", () => name);
      await Promise.allSettled(this.sheet.getAnimations().map(({ finished }) => finished));
      const isTold = by === "address" && this.zone.view === "region"; // the view of an address wins
      if (this.zone.selected === id && !isTold) this.zone.reveal(id);
    }

    #close() {
      const { from, zone } = this;
      const back = zone.selected === null ? null : this.entry(zone.selected);
      zone.select(null, { by: "close" });
      const isOutside = from?.isConnected && from.closest(".detail") === null;
      (isOutside ? from : back)?.focus({ preventScroll: true });
      this.from = null;
    }

    /**
     * A cross where a part's centroid lies outside it.
     * @param {string | null} id
     */
    #markCentroid(id) {
      this.centroid?.remove();
      const [lat, lon] = (id === null ? "" : this.#panel(id)?.dataset.centroid)?.split(" ").map(Number) ?? [];
      if (lon === undefined) return;
      const turns = Math.round((this.map.getCenter().lng - lon) / 360);
      this.centroid = marker([lat, lon + 360 * turns], element("span", "centroid-mark"), "labels").addTo(this.map);
    }

    #hide() {
      this.#markCentroid(null);
      this.detail.hidden = true;
      this.status.textContent = this.data.messages.closed;
    }

    /** @param {string} id */
    partAddress(id) {
      return (this.data.address.part ?? "").replace("{id}", () => encodeURIComponent(id));
    }

    #fromAddress() {
      const id = this.#idInAddress();
      return id !== null && this.zone.byId.has(id) ? id : null;
    }

    #idInAddress() {
      const { part, home } = this.data.address;
      if (!part || !home) return new URLSearchParams(location.hash.slice(1)).get("part");
      if (location.pathname === new URL(home, location.href).pathname) return null;
      const [before] = new URL(this.partAddress("0"), location.href).pathname.split(/0$/);
      return location.pathname.startsWith(before) ? decodeURIComponent(location.pathname.slice(before.length)) : null;
    }

    /**
     * The title begins with the part, as the server writes it: of a page with an address of its own.
     * @param {string | null} id
     */
    #entitle(id) {
      if (!this.data.address.part) return;
      const name = this.zone.byId.get(id ?? "")?.name;
      document.title = [name, find("h1").textContent].filter(Boolean).join(" · ");
    }

    /** @param {string | null} id */
    #toAddress(id) {
      const { part, home } = this.data.address;
      if (part && home) {
        history.pushState(history.state, "", (id === null ? home : this.partAddress(id)) + location.hash);
      } else {
        const [none] = location.href.split("#");
        try {
          history.replaceState(null, "", id === null ? none : `#part=${encodeURIComponent(id)}`);
        } catch {
          // Inside a notebook the document is its frame's `srcdoc`, which has no address of its own.
        }
      }
    }
  };
})();
