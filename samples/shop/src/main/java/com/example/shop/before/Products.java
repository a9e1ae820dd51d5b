package com.example.shop.before;

import com.example.shop.model.Product;

interface Products extends ReadOnlyRepository<Product> {}
