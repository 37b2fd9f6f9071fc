"""The whole house on a temporary folder: for a newcomer, for the tour, for bench and journeys."""
