"""The demo company: believable exports of a company whose truth is known, from a seed."""

from overlap.demo.company.world.effects import Effects
from overlap.demo.export import generate
from overlap.demo.options import DEFAULT_AS_OF, DemoOptions, DemoSummary

__all__ = ["DEFAULT_AS_OF", "DemoOptions", "DemoSummary", "Effects", "generate"]
