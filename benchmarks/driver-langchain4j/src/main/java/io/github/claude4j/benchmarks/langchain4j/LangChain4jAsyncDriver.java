package io.github.claude4j.benchmarks.langchain4j;

/** The same, with its streams started from one thread and handled in its callbacks. */
public final class LangChain4jAsyncDriver extends LangChain4jDriver {
    @Override
    public boolean async() {
        return true;
    }
}
