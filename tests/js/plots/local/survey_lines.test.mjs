// Lines of a survey without a network: corners are a plot as on the server, metres wait for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, readText } from "../../../../webapp/static/plots/local/offline.js";

const NEAR = [28.9, 105.44];
const read = (text) => readText(text, "", NEAR);
const CORNERS = ["105°27′32.4″E 28°52′48″N", "105°27′54″E 28°52′48″N", "105°27′54″E 28°52′33.6″N"];
const numbered = (form, numbers = [1, 2, 3]) => numbers.map((n, at) => form(n, CORNERS[at % 3])).join("\n");

for (const [name, text] of Object.entries({
  "degrees, minutes and seconds": numbered((n, at) => `J${n} ${at}`),
  "a heading": `点号 经度 纬度\n${numbered((n, at) => `J${n} ${at}`)}`,
  "a heading with commas": "点号,经度,纬度\nJ1,105.459,28.88\nJ2,105.465,28.88\nJ3,105.465,28.876",
  "heights beside them": "点号,经度,纬度,H\nJ1,105.459,28.88,262\nJ2,105.465,28.88,263\nJ3,105.465,28.876,264",
  decimals: "J1 105.459 28.88\nJ2 105.465 28.88\nJ3 105.465 28.876",
})) {
  test(`numbered corners with ${name} are a plot`, () => {
    const { features, told } = read(text);
    assert.deepEqual(told, ["cornerNumbers"]);
    const [{ geometry }, ...others] = features;
    assert.equal(others.length, 0);
    assert.equal(geometry.type, "Polygon");
    const [ring] = geometry.coordinates;
    assert.equal(ring.length, 4);
    assert.deepEqual(ring[0], ring[3]);
    assert.ok(Math.abs(ring[0][0] - 105.459) < 1e-9 && Math.abs(ring[2][1] - 28.876) < 1e-9, String(ring));
  });
}

test("corners that begin anew are points, and so are two", () => {
  const types = (text) => read(text).features.map(({ geometry }) => geometry.type);
  assert.deepEqual(types(numbered((n, at) => `J${n} ${at}`, [1, 2, 1, 2])), Array(4).fill("Point"));
  assert.deepEqual(types(numbered((n, at) => `J${n} ${at}`, [1, 2])), ["Point", "Point"]);
});

test("corners out of their order wait for the server", () => {
  assert.throws(() => read(numbered((n, at) => `J${n} ${at}`, [1, 3, 2])), { message: "offlineFormat" });
});

test("positions of one line are read as lines of their own", () => {
  const places = ["105.44,28.9", "105.446,28.9005", "105.4465,28.896"];
  for (const end of [[], [places[0]]]) {
    assert.deepEqual(read([...places, ...end].join(";")).features, read([...places, ...end].join("\n")).features);
  }
});

test("a heading of degrees is no place", () => {
  assert.equal(read("经度 纬度\n105.459 28.88\n105.465 28.88").features.length, 2);
});

for (const line of [
  "3196055.8 35544776.3",
  "J1 3196055.8m 35544776.3m",
  "J1 X=3196055.8 Y=35544776.3",
  "3196055.8米，35544776.3米",
  "J1,3196055.8,35544776.3",
  "J1\t3,196,055.8\t35,544,776.3",
]) {
  test(`${line} needs the server, and it is said why`, () => {
    for (const text of [line, `点号 X Y\n${line}`, `点号\tX（米）\tY（米）\n${line}`]) {
      assert.throws(() => read(text), { message: "offlineCrs" });
    }
  });
}

test("metres with heights beside them, and kilometres, need the server", () => {
  const heights = "点号,X,Y,H\nJ1,3196055.8,35544776.3,262.3\nJ2,3196055.8,35544876.3,262.3";
  const kilometres = "点号,X（公里）,Y（公里）\nJ1,3196.0558,35544.7763\nJ2,3196.0558,35544.8763";
  for (const text of [heights, kilometres]) assert.throws(() => read(text), { message: "offlineCrs" });
});

test("UTF-32 is told as an encoding, with and without its mark", () => {
  const wide = (text, isLittle) => {
    const view = new DataView(new ArrayBuffer(4 * text.length));
    for (const [n, each] of [...text].entries()) view.setUint32(4 * n, each.codePointAt(0), isLittle);
    return new Uint8Array(view.buffer);
  };
  for (const isLittle of [true, false]) {
    for (const text of ["lon,lat\n105.4,28.9", "\ufefflon,lat\n105.4,28.9"]) {
      assert.throws(() => decode(wide(text, isLittle)), { message: "offlineEncoding" });
    }
  }
  assert.equal(decode(new TextEncoder().encode("甲,1")), "甲,1");
});
