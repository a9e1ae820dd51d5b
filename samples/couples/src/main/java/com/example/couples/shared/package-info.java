/** The shared part of the samples: the users, and a Redis that has them. */
@NullMarked
package com.example.couples.shared;

import org.jspecify.annotations.NullMarked;
