"""What of a statement looks beyond one lead, deal or handoff: read off its parse tree, with no row in sight.

A relation is open to the house where it reads rows that are cut into shards. Whatever gathers such rows must do so by
a key that never leaves a cluster, and whatever sets two of them side by side must join them by one.
"""

from collections.abc import Iterator, Set
from itertools import chain

import sqlglot
from sqlglot import exp
from sqlglot.expressions.core import Expr

# A row's own keys, besides those by which rows are cut, and what models call them: none is in two clusters.
OWN = {"touch_id", "activity_id", "feedback_id", "journey_id", "later_id", "part_id", "latest_handoff_id"}


def reaches(sql: str, cut: Set[str], keys: Set[str]) -> list[str]:
    """What reaches beyond a key in a statement over cut tables (`schema.name`): "where: what it says" of each."""
    tree = sqlglot.parse_one(sql, dialect="duckdb")
    return [f"{_place(node)}: {node.sql(dialect='duckdb', comments=False)}" for node in _Judge(tree, cut, keys).found()]


def _place(node: Expr) -> str:
    common = node.find_ancestor(exp.CTE)
    return common.alias if common else "the end"


class _Judge:
    def __init__(self, tree: Expr, cut: Set[str], keys: Set[str]) -> None:
        self.tree, self.cut, self.keys = tree, cut, keys | OWN
        self.open: set[str] = set()
        commons = list(tree.find_all(exp.CTE))
        for _ in commons:  # until none is added: one may be written before another that it does not read
            self.open |= {common.alias for common in commons if self.reads_cut(common.this)}

    def found(self) -> Iterator[Expr]:
        for select in self.tree.find_all(exp.Select):
            if self.reads_cut(select, own=True):
                yield from self._of(select)
        for union in self.tree.find_all(exp.SetOperation):
            compares = union.args.get("distinct") or not isinstance(union, exp.Union)
            if compares and self.reads_cut(union) and not any(self._is_key(column) for column in union.selects):
                yield union

    def reads_cut(self, node: Expr, *, own: bool = False) -> bool:
        """Whether a table below the node is cut; with `own`, one that the select itself names in from or join."""
        tables = self._sources(node) if own and isinstance(node, exp.Select) else node.find_all(exp.Table)
        return any(self._is_open(table) for table in tables)

    def _sources(self, select: exp.Select) -> Iterator[Expr]:
        start = select.args.get("from_") or select.args.get("from")
        return (part.this for part in chain([start] if start else [], select.args.get("joins") or []))

    def _is_open(self, source: Expr) -> bool:
        if isinstance(source, exp.Table):
            return (f"{source.db}.{source.name}" in self.cut) if source.db else source.name in self.open
        return self.reads_cut(source)

    def _of(self, select: exp.Select) -> Iterator[Expr]:
        yield from self._joins(select)
        gathers = [node for node in _own(select) if isinstance(node, exp.AggFunc) and not _is_over(node)]
        if gathers and not self._is_grouped(select) and not self._is_correlated(select):
            yield from gathers
        for window in (node for node in _own(select) if isinstance(node, exp.Window)):
            if not any(self._is_key(part) for part in _divided_by(window, select)):
                yield window
        if select.args.get("distinct") and not any(self._is_key(column) for column in select.selects):
            yield select.args["distinct"]
        yield from (part for name in ("limit", "offset", "sample") if (part := select.args.get(name)))
        for asked in self._asked(select):
            if not self._is_answered_by_key(asked):
                yield asked

    def _joins(self, select: exp.Select) -> Iterator[Expr]:
        start = next(self._sources(select))
        is_open = self._is_open(start)
        for join in select.args.get("joins") or []:
            if (
                is_open
                and self._is_open(join.this)
                and not self._is_by_key(join.args.get("on"), {join.this.alias_or_name})
            ):
                yield join
            is_open = is_open or self._is_open(join.this)

    def _is_grouped(self, select: exp.Select) -> bool:
        group = select.args.get("group")
        if group and group.args.get("all"):
            return any(self._is_key(column) for column in select.selects if not column.find(exp.AggFunc))
        return group is not None and any(self._is_key(part) for part in group.expressions)

    def _asked(self, select: exp.Select) -> Iterator[Expr]:
        """Selects over cut tables inside of expressions: scalar, `in`, `exists`."""
        for node in _own(select):
            inner = node.args.get("query") if isinstance(node, exp.In) else node
            if isinstance(node, exp.Exists):
                inner = node.this
            is_select = isinstance(node, (exp.In, exp.Exists)) or (
                isinstance(node, exp.Subquery) and not isinstance(node.parent, (exp.From, exp.Join, exp.In))
            )
            if is_select and inner is not None and self.reads_cut(inner):
                yield node

    def _is_answered_by_key(self, asked: Expr) -> bool:
        if isinstance(asked, exp.In):
            inner = asked.args["query"].unnest()
            return self._is_key(asked.this) and all(map(self._is_key, inner.selects))
        inner = asked.this.unnest() if isinstance(asked.this, exp.Subquery) else asked.this
        return isinstance(inner, exp.Select) and self._is_correlated(inner)

    def _is_by_key(self, condition: Expr | None, inside: Set[str]) -> bool:
        """Whether what must hold equates a key of the relations inside with one of what stands around them."""
        for each in condition.flatten() if isinstance(condition, exp.And) else [condition]:
            equal = each.unnest() if each else None
            if isinstance(equal, exp.EQ) and self._is_key(equal.this) and self._is_key(equal.expression):
                one, other = (
                    {column.table for column in side.find_all(exp.Column)} for side in (equal.this, equal.expression)
                )
                if (one <= inside) != (other <= inside) and not one & other:
                    return True
        return False

    def _is_correlated(self, select: exp.Select) -> bool:
        where = select.args.get("where")
        return self._is_by_key(where and where.this, {source.alias_or_name for source in self._sources(select)})

    def _is_key(self, said: Expr) -> bool:
        """A key, or what is one key or another."""
        if isinstance(said, exp.Alias):
            return self._is_key(said.this) or said.alias in self.keys
        if isinstance(said, exp.Coalesce):
            return all(map(self._is_key, [said.this, *said.expressions]))
        return isinstance(said, exp.Column) and said.name in self.keys


def _is_over(aggregate: Expr) -> bool:
    above = aggregate.parent
    while isinstance(above, (exp.Filter, exp.IgnoreNulls, exp.RespectNulls, exp.WithinGroup)):
        above = above.parent
    return isinstance(above, exp.Window)


def _divided_by(window: exp.Window, select: exp.Select) -> list[Expr]:
    """What a window is partitioned by, itself or where the select gives it its name."""
    said = window.args.get("alias")
    named = [one for one in select.args.get("windows") or [] if said is not None and one.name == said.name]
    return [part for one in (window, *named) for part in one.args.get("partition_by") or []]


def _own(select: exp.Select) -> Iterator[Expr]:
    """The nodes of a select that are no part of a select inside of it; of that, its root."""
    stack = [part for part in select.iter_expressions() if not isinstance(part, exp.With)]
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, exp.Query):
            stack.extend(node.iter_expressions())
