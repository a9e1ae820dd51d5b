package com.example.orders;

/** A row of the table of orders. */
public record Order(long id, String customer) {}
