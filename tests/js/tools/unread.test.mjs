// Which pieces of an address are named as not read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { listUnread } from "../../../webapp/static/tools/unread.js";

const known = {
  isView: (text) => text === "bounds=1,2,3,4" || text === "12/28.9/105.4",
  isPart: (text) => ["core", "park", "east", "west", "north"].includes(text),
  choices: { view: ["zone", "region"], rings: ["10", "50"], background: [] },
};

for (const [hash, unread] of [
  ["", []],
  ["#bounds=1,2,3,4&compare=core,park&ask=28.9,105.4&from=core&rings=10,50&lines=0&view=region", []],
  ["#12/28.9/105.4&line=28.9,105.4;29,105.5&from=28.9,105.4", []],
  ["#?secret=abc&plots=xyz&drawn=name", []], // what others append, and what is told where it is read
  ["#compare=core,nonsense,park,more", ["compare=nonsense,more"]],
  ["#ask=garbage", ["ask=garbage"]],
  ["#ask=95,105", ["ask=95,105"]],
  ["#part=unknown", ["part=unknown"]],
  ["#from=unknown&rings=50", ["from=unknown"]],
  ["#from=core&rings=50,7", ["rings=7"]],
  ["#12/foo/bar", ["12/foo/bar"]],
  ["#bounds=1,2,x&view=world", ["bounds=1,2,x", "view=world"]],
  ["#area=28.9,105.4;x;29,105.5", ["area=x"]],
  ["#compare=core,park,core,east,west,north", ["compare=north"]],
  ["#from=28.9,105.4;29,105.5", ["from=29,105.5"]],
  ["#from=core;29,105.5", ["from=core"]],
  ["#ask=28.9,105.4;29,105.5", ["ask=29,105.5"]],
  ["#12/28.9", ["12/28.9"]],
  ["#ask=28.9,105.4&ask=29,105.5", ["ask=28.9,105.4"]],
  ["#ask=28.9,105.4&ask=28.9,105.4&place=luzhou", []],
  ["#bounds=5,6,7,8&bounds=1,2,3,4", ["bounds=5,6,7,8"]],
  ["#from=core&ring=50&zoom=12", ["ring=50", "zoom=12"]],
  ["#ask=x&ask=28.9,105.4&nope=%", ["ask=x", "nope=%"]],
  [`#part=${"a".repeat(50)}`, [`part=${"a".repeat(40)}…`]],
])
  test(`of ${hash || "nothing"} is named ${unread.join(" and ") || "nothing"}`, () =>
    assert.deepEqual(listUnread(hash, known), unread));
