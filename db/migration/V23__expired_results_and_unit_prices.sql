ALTER TABLE stage
  -- Since when, look after look, the address of what came of a create is dead, which is paid for. None while it is not, and where a node
  -- that knows of no such column looked.
  ADD COLUMN expired_since timestamptz,
  -- The price of one of what its provider counts, like credits, when it was sent: how many it took is told later, and that is what each
  -- of them costs. None where nothing is counted, and where it was sent before this was kept.
  ADD COLUMN estimate_unit_price numeric;
