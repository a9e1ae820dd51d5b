/** The sample in WebFlux: the event loop is never blocked. */
@NullMarked
package com.example.couples.webflux;

import org.jspecify.annotations.NullMarked;
