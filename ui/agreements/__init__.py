"""What both teams signed: shown, proposed, signed and applied."""
