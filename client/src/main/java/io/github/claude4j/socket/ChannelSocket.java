package io.github.claude4j.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/** A wire as streams, and as the socket that TLS sits on. */
final class ChannelSocket extends Socket {
    private final Wire wire;

    /** What the channel itself knows. */
    private final Socket known;

    private final InputStream in = new In();
    private final OutputStream out = new Out();

    ChannelSocket(Wire wire) throws SocketException {
        // No implementation: all that TLS asks of a socket is answered here.
        super((SocketImpl) null);
        this.wire = wire;
        this.known = wire.channel().socket();
    }

    private final class In extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return length == 0 ? 0 : wire.read(target, offset, length);
        }

        @Override
        public int available() throws IOException {
            return wire.arrived();
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    private final class Out extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            wire.write(bytes, offset, length);
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    /** A lock would make whoever closes it wait for others. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() {
        wire.close();
    }

    @Override
    public void shutdownInput() throws IOException {
        wire.channel().shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        wire.channel().shutdownOutput();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !wire.channel().isOpen();
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return known.getInetAddress();
    }

    @Override
    public int getPort() {
        return known.getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return known.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return known.getLocalPort();
    }

    @Override
    public int getSoLinger() throws SocketException {
        return known.getSoLinger();
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }
}
