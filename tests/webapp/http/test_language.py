"""The language of an answer."""

import pytest
from web_client import PAGES


@pytest.mark.parametrize("path", PAGES)
def test_language_by_address_and_by_browser(client, path):
    assert 'lang="zh-Hans"' in client.get(f"{path}?lang=zh").text[:200]
    assert (
        'lang="zh-Hans"'
        in client.get(path, headers={"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5"}).text[:200]
    )
    assert 'lang="en"' in client.get(path, headers={"Accept-Language": "de"}).text[:200]
