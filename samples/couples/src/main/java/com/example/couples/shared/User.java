package com.example.couples.shared;

/** A user: JSON under {@code user:ID} in Redis. The id of the user's spouse is under {@code spouseId:ID}. */
public record User(long id, String name, String city) {}
