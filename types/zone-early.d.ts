/** What runs before the map's other scripts: maps/web/static/zone-early.js and zone-loading.js. */
declare namespace ZoneMap {
  interface EarlyScripts {
    /** Resolves once the next frame has been painted. */
    painted(): Promise<void>;
    /** Gives way to the browser, so that a press is answered between two steps. */
    rested(): Promise<void>;
    /** The first messages of an embedding page. */
    asked: MessageEvent[];
    /** Show a part's panel, and no other; null where the page has none of it. */
    showPanel(id: string): Element | null;
    /** Resolves once the linked scripts have run; the site's modules are loaded once the map is there. */
    load(modules: string[]): Promise<void>;
    /**
     * Say what has not come after a while, in the words of a template on the map, until it comes; fails where
     * that does.
     */
    tellMissing(name: string, coming: Promise<unknown>): Promise<void>;
  }
}
