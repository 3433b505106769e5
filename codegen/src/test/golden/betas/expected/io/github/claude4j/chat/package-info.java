// Generated from spec/chat.yaml by codegen; edit that file instead.
/** The API's chat. */
@NullMarked
package io.github.claude4j.chat;

import org.jspecify.annotations.NullMarked;
