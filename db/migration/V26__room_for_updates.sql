-- Room in each page for the next version of its rows: where no indexed column changes, the new version needs no index entry then.
ALTER TABLE generation_job SET (fillfactor = 70);
ALTER TABLE stage SET (fillfactor = 80);
ALTER TABLE step SET (fillfactor = 80);
