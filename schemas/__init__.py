"""Shilu's data models: the record (the contract with everything downstream) and the layers between the stages."""
