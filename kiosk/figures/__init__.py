"""Figures of the waiting room for whoever runs the office: no names, no citizens, and no staff by name."""
