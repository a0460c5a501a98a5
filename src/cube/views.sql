-- The rollups with names instead of numbers, for whoever queries a store.
CREATE OR REPLACE VIEW cube_hours AS
SELECT hour, provider, model, category, app, environment, c.* EXCLUDE (hour, slice)
FROM cube_sums c JOIN cube_slices USING (slice);

CREATE OR REPLACE VIEW cube_histograms AS
SELECT day, provider, model, category, app, environment, measure, bin, n
FROM cube_bins JOIN cube_slices USING (slice);
