// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

/** Known models. */
public final class Model {
    public static final String CLAUDE_OPUS_5_5 = "claude-opus-5-5";
    public static final String CLAUDE_HAIKU_5_5 = "claude-haiku-5-5";

    private Model() {}
}
