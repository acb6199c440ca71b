"""The thirty questions of `examples/queries`, asked of a panel with planted facts and a simulated nation."""
