"""People in HubSpot and Salesforce: what each source keeps of them, and one who is forgotten in both at once."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import duckdb
import pytest
from traces import traces
from two_people import NOW
from without_marts import canonical_alone

from overlap.personal import KeyFile
from overlap.store import open_store
from overlap.store.feedback import Rating, give, given
from overlap.warehouse.forgetting import forget
from overlap.warehouse.generations.layout import Warehouse
from overlap.warehouse.importing import Export, import_folder, source_named
from overlap.warehouse.importing.imported import Imported

pytestmark = pytest.mark.whole

FILES = {
    "hubspot": {
        "contact": "id,_fivetran_synced,_fivetran_deleted,property_createdate,property_email,property_firstname,"
        "property_lastname,property_jobtitle,property_company\n"
        "1,2026-05-31,false,2026-01-01 08:00:00,Maria.Quixada@example.com,Maria,Quixada,Headmistress,Acme\n"
        "2,2026-05-31,false,2026-01-02 08:00:00,z.okoye@example.com,Zebulon,Okoye,,Globex\n",
        "contact_form_submission": "contact_id,conversion_id,form_id,title,timestamp,page_url,_fivetran_synced\n"
        "1,S1,F1,Demo,2026-01-03 08:00:00,https://a.example/?email=maria.quixada%40example.com,2026-05-31\n"
        "2,S2,F1,Demo,2026-01-04 08:00:00,https://a.example/,2026-05-31\n",
    },
    "salesforce": {
        "Lead": "Id,IsDeleted,MasterRecordId,CreatedDate,Status,OwnerId,IsConverted,ConvertedDate,ConvertedContactId,"
        "Email,FirstName,LastName,Title,Company\n"
        "L1,false,,2026-01-05T08:00:00Z,Open,U1,false,,,maria.quixada@example.com,Maria,Quixada,Headmistress,Acme\n"
        "L2,false,,2026-01-06T08:00:00Z,Open,U1,false,,,z.okoye@example.com,Zebulon,Okoye,,Globex\n",
        "Opportunity": "Id,IsDeleted,AccountId,OwnerId,StageName,Amount,CreatedDate,CloseDate,IsWon,IsClosed,Type\n"
        "O1,false,,U1,Closed Won,100,2026-02-01T08:00:00Z,2026-03-01,true,true,New Business\n",
        "User": "Id,Name,Email,IsActive\nU1,Sam Seller,sam@sales.example,true\n",
    },
}
ANSWERS = {
    "hubspot": {"handoff": ("none",)},
    "salesforce": dict.fromkeys(("handoff", "sql", "mql", "sal", "recycled"), ("none",)) | {"stand_in": ("no",)},
}
MARIA = ("maria.quixada@", "quixada%40", "quixada", "headmistress")


class Company:
    def __init__(self, folder: Path) -> None:
        self.home, self.exports = folder / "company", folder / "exports"
        self.warehouse, self.store = Warehouse(self.home / "warehouse"), self.home / "store.db"

    def bring(self, source: str, say: str = "", company: str = "Globex") -> Imported:
        folder = self.exports / source
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in FILES[source].items():
            (folder / f"{name}.csv").write_text(text.replace("Globex", company))
        (folder / "house.toml").write_text(f'reporting_currency = "EUR"\n{say}')
        export = Export(source_named(source), folder, answers=ANSWERS[source])
        done = import_folder(self.warehouse, self.store, export, now=NOW, accept=("rejects", "links", "shrink"))
        assert done.manifest, (done.asked, done.account.refused, done.stopped, done.rejects)
        return done

    def rows(self, sql: str) -> list[tuple]:
        path = self.warehouse.path(self.warehouse.current().files["canonical"])
        with duckdb.connect(str(path), read_only=True) as database:
            return database.sql(sql).fetchall()


HASHED = [pytest.param(source, "hashed", marks=pytest.mark.soak) for source in FILES]


@pytest.mark.parametrize(("source", "way"), [*((source, "dropped") for source in FILES), *HASHED])
def test_each_source_keeps_of_people_what_is_chosen_and_no_more(tmp_path: Path, source: str, way: str) -> None:
    """What is dropped; what is hashed by `make soak`, and of both systems at once below."""
    company = Company(tmp_path)
    with canonical_alone():
        company.bring(source, kept_as(way))
    assert traces(company.home, MARIA) == []
    found = company.rows("select email, lead_name from canonical.leads where lead_id in ('1', 'L1')")
    assert found == [hashed(company) if way == "hashed" else (None, None)]
    if source == "hubspot":
        assert company.rows("select count(*) from canonical.touches") == [(2,)]


def hashed(company: Company) -> tuple[str, str]:
    """What stands in place of Maria's address and name."""
    key = KeyFile(company.home / "personal.key").key()
    return key.address("maria.quixada@example.com"), f"{key.address('maria')} {key.address('quixada')}"


def kept_as(way: str) -> str:
    texts = "kept" if way == "kept" else "dropped"
    return f'[personal]\nemail = "{way}"\nnames = "{way}"\ntexts = "{texts}"\n'


@pytest.fixture(scope="module")
def in_hubspot(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], Company]:
    """A company in a folder that knows both people from HubSpot alone, kept this way; imported once for each."""
    begun: dict[str, Path] = {}

    def company(way: str, folder: Path) -> Company:
        if way not in begun:
            begun[way] = tmp_path_factory.mktemp(way)
            Company(begun[way]).bring("hubspot", kept_as(way))
        return Company(Path(copytree(begun[way], folder, dirs_exist_ok=True)))

    return company


KEPT = pytest.param(("kept", "kept"), marks=pytest.mark.soak)


@pytest.mark.parametrize("ways", [("hashed", "kept"), ("hashed", "hashed"), KEPT], ids=" ".join)
def test_one_address_is_one_person_in_two_systems_however_each_keeps_it(
    in_hubspot: Callable[[str, Path], Company], tmp_path: Path, ways: tuple[str, str]
) -> None:
    with canonical_alone(is_compared=False):
        company = in_hubspot(ways[0], tmp_path)
        company.bring("salesforce", kept_as(ways[1]))
    assert company.rows("select source, lead_id, rule from canonical.identities order by all") == [
        ("hubspot", "1", "e-mail"), ("hubspot", "2", "e-mail"),
        ("salesforce", "L1", "e-mail"), ("salesforce", "L2", "e-mail"),
    ]  # fmt: skip
    assert company.rows("select what from meta.identity_conflicts") == [], "what is hidden is nothing else"
    assert bool(traces(company.home, MARIA)) == ("kept" in ways)
    if ways == ("hashed", "hashed"):
        said = company.rows("select distinct email, lead_name from brought.leads where lead_id in ('1', 'L1')")
        assert said == [hashed(company)]


def test_whoever_is_forgotten_in_one_system_is_forgotten_in_the_other(
    in_hubspot: Callable[[str, Path], Company], tmp_path: Path
) -> None:
    with canonical_alone():
        company = in_hubspot("kept", tmp_path)
        company.bring("salesforce")
        with open_store(company.store) as store:
            give(store, Rating("form", "H1", "L1", "R1", 4, "Sam", (), "said Maria Quixada"), NOW)
        assert {each.rsplit(": ")[-1] for each in traces(company.home, MARIA)} == set(MARIA)
        done = forget(company.warehouse, company.store, "1", who="Dana", now=NOW)
    assert done.leads == {"1", "L1"}
    assert traces(company.home, MARIA) == []
    assert company.rows("select count(*), any_value(lower(email)) from canonical.leads") == [(1, "z.okoye@example.com")]
    assert company.rows("select lead_id from brought.leads order by all") == [("2",), ("L2",)]
    assert company.rows("select count(*), sum(amount) from canonical.deals") == [(1, 100)]
    with open_store(company.store) as store:
        assert given(store) == []
    with canonical_alone():  # the other system, where they go by an id nobody named, does not bring them back either
        again = company.bring("salesforce", company="Initech")
    assert [(each.table, each.count) for each in again.left_out if "forgotten" in each.reason] == [("leads", 1)]
    assert company.rows("select count(*), any_value(lower(email)) from canonical.leads") == [(1, "z.okoye@example.com")]
    assert traces(company.home, MARIA) == []
