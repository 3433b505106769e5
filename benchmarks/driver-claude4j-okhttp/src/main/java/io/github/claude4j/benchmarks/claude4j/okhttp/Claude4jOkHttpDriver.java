package io.github.claude4j.benchmarks.claude4j.okhttp;

import io.github.claude4j.Claude;
import io.github.claude4j.benchmarks.claude4j.Claude4jDriver;
import io.github.claude4j.okhttp.OkHttpTransport;

/** claude4j over OkHttp, blocking, with its defaults. */
public final class Claude4jOkHttpDriver extends Claude4jDriver {
    @Override
    protected Claude.Builder options(String baseUrl) {
        return super.options(baseUrl).transport(OkHttpTransport.create());
    }
}
