"""Settings: option over environment over config/overlap.toml over default, each value with where it came from."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ByteSize, Field, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from overlap.errors import UsageError, nearest

PROJECT = Path(__file__).resolve().parents[1]
CONFIG = PROJECT / "config" / "overlap.toml"

OPTION, ENVIRONMENT, FILE, DEFAULT = "option", "environment", "config/overlap.toml", "default"
_PATHS = ("warehouse", "store", "demo", "key_file")
_PREFIX = "OVERLAP_"
_BYTES = TypeAdapter(ByteSize)
_LEAST_MEMORY, _MOST_MEMORY = (_BYTES.validate_python(size) for size in ("64MB", "1PB"))


def _memory(limit: str) -> str:
    """A limit that a database can work within. Raises ValueError."""
    if not _LEAST_MEMORY <= _BYTES.validate_python(limit) <= _MOST_MEMORY:
        raise ValueError("input should be from 64MB to 1PB")
    return limit


class Settings(BaseSettings):
    """Where the stores live and what the app may use. Made by `load`; frozen."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    warehouse: Path = PROJECT / "data" / "house" / "warehouse"
    store: Path | str = PROJECT / "data" / "house" / "store.db"
    demo: Path | None = None
    key_file: Path | None = None
    import_folders: str = ""
    upload_mb: int = Field(500, ge=1, le=100_000)
    keep_uploads: bool = False
    alert_to: str = ""
    stale_days: int = Field(3, ge=1, le=366)
    generations_kept: int = Field(3, ge=1, le=1_000)
    memory_limit: Annotated[str, AfterValidator(_memory)] = Field("4GB", pattern=r"^\d{1,15}(\.\d{1,9})? ?[KMGT]i?B$")
    unpacked_limit: ByteSize = ByteSize(8 * 1024**3)
    unpacked_ratio: int = Field(200, ge=2, le=2_000)
    threads: int = Field(2, ge=1, le=256)
    engine: Literal["local", "spark"] = "local"
    spark: str = "local[2,4]"
    leads_per_shard: int = Field(500_000, ge=100, le=1_000_000_000)
    query_seconds: float = Field(30, gt=0, le=86_400, allow_inf_nan=False)
    row_cap: int = Field(100_000, ge=1, le=2_000_000)
    port: int = Field(8501, ge=1, le=65535)
    address: str = "127.0.0.1"
    workers: int = Field(1, ge=1, le=32)
    given: dict[str, str] = Field(default_factory=dict, exclude=True, repr=False)

    @property
    def folders_to_import(self) -> tuple[Path, ...]:
        """The folders of this machine that the app may read exports from; none unless somebody has named them."""
        return tuple(Path(name).expanduser() for name in self.import_folders.split(os.pathsep) if name.strip())

    @property
    def of_a_worker(self) -> tuple[str, int]:
        """Memory limit and threads of each of the processes that answer beside each other."""
        if self.workers == 1:
            return self.memory_limit, self.threads
        share = max(_BYTES.validate_python(self.memory_limit) // self.workers, _LEAST_MEMORY)
        return f"{share // 1_000_000}MB", max(self.threads // self.workers, 1)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where alerts are sent, as Apprise writes addresses; several apart by spaces. They carry passwords."""
        return tuple(self.alert_to.split())

    @property
    def origins(self) -> dict[str, str]:
        """Setting name -> `option`, `environment`, `config/overlap.toml` or `default`."""
        return {name: self.given.get(name, DEFAULT) for name in Settings.model_fields if name != "given"}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (
            _Named(init_settings, OPTION, Path.cwd()),
            _Named(env_settings, ENVIRONMENT, Path.cwd()),
            _Named(TomlConfigSettingsSource(settings_cls, CONFIG), FILE, PROJECT),
        )


class _Named(PydanticBaseSettingsSource):
    """A source that resolves its relative paths against `base` and leaves its name on each value it gives."""

    def __init__(self, inner: PydanticBaseSettingsSource, origin: str, base: Path) -> None:
        super().__init__(inner.settings_cls)
        self._inner, self._origin, self._base = inner, origin, base

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return self._inner.get_field_value(field, field_name)

    def __call__(self) -> dict[str, Any]:
        values = {name: self._resolved(name, value) for name, value in self._inner().items() if name != "given"}
        return {**values, "given": dict.fromkeys(values, self._origin)}

    def _resolved(self, name: str, value: Any) -> Any:
        if name not in _PATHS or "://" in str(value):
            return value
        try:
            return self._base / Path(value).expanduser()
        except RuntimeError:
            raise UsageError(f'The setting {name} cannot be "{value}": there is no such home folder.') from None


def load(options: Mapping[str, Any] | None = None) -> Settings:
    """The settings in force. Options that are None were not given. Raises UsageError naming value and origin."""
    given = tuple((name, value) for name, value in (options or {}).items() if value is not None)
    named = tuple((name, value) for name, value in os.environ.items() if name.upper().startswith((_PREFIX, "HOME")))
    return _load(given, named, Path.cwd(), CONFIG, CONFIG.stat().st_mtime_ns if CONFIG.exists() else 0)


# A page asks for them before each of its questions. Beside the options, all that they are made of is in the arguments.
@lru_cache(maxsize=16)
def _load(
    options: tuple[tuple[str, Any], ...], _environment: object, _here: Path, _file: Path, _written: int
) -> Settings:
    _refuse_misspelt(os.environ)
    try:
        return Settings(**dict(options))
    except ValidationError as error:
        raise UsageError("\n".join(_sentence(fault) for fault in error.errors())) from error
    except TOMLDecodeError as error:
        raise UsageError(f"{CONFIG} cannot be read: {error}.") from error


def _refuse_misspelt(environment: Mapping[str, str]) -> None:
    """A variable of ours that is nearly a setting's would be ignored, and another house be read. Raises UsageError."""
    known = [f"{_PREFIX}{name.upper()}" for name in Settings.model_fields if name != "given"]
    for name in environment:
        meant = get_close_matches(name, known, n=1, cutoff=0.85) if name.startswith(_PREFIX) else []
        if meant and name not in known:
            raise UsageError(f'There is no setting "{name}". Did you mean "{meant[0]}"?')


def _sentence(fault: Any) -> str:
    name = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        return f'There is no setting "{name}".{nearest(name, tuple(Settings.model_fields))}'
    why = str(fault["ctx"]["error"]) if fault["type"] == "value_error" else fault["msg"].lower()
    return f'The setting {name} cannot be "{fault["input"]}": {why}.'
