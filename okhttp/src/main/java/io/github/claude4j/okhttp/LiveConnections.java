package io.github.claude4j.okhttp;

import io.github.claude4j.http.Headers;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * Refuses answers whose length is none, and looks at a connection that has been idle before anything is sent on it. A server may have closed it meanwhile, and what is sent
 * there reaches nobody, but fails the call; OkHttp itself looks only at those that were idle for ten seconds. On HTTP/2 a
 * connection is read all the time, so that there it is known.
 */
final class LiveConnections implements Interceptor {
    /** The connection was closed; nothing was sent. */
    static final class ClosedMeanwhileException extends IOException {
        private static final long serialVersionUID = 1L;

        ClosedMeanwhileException() {
            super("the server had closed the connection");
        }
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Attempt attempt = chain.request().tag(Attempt.class);
        Connection connection = chain.connection();
        if (attempt != null && attempt.isReusing() && connection != null && isClosed(connection)) {
            connection.socket().close();
            throw new ClosedMeanwhileException();
        }
        Response answer = chain.proceed(chain.request());
        Map<String, List<String>> lengths = Map.of("content-length", answer.headers("content-length"));
        if (!Headers.ofAnswer(lengths).haveSoundLength()) {
            // Here, because OkHttp can neither read nor close such a body.
            throw new IOException("the answer could not be read: its content-length is none");
        }
        return answer;
    }

    /** Where nothing is awaited something to read is the end, or nothing that belongs to the next answer. */
    private static boolean isClosed(Connection connection) {
        boolean alone = connection.protocol() == Protocol.HTTP_1_1 || connection.protocol() == Protocol.HTTP_1_0;
        Socket socket = connection.socket();
        SocketChannel channel = socket.getChannel();
        if (!alone || channel == null) {
            return false;
        }
        try {
            return connection.handshake() == null ? hasEnded(channel) : isReadable(channel);
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean hasEnded(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** Inside TLS no byte may be taken away to look at it. */
    private static boolean isReadable(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            return selector.selectNow() > 0;
        } finally {
            channel.configureBlocking(true);
        }
    }
}
