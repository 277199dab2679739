"""The campaigns of trust: each tries what it says."""

from __future__ import annotations

import pytest

import trust


@pytest.mark.parametrize("campaign", trust.CAMPAIGNS, ids=lambda campaign: campaign.name)
def test_every_test_file_that_a_campaign_names_is_there(campaign: trust.Campaign) -> None:
    """One that was renamed would be left out in silence, and the figure would be of less than it says."""
    assert [name for name in campaign.tests if not any(trust.TESTS.glob(name))] == []
