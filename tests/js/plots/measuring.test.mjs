// Features that the server measures: what is sent of them, and what comes back of those that it refuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { measureThere } from "../../../webapp/static/plots/measuring.js";

const shape = { type: "Polygon", coordinates: [] };
const features = [0, 1].map((id) => ({ type: "Feature", id, properties: {}, geometry: shape }));
const app = { site: { addresses: { inspect: "/api/inspect" }, lang: "en" } };

test("a place in the list is no name, and a refusal is a row with its reason", async () => {
  globalThis.location = { href: "http://localhost/" };
  let sent;
  globalThis.fetch = async (_address, { body }) => {
    sent = JSON.parse(body);
    const layer = { rows: [{ number: 2, name: null, area_m2: 5 }], left_out: [{ row: 1, reason: "redraw it" }] };
    return { ok: true, json: async () => ({ layers: [layer], method: "m", data_hash: "h" }) };
  };
  const { rows } = await measureThere(app, features);
  assert.ok(sent.features.every((each) => !("id" in each)));
  assert.deepEqual(
    rows.map(({ number, area_m2, warnings }) => [number, area_m2, warnings]),
    [
      [1, null, ["redraw it"]],
      [2, 5, undefined],
    ],
  );
});
