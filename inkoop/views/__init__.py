"""What people and programs are told, as plain data made from one evaluation."""
