"""Papers that staff print from an application: the form as a sheet, and a draft of the letter."""
