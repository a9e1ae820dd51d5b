package com.example.shop.before;

import com.example.shop.model.Customer;

interface Customers extends ReadOnlyRepository<Customer> {}
