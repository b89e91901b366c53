"""Lead quality: what sales makes of the leads, the score, the threshold, feedback."""
