"""Settings: option over environment over config/overlap.toml over default, each value with where it came from."""

from collections.abc import Mapping
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from overlap.errors import UsageError, nearest

PROJECT = Path(__file__).resolve().parents[1]
CONFIG = PROJECT / "config" / "overlap.toml"

OPTION, ENVIRONMENT, FILE, DEFAULT = "option", "environment", "config/overlap.toml", "default"
_PATHS = ("warehouse", "store")


class Settings(BaseSettings):
    """Where the stores live and what the app may use. Made by `load`; frozen."""

    model_config = SettingsConfigDict(env_prefix="OVERLAP_", env_ignore_empty=True, extra="forbid", frozen=True)

    warehouse: Path = PROJECT / "data" / "house" / "warehouse"
    store: Path | str = PROJECT / "data" / "house" / "store.db"
    generations_kept: int = Field(3, ge=1)
    memory_limit: str = Field("4GB", pattern=r"^\d+(\.\d+)? ?[KMGT]i?B$")
    threads: int = Field(2, ge=1)
    query_seconds: float = Field(30, gt=0)
    row_cap: int = Field(100_000, ge=1)
    port: int = Field(8501, ge=1, le=65535)
    address: str = "127.0.0.1"
    given: dict[str, str] = Field(default_factory=dict, exclude=True, repr=False)

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
        return self._base / Path(value).expanduser()


def load(options: Mapping[str, Any] | None = None) -> Settings:
    """The settings in force. Options that are None were not given. Raises UsageError naming value and origin."""
    try:
        return Settings(**{name: value for name, value in (options or {}).items() if value is not None})
    except ValidationError as error:
        raise UsageError("\n".join(_sentence(fault) for fault in error.errors())) from error
    except TOMLDecodeError as error:
        raise UsageError(f"{CONFIG} cannot be read: {error}.") from error


def _sentence(fault: Any) -> str:
    name = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        return f'There is no setting "{name}".{nearest(name, tuple(Settings.model_fields))}'
    return f'The setting {name} cannot be "{fault["input"]}": {fault["msg"].lower()}.'
