package io.github.claude4j.benchmarks.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The limit without a thread for each stream: java.net.http.HttpClient.sendAsync, decoding in onNext. */
public final class RawAsyncDriver extends RawDriver {
    @Override
    public boolean async() {
        return true;
    }

    @Override
    public CompletionStage<Integer> createAsync(String model) {
        try {
            return http.sendAsync(post(Raw.request(model, false)), BodyHandlers.ofByteArray())
                    .thenApply(r -> {
                        try {
                            if (r.statusCode() != 200) {
                                throw new IOException("status " + r.statusCode());
                            }
                            return Raw.text(r.body(), 0, r.body().length).length();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Void> streamTextAsync(String model, DeltaSink sink) {
        return stream(model, new SseDecoder(sink));
    }

    @Override
    public CompletionStage<Integer> streamMessageAsync(String model) {
        MessageDecoder d = new MessageDecoder();
        return stream(model, d).thenApply(v -> d.finish());
    }

    private CompletionStage<Void> stream(String model, SseDecoder d) {
        try {
            return http.sendAsync(post(Raw.request(model, true)), info -> new Decoding(d, info.statusCode()))
                    .thenApply(HttpResponse::body);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static final class Decoding implements BodySubscriber<Void> {
        private final SseDecoder decoder;
        private final int status;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private Flow.Subscription subscription;
        private byte[] buf = new byte[1024];

        Decoding(SseDecoder decoder, int status) {
            this.decoder = decoder;
            this.status = status;
        }

        @Override
        public CompletionStage<Void> getBody() {
            return done;
        }

        @Override
        public void onSubscribe(Flow.Subscription s) {
            subscription = s;
            if (status != 200) {
                s.cancel();
                done.completeExceptionally(new IOException("status " + status));
                return;
            }
            s.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> items) {
            try {
                for (ByteBuffer b : items) {
                    int n = b.remaining();
                    if (n > buf.length) {
                        buf = new byte[n];
                    }
                    b.get(buf, 0, n);
                    decoder.feed(buf, 0, n);
                }
                subscription.request(1);
            } catch (Throwable e) {
                subscription.cancel();
                done.completeExceptionally(e);
            }
        }

        @Override
        public void onError(Throwable e) {
            done.completeExceptionally(e);
        }

        @Override
        public void onComplete() {
            done.complete(null);
        }
    }
}
