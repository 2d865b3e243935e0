"""The one door to Milvus: what kotae asks of an engine, and the errors of its client turned into ours."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, TypeAlias

from kotae.errors import EngineError, failing_as
from kotae.milvus.address import MilvusAddress
from kotae.milvus.refusals import NOT_FOUND, NOT_LOADED, connection_errors, refusal, whole
from kotae.milvus.settings import MilvusSettings

__all__ = ["Client", "Field", "Row", "Sought"]

Row: TypeAlias = Mapping[str, Any]

_OLDEST: Final = (2, 4)  # the first with sparse vectors
_ROWS_AT_ONCE: Final = 1_000
_BYTES_AT_ONCE: Final = 16_000_000  # Milvus takes 64 MB in one message
_METRIC: Final = "IP"
# Its client asks every ten seconds whether the engine is still there, though nobody waits for anything: milvus-lite ends
# the connection for that, and both write of it to standard error.
_WAITING: Final[Mapping[str, object]] = {"grpc.keepalive_permit_without_calls": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column.

    Attributes:
        name: Its name.
        kind: ``int``, ``text``, ``texts`` (several), ``vector`` or ``sparse``.
        size: Most characters of a text, most entries of several, or the length of a vector.
    """

    name: str
    kind: str
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is searched for.

    Attributes:
        field: The vector's.
        query: A list of numbers, or numbers by dimension.
        count: How many rows at most.
        condition: Only rows for which it holds.
        part: Only rows of this part.
    """

    field: str
    query: object
    count: int
    condition: str
    part: str


class Client:
    """A connection to an engine; safe to use from many threads."""

    def __init__(self, address: MilvusAddress, settings: MilvusSettings) -> None:
        """Connect.

        Raises:
            EngineError: pymilvus isn't installed, the engine can't be reached or is too old, or a token would be sent
                in the clear.
        """
        if settings.token and not address.tls and not address.is_here:
            raise EngineError(
                "{address}: the token would be sent unencrypted; write milvus+tls://.",
                address=address,
            )
        self.address = address
        self._timeout = settings.timeout_s
        module = _pymilvus()
        self._types = module.DataType
        self._error: tuple[type[Exception], ...] = (module.MilvusException, *connection_errors())
        with self._translated():
            self._client = module.MilvusClient(
                uri=address.uri,
                token=settings.token,
                timeout=settings.timeout_s,
                dedicated=True,
                grpc_options=_WAITING,
            )
            version = str(self._client.get_server_version(timeout=self._timeout))
        found = re.match(r"v?([0-9]+)\.([0-9]+)", version)
        if found and (int(found[1]), int(found[2])) < _OLDEST:
            self.close()
            raise EngineError(
                "{address}: this engine is Milvus {version}; 2.4 or later is needed.",
                address=address,
                version=version,
            )

    def close(self) -> None:
        """Close the connection; closing twice is fine."""
        with self._translated():
            self._client.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            raise refusal(self.address, error) from error

    def _read(self, method: str, name: str, **given: Any) -> Any:  # noqa: ANN401 - Milvus's own
        """Ask a collection; one that its engine doesn't hold ready, as after a restart, is made so."""
        ask = partial(getattr(self._client, method), name, timeout=self._timeout, **given)
        with self._translated():
            try:
                return ask()
            except self._error as error:
                if getattr(error, "code", 0) != NOT_LOADED:
                    raise
                self._client.load_collection(name, timeout=self._timeout)
                return ask()

    def collections(self) -> list[str]:
        """Return the names of all collections."""
        with self._translated():
            return [str(name) for name in self._client.list_collections(timeout=self._timeout)]

    def create(self, name: str, fields: Sequence[Field]) -> None:
        """Make an empty collection, whose first field is the number of its rows, and make it ready to be asked.

        Args:
            name: None has it.
            fields: At least one of them a vector.
        """
        kinds = self._types
        schema, indexes = self._client.create_schema(auto_id=False), self._client.prepare_index_params()
        for place, field in enumerate(fields):
            given: dict[str, Any] = {
                "int": {"datatype": kinds.INT64},
                "text": {"datatype": kinds.VARCHAR, "max_length": field.size},
                "texts": {
                    "datatype": kinds.ARRAY,
                    "element_type": kinds.VARCHAR,
                    "max_capacity": field.size,
                    "max_length": 4096,
                },
                "vector": {"datatype": kinds.FLOAT_VECTOR, "dim": field.size},
                "sparse": {"datatype": kinds.SPARSE_FLOAT_VECTOR},
            }[field.kind]
            schema.add_field(field.name, is_primary=place == 0, **given)
            if field.kind in ("vector", "sparse"):
                made = "FLAT" if field.kind == "vector" else "SPARSE_INVERTED_INDEX"
                indexes.add_index(field_name=field.name, index_type=made, metric_type=_METRIC)
        with self._translated():
            self._client.create_collection(
                name,
                schema=schema,
                index_params=indexes,
                consistency_level="Strong",
                timeout=self._timeout,
            )

    def part(self, name: str, parts: Sequence[str]) -> None:
        """Make parts of a collection that can be searched by themselves, where they aren't there yet."""
        with self._translated():
            for part in parts:
                if not self._client.has_partition(name, part, timeout=self._timeout):
                    self._client.create_partition(name, part, timeout=self._timeout)

    def drop(self, name: str) -> None:
        """Remove a collection; one that isn't there is fine."""
        with self._translated():
            self._client.drop_collection(name, timeout=self._timeout)

    def insert(self, name: str, rows: Sequence[Row], *, partition: str = "") -> None:
        """Add rows, a few at a time."""
        for some in _batches(rows):
            with self._translated():
                self._client.insert(
                    name, [dict(row) for row in some], partition_name=partition, timeout=self._timeout
                )

    def delete(self, name: str, condition: str) -> None:
        """Remove the rows for which a condition holds."""
        with self._translated():
            self._client.delete(name, filter=condition, timeout=self._timeout)

    def flush(self, name: str) -> None:
        """Have the rows of a collection on the engine's disk."""
        with self._translated():
            self._client.flush(name, timeout=self._timeout)

    def get(self, name: str, numbers: Sequence[int], fields: Sequence[str]) -> list[dict[str, Any]]:
        """Return the rows with these numbers that are there, in no order."""
        found: list[dict[str, Any]] = []
        for start in range(0, len(numbers), _ROWS_AT_ONCE):
            some = list(numbers[start : start + _ROWS_AT_ONCE])
            # Vectors as arrays: lists of numbers take most of the time of reading.
            told = self._read("get", name, ids=some, output_fields=list(fields), strict_float32=True)
            found += whole(told, fields, self.address)
        return found

    def rows(self, name: str, condition: str, fields: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield all rows for which a condition holds, by number."""
        found = self._read(
            "query_iterator", name, batch_size=_ROWS_AT_ONCE, filter=condition, output_fields=list(fields)
        )
        with self._translated():
            try:
                while some := found.next():
                    yield from whole(some, fields, self.address)
            finally:
                found.close()

    def count(self, name: str, condition: str) -> int:
        """Return for how many rows a condition holds."""
        found = self._read("query", name, filter=condition, output_fields=["count(*)"])
        return int(found[0]["count(*)"])

    def search(self, name: str, sought: Sought) -> list[int]:
        """Return the numbers of the rows whose vector has the largest product with a query, best first.

        Numbers alone: the client of Milvus makes a dictionary of each row that comes along, which takes longer than the rest.
        """
        found = self._read(
            "search",
            name,
            data=[sought.query],
            anns_field=sought.field,
            limit=sought.count,
            filter=sought.condition,
            partition_names=[sought.part],
            output_fields=["id"],  # none at all is every one, vectors and records, in milvus-lite
            search_params={"metric_type": _METRIC},
        )
        return [int(number) for number in found[0].ids]

    def target(self, alias: str) -> str | None:
        """Return the collection an alias stands for; None where there is no such alias."""
        try:
            found = self._client.describe_alias(alias, timeout=self._timeout)
        except self._error as error:
            if getattr(error, "code", 0) in NOT_FOUND:
                return None
            raise refusal(self.address, error) from error
        return str(found["collection_name"])

    def point(self, alias: str, collection: str, *, new: bool) -> bool:
        """Let an alias stand for a collection, in one step.

        Args:
            alias: Its name.
            collection: Which is there.
            new: Whether it must not stand for another one yet.

        Returns:
            Whether it does; False only where it had to be new and isn't.
        """
        try:
            if new:
                self._client.create_alias(collection, alias, timeout=self._timeout)
            else:
                self._client.alter_alias(collection, alias, timeout=self._timeout)
        except self._error as error:
            if new and self.target(alias) not in (None, collection):
                return False
            raise refusal(self.address, error) from error
        return True

    def forget(self, alias: str) -> None:
        """Remove an alias; what it stood for stays."""
        with self._translated():
            self._client.drop_alias(alias, timeout=self._timeout)


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    start = size = 0
    for place, row in enumerate(rows):
        size += sum(4 * len(value) if hasattr(value, "__len__") else 8 for value in row.values())
        if place + 1 - start >= _ROWS_AT_ONCE or size > _BYTES_AT_ONCE:
            yield rows[start : place + 1]
            start, size = place + 1, 0
    if start < len(rows):
        yield rows[start:]


def _pymilvus() -> Any:  # noqa: ANN401 - a module without types
    with failing_as(
        EngineError,
        "Milvus needs a package that isn't installed; run `pip install 'kotae[milvus]'`.",
        on=ImportError,
    ):
        import pymilvus
    # It writes every refusal with a traceback to standard error, before it raises it.
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    return pymilvus
