"""All tables and writes of the schemas raw and staging, and the truth outside the database: bytes and ledger."""
