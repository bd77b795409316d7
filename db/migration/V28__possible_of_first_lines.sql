-- What is possible of a create's first line is told by that line alone, and nothing unless it says so: only the others have to be added up.
DROP TRIGGER cost_entry_possible ON cost_entry;
CREATE TRIGGER cost_entry_possible BEFORE INSERT ON cost_entry FOR EACH ROW
  WHEN (NEW.corrects IS NOT NULL OR NEW.basis = 'POSSIBLE' OR NEW.possible <> 0)
  EXECUTE FUNCTION tell_possible();
