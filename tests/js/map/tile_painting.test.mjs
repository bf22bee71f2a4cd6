// Which tiles a square of the map shows, and how a worker reads and paints them, with a canvas that only counts.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.ZoneMap = {};
globalThis.Path2D = class {
  rects = [];
  rect(...box) {
    this.rects.push(box);
  }
};
const surfaces = [];
globalThis.OffscreenCanvas = class {
  constructor(side) {
    this.side = side;
    this.clips = [];
    surfaces.push(this);
  }
  getContext() {
    const { clips } = this;
    return { setTransform() {}, clearRect() {}, save() {}, restore() {}, clip: (path) => clips.push(path.rects) };
  }
  transferToImageBitmap() {
    return { side: this.side };
  }
};
const folder = "../../../maps/web/static";
for (const name of ["reader", "square", "worker", "sources"]) await import(`${folder}/zone-tile-${name}.js`);
const { makeTileWorkshop, tileSources } = globalThis.ZoneMap;
const painted = [];
globalThis.ZoneMap.paintTile = (_, layers, how) => painted.push([layers, how]);

const about = { zooms: [4, 10, 14], detail: [105.3, 28.8, 105.5, 28.9] };
const at = (lon, lat, z) => {
  const y = 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);
  return { x: Math.floor((lon / 360 + 0.5) * 2 ** (z - 1)), y: Math.floor(y * 2 ** (z - 1)), z };
};
const square = (...pieces) => ({ side: 514, scheme: 1, zoom: 15, lat: 28, pieces });
const piece = (key, clip = null) => ({ key, unit: 0.1, scale: 0.1, left: 0, top: 0, clip });

test("within the detail a square shows its finest tile, far from it the region's", () => {
  const [inside, ...none] = tileSources.find(about, at(105.4, 28.85, 15));
  assert.deepEqual([inside.z, inside.over, none.length], [14, 1, 0]);
  const [outside] = tileSources.find(about, at(100, 28.85, 15));
  assert.deepEqual([outside.z, outside.over], [10, 16]);
});

test("at the edge of the detail each source keeps to its side, of which it is told by units", () => {
  const coords = at(105.3, 28.85, 15);
  const sources = tileSources.find(about, coords);
  assert.deepEqual(
    sources.map(({ z }) => z),
    [10, 14],
  );
  const clips = sources.map((each) => tileSources.clip(about, each, coords));
  assert.deepEqual(
    clips.map(({ isWithin }) => isWithin),
    [false, true],
  );
  const [left] = clips[1].box;
  assert.ok(left > 0 && left < 4096);
});

test("a worker reads what it was given, paints it once asked, and forgets what is dropped", () => {
  const follow = makeTileWorkshop();
  assert.equal(follow({ style: { inks: {} } }), null);
  assert.equal(follow({ key: "1/0/0", bytes: new Uint8Array() }), null);
  const clip = { box: [1, 2, 3, 4], isWithin: false };
  assert.deepEqual(follow({ id: 7, square: square(piece("1/0/0", clip)) }), { id: 7, bitmap: { side: 514 } });
  assert.deepEqual(surfaces.at(-1).clips, [
    [
      [1, 2, 3, 4],
      [-4096, -4096, 12288, 12288],
    ],
  ]);
  assert.deepEqual(painted.at(-1)[1], { scheme: 1, zoom: 15, lat: 28, unit: 0.1, style: { inks: {} } });
  follow({ drop: "1/0/0" });
  assert.match(follow({ id: 8, square: square(piece("1/0/0")) }).fault, /no tile/);
});

test("of a damaged tile a worker answers with its fault, and goes on", () => {
  const follow = makeTileWorkshop();
  follow({ key: "bad", bytes: new Uint8Array([26, 99]) });
  follow({ key: "good", bytes: new Uint8Array() });
  assert.match(follow({ id: 1, square: square(piece("bad")) }).fault, /too early/);
  assert.equal(follow({ id: 2, square: square(piece("good")) }).bitmap.side, 514);
});

test("of layers that are not wanted no feature is read", () => {
  const layer = (name, rest) => [
    26,
    name.length + 2 + rest.length,
    10,
    name.length,
    ...new TextEncoder().encode(name),
    ...rest,
  ];
  const broken = [18, 2, 34, 9]; // a feature whose geometry ends too early
  const bytes = new Uint8Array([...layer("land", broken), ...layer("names", [])]);
  assert.deepEqual([...globalThis.ZoneMap.readTile(bytes, ["names"]).keys()], ["land", "names"]);
  assert.throws(() => globalThis.ZoneMap.readTile(bytes));
});
