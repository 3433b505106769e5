package io.github.claude4j.http;

/** What generated services describe their operations with. */
public abstract class Operation {
    protected Operation() {}

    public static Builder of(String name, String method, String route) {
        throw new UnsupportedOperationException();
    }

    /** Says how one behaves. */
    public abstract static class Builder {
        protected Builder() {}

        public abstract Builder betas(String... headers);

        public abstract Builder safe();

        public abstract Builder withoutBody();

        public abstract Builder safeUnless(String field);

        public abstract Builder query(String... fields);

        public abstract Builder pages(String style);

        public abstract Builder events();

        public abstract Builder alsoStreams();

        public abstract Builder lines();

        public abstract Builder binary();

        public abstract Builder multipart();

        public abstract Builder rules(String... rules);

        public abstract Operation build();
    }
}
