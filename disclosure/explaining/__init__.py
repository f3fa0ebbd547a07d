"""What is read from one report and why, without storing anything."""
