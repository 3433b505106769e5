/** MCP: what servers offer as tools and content for Claude, and tools for Claude as a server offers them. */
@NullMarked
package io.github.claude4j.mcp;

import org.jspecify.annotations.NullMarked;
