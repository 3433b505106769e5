/**
 * Sets a client up and takes its calls: the options of clients and copies, and the ways in for services ({@link
 * io.github.claude4j.client.Caller}) and for endpoints that no service knows ({@link io.github.claude4j.client.Http}).
 */
@NullMarked
package io.github.claude4j.client;

import org.jspecify.annotations.NullMarked;
