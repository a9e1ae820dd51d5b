package com.example.shop.before;

import java.util.List;

/** An order as it is shown. */
record OrderView(long id, String customer, List<Line> lines) {

    record Line(String product, int quantity, int inStock) {}
}
