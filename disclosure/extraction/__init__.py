"""What a text states: numbers, amounts, rates, statements without digits, tables and the header. One file a dimension."""
