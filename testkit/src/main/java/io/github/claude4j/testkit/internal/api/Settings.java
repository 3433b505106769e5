package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.testkit.internal.server.Origins;

/**
 * How a fake was asked to be.
 *
 * @param strict whether it checks requests as the API does
 * @param callsTools whether its made-up answers call tools that the text asks for
 * @param control whether programs may script it over HTTP
 * @param origins which web pages may reach it
 */
public record Settings(boolean strict, boolean callsTools, boolean control, Origins origins) {}
