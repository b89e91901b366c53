"""HubSpot asked live: which objects, how they are paged through, and what of them becomes which loader table."""
