/** What usage costs: {@link io.github.claude4j.prices.Prices} as data with its date, and {@link io.github.claude4j.prices.Cost}. */
@NullMarked
package io.github.claude4j.prices;

import org.jspecify.annotations.NullMarked;
