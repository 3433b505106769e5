// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

/** Known models. */
public final class Model {
    public static final String CLAUDE_OPUS_5_5 = "claude-opus-5-5";
    public static final String CLAUDE_HAIKU_5_5 = "claude-haiku-5-5";
    /**
     * {@code claude-opus-4-5}.
     *
     * @deprecated since 2026-11-20; the end is 2027-01-22; use {@link #CLAUDE_OPUS_5_5} instead
     */
    @Deprecated
    public static final String CLAUDE_OPUS_4_5 = "claude-opus-4-5";
    /**
     * {@code claude-opus-4-5-20251101}.
     *
     * @deprecated the end is 2027-01-22
     */
    @Deprecated
    public static final String CLAUDE_OPUS_4_5_20251101 = "claude-opus-4-5-20251101";

    private Model() {}
}
