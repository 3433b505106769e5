package io.github.claude4j.cli;

import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows how much of a request is sent; a retry begins anew. */
record UploadProgress(Progress progress, String name) implements Interceptor {
    @Override
    public Response intercept(Request request, Chain chain) throws IOException, InterruptedException {
        RequestBody body = request.body().orElse(null);
        return chain.proceed(body == null ? request : request.withBody(new Counted(body)));
    }

    private void sent(long bytes, long all) {
        String percent = all == 0 ? "" : ", " + 100 * bytes / all + " %";
        progress.show(name + ": " + Wording.size(bytes) + " of " + Wording.size(all) + percent);
    }

    private final class Counted implements RequestBody {
        private final RequestBody body;

        Counted(RequestBody body) {
            this.body = body;
        }

        @Override
        public String contentType() {
            return body.contentType();
        }

        @Override
        public long length() {
            return body.length();
        }

        @Override
        public InputStream open() throws IOException {
            return new FilterInputStream(body.open()) {
                private long bytes;

                @Override
                public int read() throws IOException {
                    int next = super.read();
                    count(next < 0 ? -1 : 1);
                    return next;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int count = super.read(buffer, offset, length);
                    count(count);
                    return count;
                }

                private void count(int read) {
                    if (read > 0) {
                        bytes += read;
                        sent(bytes, length());
                    }
                }
            };
        }
    }
}
