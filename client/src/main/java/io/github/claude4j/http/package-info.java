/**
 * What a call is made of: requests, answers, limits, retries, interceptors and the transport underneath. Most programs
 * need none of it; backends, proxies, tracers and calls to undocumented endpoints do.
 */
@NullMarked
package io.github.claude4j.http;

import org.jspecify.annotations.NullMarked;
