/** Claude on Microsoft Foundry. */
@NullMarked
package io.github.claude4j.foundry;

import org.jspecify.annotations.NullMarked;
