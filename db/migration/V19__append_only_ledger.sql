-- A bill is explained by its lines: what is in the ledger stays as it is, and what turns out otherwise is a further line.
CREATE FUNCTION keep_cost_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a line of cost_entry is never changed or deleted; add one that corrects it'
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER cost_entry_kept BEFORE UPDATE OR DELETE ON cost_entry
  FOR EACH STATEMENT EXECUTE FUNCTION keep_cost_entries();
