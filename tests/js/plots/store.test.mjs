import assert from "node:assert/strict";
import { test } from "node:test";
import { PlotStore } from "../../../webapp/static/plots/store.js";

const feature = (id) => ({ type: "Feature", id, geometry: { type: "Point", coordinates: [105, 28] }, properties: {} });
const layer = (name, ...ids) => ({
  name,
  origin: "file",
  features: ids.map(feature),
  rows: ids.map((id) => ({ number: id + 1, name: `${name}${id}` })),
});
const heard = (store, kind) => {
  const events = [];
  store.on(kind, ({ detail }) => events.push(detail));
  return events;
};

test("layers get an id and the first hue that is free", () => {
  const store = new PlotStore();
  const [a, b] = [store.add(layer("a", 0)), store.add(layer("b", 0))];
  assert.deepEqual([a.hue, b.hue], [0, 1]);
  assert.notEqual(a.id, b.id);
  store.remove(a.id);
  assert.equal(store.add(layer("c", 0)).hue, 0);
});

test("a layer that was kept comes back with its id and hue, unless the id is taken", () => {
  const store = new PlotStore();
  assert.deepEqual(
    [{ ...layer("a"), id: "layer-1", hue: 4, isShown: false }].map((each) => {
      const { id, hue, isShown } = store.add(each);
      return [id, hue, isShown];
    }),
    [["layer-1", 4, false]],
  );
  assert.equal(store.add(layer("b")).id, "layer-2");
  assert.equal(store.add({ ...layer("c"), id: "layer-1" }).id, "layer-3");
});

test("a key stays while the feature keeps its id", () => {
  const store = new PlotStore();
  const { id } = store.add(layer("a", 0, 1, 2));
  const [, , last] = store.entries().map(({ key }) => key);
  store.replace(id, { features: [feature(2)], rows: [{ number: 3, name: "a2" }] });
  assert.deepEqual(
    store.entries().map(({ key }) => key),
    [last],
  );
});

test("hidden layers and what the filter leaves out are not shown", () => {
  const store = new PlotStore();
  const a = store.add(layer("a", 0, 1));
  store.add(layer("b", 0));
  const filtered = heard(store, "filter");
  store.setFilter(({ row }) => row.number === 1);
  assert.deepEqual(
    store.shownEntries().map(({ row }) => row.name),
    ["a0", "b0"],
  );
  store.show(a.id, false);
  assert.deepEqual(
    store.shownEntries().map(({ row }) => row.name),
    ["b0"],
  );
  assert.equal(store.entries().length, 3);
  assert.equal(filtered.length, 1);
});

test("what was removed comes back to its place, once", () => {
  const store = new PlotStore();
  const [, b] = ["a", "b", "c"].map((name) => store.add(layer(name, 0)));
  store.remove(b.id);
  assert.ok(store.canUndo);
  store.undoRemove();
  store.undoRemove();
  assert.deepEqual(
    store.layers.map(({ name }) => name),
    ["a", "b", "c"],
  );
  store.clear();
  assert.equal(store.entries().length, 0);
  store.undoRemove();
  assert.equal(store.layers.length, 3);
});

test("what is removed is neither selected nor hovered any more", () => {
  const store = new PlotStore();
  const { id } = store.add(layer("a", 0));
  const [{ key }] = store.entries();
  const [selections, hovers] = [heard(store, "select"), heard(store, "hover")];
  store.select(key, "map");
  store.hover(key);
  store.hover(key);
  store.remove(id);
  assert.deepEqual(
    selections.map((each) => each.key),
    [key, null],
  );
  assert.deepEqual(
    hovers.map((each) => each.key),
    [key, null],
  );
});

test("what is not there cannot be selected", () => {
  const store = new PlotStore();
  store.select("no/1", "table");
  assert.equal(store.selected, null);
});
