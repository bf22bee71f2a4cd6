/* The page around the map: the list, the panel, the sheet and the address, all in one state. */
(function () {
  "use strict";

  class ZonePage {
    constructor(zone) {
      this.zone = zone;
      this.map = zone._map;
      this.data = zone.data;
      this.sheet = document.querySelector(".sheet");
      this.detail = document.querySelector(".detail");
      this.status = document.querySelector("[role=status]");
      this.map.on("zone:select", (event) => this.follow(event));
      const found = (selector) => new Map([...document.querySelectorAll(selector)].map((each) => [each.dataset.part, each]));
      this.entries = found(".entry");
      this.rows = found(".table-view [data-part]");
      this.map.on("zone:hover", ({ id, on }) => {
        for (const each of this.named(id)) each.classList.toggle("hovered", on);
      });
      this.listen();
      if (this.data.many) L.zoneList?.(this);
      if (this.sheet.querySelector(".grip")) L.zoneSheet(this);
      L.zoneTable(this);
      L.zonePrint(this);
      const pressed = zone.selected; // before this page was there
      const first = pressed ?? this.data.selected ?? this.fromAddress();
      if (first !== null) zone.select(first, { by: pressed === null ? "address" : "map" });
    }

    listen() {
      document.addEventListener("click", (event) => {
        const link = event.target.closest?.("a[data-part]");
        if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
        event.preventDefault();
        this.zone.select(link.dataset.part, { by: "list", from: link });
      });
      for (const kind of ["mouseover", "mouseout"]) {
        document.addEventListener(kind, (event) => {
          const link = event.target.closest?.(".entry");
          if (link) this.zone.hover(link.dataset.part, kind === "mouseover");
        });
      }
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.zone.selected !== null) this.close();
      });
      document.querySelector(".close").addEventListener("click", () => this.close());
      window.addEventListener("popstate", () => {
        const id = this.fromAddress();
        if (id !== this.zone.selected) this.zone.select(id, { by: "address" });
      });
      window.addEventListener("hashchange", () => {
        if (!this.data.address.part) this.zone.select(this.fromAddress(), { by: "address" });
      });
    }

    entry(id) {
      return this.entries.get(id) ?? null;
    }

    /* Where the part stands in the list and in the table. */
    named(id) {
      return [this.entries.get(id), this.rows.get(id)].filter(Boolean);
    }

    panel(id) {
      return this.detail.querySelector(`[data-panel="${CSS.escape(id)}"]`);
    }

    async follow({ id, before, by, from }) {
      for (const each of this.named(before)) each.removeAttribute("aria-current");
      for (const each of this.named(id)) each.setAttribute("aria-current", "true");
      this.entry(id)?.scrollIntoView({ block: "nearest" });
      if (by !== "address") this.toAddress(id);
      if (id === null) return this.hide();
      if (from) this.from = from;
      await (by === "map" ? L.zonePainted() : null); // the outline answers at once, the panel after it
      await this.fill(id);
      if (this.zone.selected !== id) return undefined;
      for (const each of this.detail.querySelectorAll("[data-panel]")) each.hidden = each.dataset.panel !== id;
      this.detail.hidden = false;
      this.detail.scrollTop = 0;
      if (this.sheet.dataset.height === "peek") this.setHeight?.("half");
      this.sheet.scrollTop = 0;
      this.map.invalidateSize({ pan: false });
      this.zone.reveal(id);
      if (by === "keyboard" || by === "list") this.panel(id)?.querySelector("h2")?.focus({ preventScroll: true });
      const { name } = this.zone.byId.get(id);
      this.status.textContent = this.data.messages.selected.replace("%(name)s", () => name);
      return undefined;
    }

    /* The panels of a small zone stand in the page; those of a large one are fetched. */
    async fill(id) {
      if (this.panel(id) || !this.data.address.part) return;
      try {
        const address = new URL(this.partAddress(id), location.href);
        address.searchParams.set("fragment", "1");
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(answer.statusText);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        this.detail.querySelector(".panels").append(...page.body.children);
      } catch {
        this.status.textContent = this.data.messages.failed;
      }
    }

    close() {
      const { from } = this;
      const back = this.entry(this.zone.selected);
      this.zone.select(null, { by: "close" });
      (from?.isConnected && from.closest(".detail") === null ? from : back)?.focus({ preventScroll: true });
      this.from = null;
    }

    hide() {
      this.detail.hidden = true;
      this.status.textContent = this.data.messages.closed;
    }

    partAddress(id) {
      return this.data.address.part.replace("{id}", () => encodeURIComponent(id));
    }

    fromAddress() {
      const { part, home } = this.data.address;
      const hash = new URLSearchParams(location.hash.slice(1)).get("part");
      if (!part) return this.zone.byId.has(hash) ? hash : null;
      if (location.pathname === new URL(home, location.href).pathname) return null;
      const [before] = new URL(this.partAddress("0"), location.href).pathname.split(/0$/);
      const id = location.pathname.startsWith(before) ? decodeURIComponent(location.pathname.slice(before.length)) : null;
      return this.zone.byId.has(id) ? id : null;
    }

    toAddress(id) {
      const { part, home } = this.data.address;
      if (!part) {
        history.replaceState(null, "", id === null ? location.pathname + location.search : `#part=${encodeURIComponent(id)}`);
      } else {
        history.pushState(null, "", (id === null ? home : this.partAddress(id)) + location.hash);
      }
    }
  }

  L.zonePage = (zone) => { zone.page = new ZonePage(zone); };
})();
