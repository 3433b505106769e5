/** Sends the calls of claude4j over OkHttp. {@link io.github.claude4j.okhttp.OkHttpTransport} is all of it. */
module io.github.claude4j.okhttp {
    requires transitive io.github.claude4j;
    requires transitive okhttp3;
    requires static org.jspecify;

    exports io.github.claude4j.okhttp;
}
