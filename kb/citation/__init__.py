"""Write references by the standards readers are asked to follow."""
