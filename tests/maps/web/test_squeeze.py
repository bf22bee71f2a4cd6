"""Scripts without needless spaces say the same as before."""

import subprocess

import pytest

from maps.assets import EMBED_SCRIPTS, InlineAssets
from maps.web.squeeze import squeeze_script


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = b + c;", "a=b+c;"),
        ("a - -b", "a - -b"),
        ("a + +b", "a + +b"),
        ("a / b / c", "a/b/c"),
        ("x = y.replace(/a , b/g, ' , ')", "x=y.replace(/a , b/g,' , ')"),
        ("return /[/ =]/.test(a)", "return /[/ =]/.test(a)"),
        ("if (a) return; // why = b", "if(a)return;"),
        ('say("http://a , b") // c\nd = 1', 'say("http://a , b")\nd=1'),
        ("`a , ${b ? `c , ${d}` : { e : 1 }.e} , f`", "`a , ${b ? `c , ${d}` : { e : 1 }.e} , f`"),
        ("for (const a of [1]) {}", "for(const a of[1]){}"),
        ("const { a = 1 } = b ?? {};", "const{a=1}=b??{};"),
        ("a?.[0] ?? b === c", "a?.[0]??b===c"),
        ("f`it's`", "f`it's`"),
    ],
)
def test_only_spaces_around_signs_go(before, after):
    assert squeeze_script(before) == after
    assert squeeze_script(after) == after


def test_every_inlined_script_is_a_script_still(tmp_path, node):
    path = tmp_path / "all.js"
    path.write_text("\n;".join(map(InlineAssets().read_text, EMBED_SCRIPTS)), encoding="utf-8")
    done = subprocess.run([node, "--check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
