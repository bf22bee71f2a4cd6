"""Modules joined into one script do what they did apart."""

import subprocess

import pytest

from webapp.saved.modules import join_modules

MODULES = {
    "main.js": """import { shout as loud } from "./lib/say.js";
import {
  NAME,
  greet,
} from "./lib/greet.js";
const run = async () => {
  const { Late } = await import("./late.js");
  console.log(JSON.stringify([loud(greet(NAME)), new Late().n]));
};
run();
""",
    "lib/say.js": "const mark = '!';\nexport const shout = (text) => text + mark;\n",
    "lib/greet.js": """import { shout } from "./say.js";
const mark = "?";
export const NAME = "you";
export function greet(name) {
  return shout(`hey ${name}${mark}`);
}
""",
    "late.js": "export class Late {\n  n = 7;\n}\n",
}


def test_each_module_runs_once_with_what_it_imports(tmp_path, node):
    text = join_modules("main.js", MODULES.__getitem__)
    assert text.count("const shout = ") == 1
    path = tmp_path / "joined.cjs"
    path.write_text(text)
    done = subprocess.run([node, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == '["hey you?!!",7]'


def test_what_no_module_uses_is_left_out():
    modules = {
        "main.js": 'import { a } from "./a.js";\na();\n',
        "a.js": """import { b, c } from "./b.js";
import { only } from "./only.js";
const WORDS = {
  a: "b",

  c: "d",
};
export const a = () => b;
export const unused = () => {
  const word = WORDS.a;

  return c(word, only);
};
""",
        "b.js": "export const b = 1;\nexport const c = (each) => each;\nexport class Other {\n  n = 7;\n}\n",
        "only.js": "export const only = 1;\n",
    }
    text = join_modules("main.js", modules.__getitem__)
    assert [
        each for each in ("WORDS", "unused", "only", "c", "Other") if each in text.split()
    ] == []
    assert "const b = 1;" in text


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        ({"a.js": 'import { b } from "./b.js";\n', "b.js": 'import { a } from "./a.js";\n'}, "each other: a.js → b.js → a.js"),
        ({"a.js": "export default 1;\n"}, "export default 1"),
        ({"a.js": "new URL('x', import.meta.url);\n"}, "import.meta"),
        ({"a.js": 'import * as b from "./b.js";\n', "b.js": ""}, "import \\* as b"),
    ],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused(modules, said):
    with pytest.raises(ValueError, match=said):
        join_modules("a.js", modules.__getitem__)
