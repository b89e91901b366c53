"""Sentences that several subjects share: changes, durations, what booked money is called, what a period covers."""
