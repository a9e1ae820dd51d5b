/** Tests of the build: the libraries as others get them, and rules that every source file keeps. */
package io.github.batch4j.build;
