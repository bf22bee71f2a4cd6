// The command for what is too large, with the name of the file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameInCommand } from "../../../../webapp/static/plots/adding/inspect.js";

const DETAIL = "Too large. Measure them with `zonemap measure FILE -o result.csv`, or send fewer at a time.";
const files = (...names) => names.map((name) => ({ name }));

test("the command names the one file", () => {
  assert.match(nameInCommand(DETAIL, files("地块.zip")), /`zonemap measure '地块\.zip' -o result\.csv`/);
  assert.match(nameInCommand(DETAIL, files("my plots.shp")), /measure 'my plots\.shp' -o/);
  assert.match(nameInCommand(DETAIL, files("a-1.zip")), /measure a-1\.zip -o/);
  assert.match(nameInCommand(DETAIL, files("$& $(x).zip")), /measure '\$& \$\(x\)\.zip' -o/);
});

test("several files, pasted text and names that a shell would take otherwise are left to the reader", () => {
  for (const each of [[], files("a.zip", "b.zip"), files("a'; b.zip"), files("a\nb.zip")]) {
    assert.equal(nameInCommand(DETAIL, each), DETAIL);
  }
  assert.equal(nameInCommand(DETAIL), DETAIL);
  assert.equal(nameInCommand("No file.", files("FILE")), "No file.");
});
