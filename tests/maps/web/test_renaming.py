"""Short names of variables: the script must do what it did."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from maps.assets import (
    EMBED_SCRIPTS,
    LANGUAGE_SCRIPT,
    LIST_SCRIPTS,
    LOADING_SCRIPT,
    ROAD_SCRIPTS,
    SHELL_SCRIPT,
    TILE_SCRIPTS,
    minify_script,
    read_asset,
)
from maps.web.renaming import shorten_names
from maps.web.squeeze import squeeze_script

ROOT = Path(__file__).parents[3]
OWN_SCRIPTS = (*EMBED_SCRIPTS[1:], *LIST_SCRIPTS, *ROAD_SCRIPTS, *TILE_SCRIPTS)
OWN_SCRIPTS = (*OWN_SCRIPTS, SHELL_SCRIPT, LOADING_SCRIPT, LANGUAGE_SCRIPT)


@pytest.mark.parametrize(
    ("script", "short"),
    [
        ("(()=>{const {name,at:place}=o;f(name,place)})()", "(()=>{let {name:a,at:b}=o;f(a,b)})()"),
        ("(()=>{const [one,,two=one]=o;f(two)})()", "(()=>{let [a,,b=a]=o;f(b)})()"),
        ("((one,{two=2,...rest})=>one+two+rest)()", "((a,{two:b=2,...c})=>a+b+c)()"),
        ("(one=>{{let one=1;f(one)}return one})(2)", "(a=>{{let a=1;f(a)}return a})(2)"),
        ("(one=>o.one.map(two=>[one,two,{one}]))()", "(a=>o.one.map(b=>[a,b,{one:a}]))()"),
        ("(one=>`${one}one${`${one}`}`)()", "(a=>`${a}one${`${a}`}`)()"),
        ("(one=>/one/.test('one')||one)()", "(a=>/one/.test('one')||a)()"),
        ("(one=>{try{f(one)}catch(two){f(two)}})()", "(a=>{try{f(a)}catch(a){f(a)}})()"),
        (
            "(()=>{for(let one=0,two=1;one<two;one++)f(one)})()",
            "(()=>{for(let a=0,b=1;a<b;a++)f(a)})()",
        ),
        (
            "(()=>{function*one({two}){yield two}f(one)})()",
            "(()=>{function*a({two:a}){yield a}f(a)})()",
        ),
        ("(one=>one?{one:one}:{two:one})()", "(a=>a?{one:a}:{two:a})()"),
        ("(one=>({two:2*one(one)}))()", "(a=>({two:2*a(a)}))()"),
        ("(one=>{try{f()}catch{one(one)}})()", "(a=>{try{f()}catch{a(a)}})()"),
        (
            "(()=>{class One{two=3*One.four;get(five){}}})()",
            "(()=>{class a{two=3*a.four;get(a){}}})()",
        ),
        (
            "(()=>{class One{static{One.two=3}}f(One)})()",
            "(()=>{class a{static{a.two=3}}f(a)})()",
        ),
        ("(()=>{class One{}return{One}})()", "(()=>{class a{}return{One:a}})()"),
        ("(async(one)=>{await one;})()", "(async(a)=>{await a})()"),
    ],
)
def test_names_of_variables_are_short_and_of_properties_kept(script, short):
    assert shorten_names(script) == short


def test_members_of_classes_keep_their_names_unless_they_are_private():
    script = (
        "(()=>{class One{#two=1;three=2;four(five){return this.#two+this.three+five}}f(One)})()"
    )
    assert shorten_names(script) == (
        "(()=>{class a{#a=1;three=2;four(a){return this.#a+this.three+a}}f(a)})()"
    )


def test_a_global_keeps_its_name_where_a_variable_has_the_same():
    script = "(()=>{const f=(name)=>name;f(name);const g=(open)=>open;g(1);})()"
    assert shorten_names(script) == "(()=>{let a=name=>name;a(name);let b=a=>a;b(1)})()"


def test_a_short_name_is_none_that_is_used_around():
    script = "(()=>{const one=1;const f=(two)=>{const a=3;return one+two+a};f(2)})()"
    answer = shorten_names(script).replace("(()=>{", "(()=>{return ", 1)
    inner = re.search(r"let \w+=(\w+)=>\{let (\w+)=3;return (\w+)\+(\w+)\+(\w+)", answer)
    assert len({inner[3], inner[4], inner[5]}) == 3
    assert (inner[1], inner[2]) == (inner[4], inner[5])


@pytest.mark.parametrize("name", OWN_SCRIPTS)
@pytest.mark.slow
def test_each_script_of_the_map_stays_one(name, tmp_path, node):
    squeezed = squeeze_script(read_asset(name).decode())
    short = shorten_names(squeezed)
    assert len(short) < len(squeezed)
    path = tmp_path / "script.js"
    path.write_text(short, "utf-8")
    subprocess.run([node, "--check", str(path)], check=True)


def list_unknown_names(texts, folder, tsc):
    """Return by script the names that it uses without declaring them, beside the browser's own."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(f"{text}\nexport {{}};", "utf-8")
    checks = ["--noEmit", "--ignoreConfig", "--allowJs", "--checkJs", "--target", "esnext"]
    options = ["--lib", "esnext,dom,dom.iterable", "--types", ""]
    run = subprocess.run(
        [tsc, *checks, *options, *map(str, sorted(folder.iterdir()))],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = re.findall(r"([^/\n]+\.js)\(.*error TS(?:2304|2552|18004|2686).*?'(\w+)'", run.stdout)
    return {name: {word for file, word in found if file == name} for name in texts}


@pytest.mark.slow
def test_no_script_loses_what_it_declares(tmp_path, tsc):
    scripts = {name: squeeze_script(read_asset(name).decode()) for name in OWN_SCRIPTS}
    before = list_unknown_names(scripts, tmp_path / "before", tsc)
    short = {name: shorten_names(text) for name, text in scripts.items()}
    assert list_unknown_names(short, tmp_path / "after", tsc) == before
    assert set().union(*before.values()) == {"L", "ZoneMap"}


PROGRAM = """
const results = [];
(() => {
  const total = 10;
  class Counter {
    #count = 0;
    static of(start) { const made = new Counter(); made.#count = start; return made; }
    get value() { return this.#count; }
    set value(count) { this.#count = count; }
    add({ by = total, times: [first, ...others] } = { times: [1] }) {
      for (const time of [first, ...others]) for (let n = 0; n < time; n++) this.#count += by;
      return this;
    }
  }
  const shadowed = (total) => [total].map((total) => total + 1).concat(total);
  const late = () => { try { throw new Error("x"); } catch ({ message }) { return message; } };
  function* walk(list, depth = 0) {
    for (const each of list) Array.isArray(each) ? yield* walk(each, depth + 1) : yield [each, depth];
  }
  const name = "outer";
  const object = { name, late, [name]: `${name} ${((name) => `in ${name}`)("arrow")}`, f() { return name; } };
  let { length } = "four", more = length / 2 / 1;
  const pick = (is) => is ? (x) => x * more : (y) => y - more;
  results.push(Counter.of(1).add({ times: [2, 3] }).value, shadowed(1), late(), [...walk([1, [2, [3]]])]);
  results.push(object, object.f(), pick(true)(3), pick(false)(3), /na[me/]+/.test(name), typeof missing);
})();
console.log(JSON.stringify(results));
"""


def test_a_script_does_what_it_did(tmp_path, node):
    squeezed = squeeze_script(minify_script(PROGRAM))
    outputs = []
    for text in (PROGRAM, squeezed, shorten_names(squeezed)):
        path = tmp_path / "script.js"
        path.write_text(text, "utf-8")
        run = subprocess.run([node, str(path)], check=True, capture_output=True, text=True)
        outputs.append(json.loads(run.stdout))
    assert outputs[0] == outputs[1] == outputs[2]
