"""Writing tables in the forms that people use; the only place that writes results."""
