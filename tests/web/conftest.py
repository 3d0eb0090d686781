"""One open site a test."""

from collections.abc import Iterator

import pytest
from site_for_tests import Site, open_site


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site
