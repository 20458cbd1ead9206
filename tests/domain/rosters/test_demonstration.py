"""The demonstration's rosters have one night to come on which nobody is there, whenever it is begun."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.core.desk.moment import this_moment
from portal.demonstration.rosters import fill_rosters
from portal.domain.rosters.queries import stations
from portal.domain.rosters.rotas import rotas
from tests.conftest import TestClock


@pytest.mark.parametrize("hour", [0, 7, 8, 12, 19, 20, 23])
def test_one_night_is_left_at_whatever_hour_it_is_filled(app: Flask, clock: TestClock, hour: int) -> None:
    clock.advance(hours=hour - 10)
    with app.test_request_context():
        fill_rosters()
        first, *others = rotas(stations(this_moment().day), this_moment())
        (gap,) = first.gaps_ahead()
        assert timedelta(hours=12) == gap.ends - gap.begins
        assert timedelta(0) < gap.begins - clock.moment <= timedelta(hours=48)
        assert [rota.gaps_ahead() for rota in others] == [[], []]
