package com.example.shop.after;

import com.example.shop.model.Product;

interface Products extends ReadOnlyRepository<Product> {}
