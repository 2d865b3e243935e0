"""One model of tables for every format: cells → labels and rows that say what their cells are."""
