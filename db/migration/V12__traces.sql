-- The trace that a job's caller works in, as its traceparent header named it; null where it named none.
ALTER TABLE generation_job ADD COLUMN traceparent text CHECK (length(traceparent) = 55);
