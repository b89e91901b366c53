"""What a source keeps of people: nothing that is hashed or dropped stands anywhere in the company's folder in clear."""

import stat
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest
from traces import traces
from two_people import IN_CLEAR, NOW, write
from without_marts import canonical_alone

from overlap.errors import InputError
from overlap.personal import Key, KeyFile
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, judge, source_named
from overlap.warehouse.importing.imported import Imported

pytestmark = pytest.mark.whole


def bring(folder: Path, say: dict[str, str], **files: str) -> Imported:
    export = write(folder / "export", **files)
    lines = "".join(f'{name} = "{way}"\n' for name, way in say.items())
    (export / "house.toml").write_text(f"[personal]\n{lines}" if say else "")
    company = folder / "company"
    return import_folder(
        Warehouse(company / "warehouse"), company / "store.db", Export(source_named("overlap"), export), now=NOW,
        accept=("rejects",),
    )  # fmt: skip


def rows(folder: Path, sql: str) -> list[tuple]:
    warehouse = Warehouse(folder / "company" / "warehouse")
    with duckdb.connect(str(warehouse.path(warehouse.current().files["canonical"])), read_only=True) as database:
        return database.sql(sql).fetchall()


@pytest.mark.parametrize("way", ["hashed", "dropped"])
def test_nothing_hidden_stands_in_clear_and_records_still_find_each_other(tmp_path, way):
    """In any mart, neither: what is dropped cannot be there when what is hashed is not."""
    with nullcontext() if way == "hashed" else canonical_alone():
        done = bring(tmp_path, {"email": way, "names": way, "texts": "dropped"})
    assert done.manifest
    assert traces(tmp_path / "company", IN_CLEAR) == []
    assert rows(tmp_path, "select count(*) from canonical.leads") == [(3,)]
    # The lead whose id is an address still has its touch.
    assert rows(tmp_path, "select count(*) from canonical.touches semi join canonical.leads using (lead_id)") == [(4,)]
    key = KeyFile(tmp_path / "company" / "personal.key").key()
    found = rows(tmp_path, "select email, lead_name, title from canonical.leads where lead_id = 'L1'")
    hashed = (key.address("maria.quixada@example.com"), key.address("maria quixada"), None)
    assert found == ([hashed] if way == "hashed" else [(None, None, None)])
    attributes = rows(tmp_path, "select attribute from canonical.lead_changes")
    assert attributes == [("segment",)]


@pytest.mark.usefixtures("no_marts")
def test_what_is_kept_stays_as_it_is_and_needs_no_key(tmp_path):
    bring(tmp_path, {})
    assert rows(tmp_path, "select email, title from canonical.leads where lead_id = 'L1'") == [
        ("Maria.Quixada@example.com", "Headmistress")
    ]
    assert not (tmp_path / "company" / "personal.key").exists()


@pytest.mark.usefixtures("no_marts")
def test_rejects_keep_their_form_but_no_letter_of_a_name(tmp_path):
    bring(tmp_path, {"names": "dropped"})
    found = rows(tmp_path, 'select line, "column", value, reason from meta.rejects order by line')
    assert found[0][2] == "x x"
    assert found[0][3].startswith('"x x" is not a date')
    assert found[1][2] is None


@pytest.mark.usefixtures("no_marts")
def test_the_choice_holds_for_the_next_import_and_a_stricter_one_takes_older_generations_away(tmp_path):
    first = bring(tmp_path, {})
    assert first.manifest and traces(tmp_path / "company", ("quixada@",))
    second = bring(tmp_path, {"email": "hashed"})
    assert second.taken_away == (first.manifest.generation,)
    assert traces(tmp_path / "company", ("quixada@",)) == []
    third = bring(tmp_path, {}, reps="rep_id,rep_name,email\nR1,Sam Sells,sam@quixada-sales.example\n")
    assert third.is_new and third.taken_away == ()
    assert traces(tmp_path / "company", ("quixada@",)) == []


@pytest.mark.usefixtures("no_marts")
def test_a_lost_or_foreign_key_is_refused_and_a_check_makes_none(tmp_path):
    company = tmp_path / "company"
    export = write(tmp_path / "export")
    (export / "house.toml").write_text('[personal]\nemail = "hashed"\n')
    judge(Export(source_named("overlap"), export), now=NOW, warehouse=Warehouse(company / "warehouse"),
          accept=("rejects",))  # fmt: skip
    assert not (company / "personal.key").exists()
    bring(tmp_path, {"email": "hashed"})
    key = company / "personal.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    kept = key.read_text()
    key.unlink()
    with pytest.raises(InputError, match="is missing"):
        bring(tmp_path, {"email": "hashed"})
    key.write_text("0" * 64)
    with pytest.raises(InputError, match="is not the key"):
        bring(tmp_path, {"email": "hashed"})
    key.write_text(kept)
    assert bring(tmp_path, {"email": "hashed"}).manifest


@pytest.mark.usefixtures("no_marts")
def test_a_way_nobody_knows_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(InputError, match="hashed"):
        bring(tmp_path, {"email": "scrambled"})
    with pytest.raises(InputError, match="kept"):
        bring(tmp_path, {"texts": "hashed"})
    with pytest.raises(InputError, match="names"):
        bring(tmp_path, {"name": "hashed"})


@pytest.mark.parametrize("text", ["a@b.de", " A@B.de\t", "Ünï@x.de", "\N{NO-BREAK SPACE}a@b.de", "", "x" * 1000])
def test_python_and_sql_hash_alike(connection, text):
    key = Key(b"k" * 32)
    bound: dict[str, object] = {}

    def bind(value: object) -> str:
        bound[f"p{len(bound)}"] = value
        return f"$p{len(bound) - 1}"

    sql = f"select {key.address_sql('said', bind)} from (select {bind(text)}::varchar as said)"
    ((found,),) = connection.execute(sql, bound).fetchall()
    assert found == key.address(text)
    bound.clear()
    again = f"select {key.address_sql('said', bind)} from (select {bind(found)}::varchar as said)"
    assert connection.execute(again, bound).fetchall() == [(found,)]
