"""The middleware that the settings ask for."""

import pytest
from web_client import make_client


@pytest.mark.parametrize(("proxies", "believed"), [(0, False), (1, True)])
def test_a_proxy_is_believed_when_there_is_one(proxies, believed):
    client = make_client(PROXIES=proxies, HSTS_SECONDS=1)
    answer = client.get("/areas", headers={"X-Forwarded-Proto": "https"})
    assert ("Strict-Transport-Security" in answer.headers) == believed
