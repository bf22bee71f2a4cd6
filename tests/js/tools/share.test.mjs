import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeParentheses } from "../../../webapp/static/tools/share.js";

test("an address in Markdown has no parentheses", () => {
  const address = "http://127.0.0.1/?title=a)](http://evil.example/#(b)";
  const encoded = encodeParentheses(address);
  assert.doesNotMatch(encoded, /[()]/);
  assert.equal(decodeURIComponent(encoded), address);
});
