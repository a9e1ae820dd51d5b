package com.example.shop.after;

import com.example.shop.model.Customer;

interface Customers extends ReadOnlyRepository<Customer> {}
