package io.github.claude4j.http;

/** What generated services describe their operations with. */
public abstract class Operation {
    protected Operation() {}

    public static Operation of(String name, String verb, String route) {
        throw new UnsupportedOperationException();
    }

    public abstract Operation betas(String... headers);

    public abstract Operation safe();

    public abstract Operation withoutBody();

    public abstract Operation safeUnless(String field);

    public abstract Operation query(String... fields);

    public abstract Operation pages(String style);

    public abstract Operation events();

    public abstract Operation alsoStreams();

    public abstract Operation lines();

    public abstract Operation binary();

    public abstract Operation multipart();

    public abstract Operation rules(String... rules);
}
