"""A person forgotten: taken out of every kept generation, the store, uploads and logs, kept out of later ones."""

from overlap.warehouse.forgetting.forget import forget, forget_in_restored, would_forget
from overlap.warehouse.forgetting.told import Removal

__all__ = ["Removal", "forget", "forget_in_restored", "would_forget"]
