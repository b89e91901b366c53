"""The marts of all shards as tables of the one file that is published, where readers see no difference."""

from collections.abc import Mapping

import duckdb

from overlap.warehouse.building.models import models
from overlap.warehouse.building.shards.engine import Progress
from overlap.warehouse.building.shards.tables import Held
from overlap.warehouse.building.shards.union import whole


def load(connection: duckdb.DuckDBPyConnection, marts: Mapping[str, Held], on_progress: Progress) -> None:
    """Write every mart into the attached `marts_file`, seen as `marts.<model>`."""
    connection.execute("create schema if not exists marts; create schema if not exists marts_file.marts")
    for number, (name, model) in enumerate(models().items()):
        on_progress(f"mart {name}", number / len(marts))
        whole(connection, model, marts[name].whole.files).create_view("of_all_shards", replace=True)
        connection.execute(f'create table marts_file.marts."{name}" as from of_all_shards')
        connection.execute(f'create view marts."{name}" as select * from marts_file.marts."{name}"')
    connection.execute("drop view of_all_shards")
