"""Nets by name: `shipped` ones, and those that a visitor `kept`; read without pickle, and checked."""
