"""The registry of formats, the command that writes them, and the places they are written to."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sendgraph.cli.export import command
from sendgraph.export.formats import FORMATS, ExportError
from sendgraph.export.put import put_file, put_folder
from sendgraph.store.folder import write_store
from tests.export.exporting import folder, store_quads, village, village_backwards, village_triples, written

PLAIN = [name for name, form in FORMATS.items() if not form.is_network]
NETWORK = [name for name, form in FORMATS.items() if form.is_network]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), prog_name="sendgraph export")


def test_every_format_that_is_promised_is_there() -> None:
    promised = "turtle nquads jsonld trig rdf12 csv parquet sqlite datapackage popolo ftm"
    assert set(PLAIN) >= set(promised.split())


@pytest.mark.parametrize("name", PLAIN)
def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_was_stored(name: str) -> None:
    write = folder if FORMATS[name].is_folder else written
    first = write(name, village())
    assert first
    assert first == write(name, village())
    assert first == write(name, village_backwards())


def test_help_lists_every_format_with_its_meaning() -> None:
    text = "".join(run("--help").output.split())  # lines break anywhere
    for name, form in FORMATS.items():
        assert f"{name}{form.meaning}".replace(" ", "") in text


def test_a_network_is_refused_where_the_format_writes_the_whole_graph() -> None:
    done = run("turtle", "--network", "moves")
    assert done.exit_code == 2
    assert "turtle is no format of a network: leave --network out" in done.output


@pytest.mark.parametrize("name", NETWORK)
def test_a_format_of_a_network_wants_to_know_which(name: str) -> None:
    done = run(name, "-o", "unwritten")
    assert done.exit_code == 2
    assert f"{name} is a format of a network: say which with --network NAME" in done.output


def test_raw_is_refused_where_nothing_is_guarded() -> None:
    done = run("popolo", "--raw")
    assert done.exit_code == 2
    assert "popolo is not guarded against formulas: leave --raw out" in done.output


def test_a_folder_is_not_written_to_standard_output() -> None:
    done = run("csv")
    assert done.exit_code == 2
    assert "csv is several files: name a folder, or a file that ends in .zip, with -o" in done.output


def test_the_fact_tables_are_not_written_from_a_store_which_does_not_hold_them(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="a store does not hold the fact tables: leave --store out"):
        folder("datapackage", village()._replace(folders=()))
    assert not list(tmp_path.iterdir())


def test_the_command_writes_what_the_format_gives(tmp_path: Path) -> None:
    store, place = tmp_path / "store", tmp_path / "out.ttl"
    triples = village_triples()
    write_store(store, "0" * 64, "0" * 12, triples.count(b"\n"), lambda s: s.extend(store_quads(triples)))
    done = run("turtle", "--store", str(store), "-o", str(place))
    assert done.exit_code == 0, done.output
    assert f"wrote {place}" in done.output
    assert place.read_bytes() == written("turtle", village())
    assert run("datapackage", "--store", str(store), "-o", str(tmp_path / "package")).exit_code == 3


FILES = {"a.csv": [b"1\n", b"2\n"], "deeper/b.csv": [b"3\n"]}


def tree(path: Path) -> dict[str, bytes]:
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}


def test_a_folder_is_written_with_its_deeper_folders(tmp_path: Path) -> None:
    put_folder(tmp_path / "new" / "out", FILES)
    assert tree(tmp_path) == {"new/out/a.csv": b"1\n2\n", "new/out/deeper/b.csv": b"3\n"}


def test_an_earlier_export_is_replaced(tmp_path: Path) -> None:
    put_folder(tmp_path / "out", FILES)
    put_folder(tmp_path / "out", {**FILES, "a.csv": [b"new\n"]})
    assert tree(tmp_path) == {"out/a.csv": b"new\n", "out/deeper/b.csv": b"3\n"}


def test_a_folder_with_somebody_elses_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.odt").write_text("mine")
    with pytest.raises(ExportError, match=r"holds thesis\.odt, which is no part of this export: name another folder"):
        put_folder(tmp_path / "out", FILES)
    assert tree(tmp_path) == {"out/thesis.odt": b"mine"}


def test_a_folder_that_fails_on_the_way_leaves_the_earlier_one(tmp_path: Path) -> None:
    def failing():  # type: ignore[no-untyped-def]
        yield b"half"
        raise OSError("no space left")

    put_folder(tmp_path / "out", FILES)
    before = tree(tmp_path)
    with pytest.raises(OSError, match="no space left"):
        put_folder(tmp_path / "out", {"a.csv": [b"new"], "deeper/b.csv": failing()})
    assert tree(tmp_path) == before


def test_a_folder_that_cannot_be_put_in_its_place_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_folder(tmp_path / "out", FILES)
    before = tree(tmp_path)
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError("in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(OSError, match="in use"):
        put_folder(tmp_path / "out", {**FILES, "a.csv": [b"new"]})
    assert tree(tmp_path) == before


def test_a_folder_in_the_place_of_a_file_is_refused_and_the_other_way_round(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="is a folder, and this format is one file: name a file"):
        put_file(tmp_path / "folder", [b""])
    with pytest.raises(ExportError, match="is a file, and this format is a folder"):
        put_folder(tmp_path / "file", FILES)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_zip_file_holds_the_folder_and_no_clock(tmp_path: Path) -> None:
    put_folder(tmp_path / "out.zip", FILES)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "out.zip").read_bytes())) as archive:
        assert {i.filename: archive.read(i) for i in archive.infolist()} == {
            "a.csv": b"1\n2\n",
            "deeper/b.csv": b"3\n",
        }
        assert {i.date_time[:3] for i in archive.infolist()} == {(1980, 1, 1)}
