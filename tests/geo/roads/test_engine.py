import sys

import pytest

from geo.errors import InputError
from geo.roads.build import check_packages
from geo.roads.engine import load_engine


@pytest.mark.parametrize(("version", "said"), [
    ((3, 11, 7), "needs Python 3.12 or later"), ((3, 12, 1), r"pip install 'luzhou-zone-map\[roads\]'"),
])  # fmt: skip
def test_without_the_engine_one_sentence_says_what_to_do(monkeypatch, version, said):
    monkeypatch.setitem(sys.modules, "valhalla", None)
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(InputError, match=said) as caught:
        load_engine()
    assert "\n" not in str(caught.value)
    with pytest.raises(InputError):
        check_packages()
