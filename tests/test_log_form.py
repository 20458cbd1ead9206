"""PORTAL_LOG: json, text, or nothing; anything else is told and not guessed."""

import pytest

from portal.config import BadSetting, Settings


def test_the_form_of_the_log_is_one_of_three(tmp_path) -> None:
    where = {"PORTAL_DATA": str(tmp_path)}
    for said, form in (("json", "json"), (" text ", "text"), ("", "")):
        assert Settings.from_environment(where | {"PORTAL_LOG": said}).log == form
    with pytest.raises(BadSetting, match="PORTAL_LOG"):
        Settings.from_environment(where | {"PORTAL_LOG": "JSON"})
