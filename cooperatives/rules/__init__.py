"""What the law says of cooperatives, as pure functions of plain values."""
