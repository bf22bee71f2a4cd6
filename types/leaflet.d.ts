/** What @types/leaflet leaves out: members that subclasses override, and the events of the zone. */
import "leaflet";

declare module "leaflet" {
  interface GridLayer {
    /** While a zoom is animated: without `noUpdate` tiles of the new one are made at once. */
    _animateZoom(event: ZoomAnimEvent): void;
  }
  interface Marker {
    _icon?: HTMLElement | null;
    _setPos(at: Point): void;
    _animateZoom(event: ZoomAnimEvent): void;
  }
  interface Evented {
    /** What was added to be compared has changed. */
    on(type: "zone:plots", fn: () => void): this;
    /** An added plot, line or site was selected. */
    on(type: "zone:plot", fn: (event: { name: string; at: [lat: number, lon: number] }) => void): this;
    on(type: "zone:select", fn: (event: ZoneMap.SelectEvent) => void): this;
    on(type: "zone:hover", fn: (event: { id: string; on: boolean }) => void): this;
    /** What lies over the map has another size; of a card that closes, no other takes its place. */
    on(type: "zone:free", fn: (event: { by?: "card" | "closed" | "credits" }) => void): this;
    /** A view was asked for. */
    on(type: "zone:view", fn: (event: { view: string }) => void): this;
    /** Which view the map shows now, if it shows one. */
    on(type: "zone:shown", fn: (event: { view: string | null }) => void): this;
  }

  interface Renderer {
    _container: HTMLElement;
    _bounds: Bounds;
    _initContainer(): void;
    _destroyContainer(): void;
    _update(): void;
    _onAnimZoom(event: ZoomAnimEvent): void;
  }

  interface Map {
    _animatingZoom?: boolean;
    _latLngToNewLayerPoint(latlng: LatLng, zoom: number, center: LatLng): Point;
  }

  interface Handler {
    /** Of dragging: whether the press that ends moved the map. */
    moved?(): boolean;
  }

  interface TileLayer {
    _level: { origin: Point };
    _addTile(coords: Coords, container: HTMLElement): void;
    _getTilePos(coords: Coords): Point;
    _getTiledPixelBounds(center: LatLng): Bounds;
  }
}
