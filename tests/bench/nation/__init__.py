"""A simulated nation: facts written straight into a warehouse, to see how it answers at full size."""
