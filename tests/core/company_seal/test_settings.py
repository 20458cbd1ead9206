"""The settings of the company's seal: off where none is given, and one sentence where they cannot be used."""

from pathlib import Path

import pytest

from portal.config import BadSetting, Settings


def test_without_settings_nothing_is_sealed() -> None:
    assert Settings.from_environment({}).sealing is None


def test_a_password_is_given_itself_or_by_a_file(tmp_path: Path) -> None:
    file, secret = tmp_path / "seal.p12", tmp_path / "secret"
    file.write_bytes(b"x")
    secret.write_text("印章\n")
    given = {"PORTAL_SEAL": f"{file}", "PORTAL_SEAL_TSA": "http://tsa.example.com/stamp"}
    one = Settings.from_environment({**given, "PORTAL_SEAL_PASSWORD": "印章"}).sealing
    other = Settings.from_environment({**given, "PORTAL_SEAL_PASSWORD_FILE": f"{secret}"}).sealing
    assert one == other and one is not None
    assert (one.file, one.password, one.authority) == (file, "印章", "http://tsa.example.com/stamp")
    assert "印章" not in repr(one)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"PORTAL_SEAL": "/nowhere/seal.p12"}, "PORTAL_SEAL=/nowhere/seal.p12：证书文件读不出来"),
        ({"PORTAL_SEAL": ""}, "没有写证书文件"),
        ({"PORTAL_SEAL_PASSWORD_FILE": "/nowhere"}, "密码和密码文件只能写一个"),
        ({"PORTAL_SEAL_PASSWORD": "", "PORTAL_SEAL_PASSWORD_FILE": "/nowhere"}, "密码文件读不出来"),
        ({"PORTAL_SEAL_TSA": "tsa.example.com"}, "请写时间戳服务的网址"),
        ({"PORTAL_SEAL_TSA": "file:///etc/passwd"}, "请写时间戳服务的网址"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(tmp_path: Path, wrong, words: str) -> None:
    file = tmp_path / "seal.p12"
    file.write_bytes(b"x")
    with pytest.raises(BadSetting, match=words) as told:
        Settings.from_environment({"PORTAL_SEAL": f"{file}", "PORTAL_SEAL_PASSWORD": "秘密"} | wrong)
    assert "秘密" not in str(told.value)
