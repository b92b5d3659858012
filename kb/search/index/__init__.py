"""Store what search reads; one protocol, one engine a module."""
