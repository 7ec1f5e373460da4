"""Documents with tables whose cells are known: drawn by lot, by two writers, without a look at the reader."""
