/**
 * A call on its way: its request is built, signed, sent and sent again, its answer awaited, its failure named. Not for
 * programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal.call;

import org.jspecify.annotations.NullMarked;
