package com.example.shop.model;

import jakarta.persistence.Embeddable;

/** A line of an order. The product is another aggregate, so the line has its id alone. */
@Embeddable
public record OrderLine(long productId, int quantity) {}
