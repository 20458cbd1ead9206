"""DESIGN §9: the company's seal is PAdES, one flipped byte is seen, a silent authority is cut off."""

import time
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from portal.core.company_seal.sealer import NotSealed, NotSeen, Sealer, sealer
from portal.core.printing.job import DataFile, Job
from portal.core.printing.renderer import renderer
from portal.sealing import Sealing
from tests.core.company_seal.sealed import (
    COMPANY,
    PASSWORD,
    authority,
    certificate,
    key_file,
    pem_file,
    silence,
)
from tests.core.printing.pdfa import faults_of

ODD = (b"/ByteRange", b"%PDF-1.7 /ByteRange [0 1 2 3]", b"%PDF-1.7\n" + b"/ByteRange<<" * 9999)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """An archive PDF with a file in it."""
    return renderer().render(Job(("<p>一份单据</p>",), DataFile("document.json", "数据", b"{}")))


def test_a_sealed_pdf_is_told_whole_with_whose_certificate_it_is(pdf: bytes, tmp_path: Path) -> None:
    sealing = key_file(tmp_path)
    made = sealer().put_on(pdf, sealing)
    (seen,) = sealer().look(made, sealing)
    assert (seen.intact, seen.ours, seen.subject, seen.at) == (True, True, COMPANY, None)
    assert made.startswith(pdf)
    assert b"/ETSI.CAdES.detached" in made


def test_a_pem_file_with_other_certificates_before_its_own_will_do(pdf: bytes, tmp_path: Path) -> None:
    sealing = pem_file(tmp_path, (certificate("别的公司", days=31),))
    (seen,) = sealer().look(sealer().put_on(pdf, sealing), sealing)
    assert (seen.intact, seen.ours) == (True, True)


def test_it_is_still_pdf_a_3u_and_holds_its_file(pdf: bytes, tmp_path: Path) -> None:
    made = sealer().put_on(pdf, key_file(tmp_path))
    assert faults_of(made) == []
    with pikepdf.open(BytesIO(made)) as whole:
        assert whole.attachments["document.json"].get_file().read_bytes() == b"{}"


def test_an_authority_says_when_it_was(pdf: bytes, tmp_path: Path) -> None:
    with authority() as address:
        made = sealer().put_on(pdf, key_file(tmp_path, authority=address))
    (seen,) = sealer().look(made, None)
    assert (seen.intact, seen.ours, seen.authority) == (True, False, "时间戳中心")
    assert seen.at is not None and datetime.now(UTC) - seen.at < timedelta(minutes=5)


def test_every_flipped_byte_is_seen(pdf: bytes, tmp_path: Path) -> None:
    made = sealer().put_on(pdf, key_file(tmp_path))
    for place in (pdf.index(b"stream") + 20, len(pdf) // 2, len(pdf) - 40):
        changed = bytearray(made)
        changed[place] ^= 1
        try:
            (seen,) = sealer().look(bytes(changed), None)
        except NotSeen:
            continue
        assert not seen.intact, place


def test_what_is_added_after_the_seal_is_seen(pdf: bytes, tmp_path: Path) -> None:
    made = sealer().put_on(pdf, key_file(tmp_path))
    again = sealer().put_on(pdf, key_file(tmp_path, days=20))
    (seen,) = sealer().look(made + again[len(pdf) :], None)[:1]
    assert not seen.intact
    (seen,) = sealer().look(made + b"\n% more\n", None)
    assert not seen.intact


def test_a_certificate_of_the_same_name_is_not_taken_for_ours(pdf: bytes, tmp_path: Path) -> None:
    other = sealer().put_on(pdf, key_file(tmp_path, days=20))
    (seen,) = sealer().look(other, key_file(tmp_path))
    assert (seen.subject, seen.intact, seen.ours) == (COMPANY, True, False)


def test_an_unsealed_pdf_has_none_and_wakes_no_process(pdf: bytes) -> None:
    asleep = Sealer()
    assert asleep.look(pdf, None) == ()
    assert asleep.process is None


@pytest.mark.parametrize("content", ODD)
def test_what_is_no_pdf_is_told_and_the_process_goes_on(content: bytes, pdf: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotSeen):
        sealer().look(content, None)
    assert sealer().look(sealer().put_on(pdf, key_file(tmp_path)), None)[0].intact


def test_an_expired_certificate_is_told_with_its_day(pdf: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotSealed, match=r"公司的签章证书已于 \d{4}-\d\d-\d\d 过期") as told:
        sealer().put_on(pdf, key_file(tmp_path, days=-2))
    assert told.value.lasting


def test_a_wrong_password_and_a_broken_file_are_told(pdf: bytes, tmp_path: Path) -> None:
    good = key_file(tmp_path)
    broken = tmp_path / "broken.p12"
    broken.write_bytes(b"nothing")
    for sealing in (Sealing(good.file, "x"), Sealing(good.file), Sealing(broken, PASSWORD)):
        with pytest.raises(NotSealed, match="密码不对，或者文件坏了") as told:
            sealer().put_on(pdf, sealing)
        assert told.value.lasting
    with pytest.raises(NotSealed, match="读不出来"):
        sealer().put_on(pdf, Sealing(tmp_path / "none.p12"))


def test_an_authority_that_never_answers_is_cut_off(pdf: bytes, tmp_path: Path) -> None:
    patient = Sealer(seconds=5)
    patient.put_on(pdf, key_file(tmp_path))
    patient.seconds = 1
    with silence() as address:
        before = time.monotonic()
        with pytest.raises(NotSealed, match="时间戳服务 1 秒没有回答") as told:
            patient.put_on(pdf, key_file(tmp_path, authority=address))
    assert time.monotonic() - before < 4
    assert not told.value.lasting
    patient.stop()


def test_an_authority_that_is_not_there_is_told(pdf: bytes, tmp_path: Path) -> None:
    with silence() as address:
        pass
    with pytest.raises(NotSealed, match="时间戳服务没有给出时间戳") as told:
        sealer().put_on(pdf, key_file(tmp_path, authority=address))
    assert not told.value.lasting
