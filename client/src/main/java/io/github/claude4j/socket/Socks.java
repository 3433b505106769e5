package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.internal.proxy.ProxyServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** Asks a proxy of SOCKS 5 for a connection, RFC 1928 and 1929. The proxy looks the name up. */
final class Socks {
    private static final int VERSION = 5;
    private static final int BY_PASSWORD = 2;
    private static final int LONGEST_TEXT = 255;
    private static final String[] REFUSALS = {
        "",
        "it failed",
        "its rules do not allow it",
        "the network is unreachable",
        "the host is unreachable",
        "the connection was refused",
        "the connection took too long",
        "it knows no such command",
        "it knows no such address"
    };

    private final ChannelSocket socket;

    private Socks(ChannelSocket socket) {
        this.socket = socket;
    }

    static void connect(ChannelSocket socket, ProxyServer proxy, Origin origin) throws IOException {
        Socks socks = new Socks(socket);
        socks.authenticate(proxy);
        socks.ask(origin);
    }

    private void authenticate(ProxyServer proxy) throws IOException {
        String user = proxy.user();
        write(user == null ? new byte[] {VERSION, 1, 0} : new byte[] {VERSION, 2, 0, BY_PASSWORD});
        byte[] chosen = answer(2);
        if (chosen[1] == BY_PASSWORD && user != null) {
            ByteArrayOutputStream credentials = new ByteArrayOutputStream();
            credentials.write(1);
            text(credentials, "user", user);
            text(credentials, "password", proxy.password());
            write(credentials.toByteArray());
            if (read(2)[1] != 0) {
                throw new ProtocolException("it does not take the user and the password");
            }
        } else if (chosen[1] != 0) {
            throw new ProtocolException(
                    user == null ? "it wants a user and a password" : "it takes no user and password");
        }
    }

    private void ask(Origin origin) throws IOException {
        ByteArrayOutputStream wanted = new ByteArrayOutputStream();
        wanted.writeBytes(new byte[] {VERSION, 1, 0});
        String host = origin.bareHost();
        byte[] address = ProxyServer.bytesOf(host);
        if (address != null) {
            wanted.write(address.length == 4 ? 1 : 4);
            wanted.writeBytes(address);
        } else {
            wanted.write(3);
            text(wanted, "host", host);
        }
        wanted.write(origin.port() >> 8);
        wanted.write(origin.port());
        write(wanted.toByteArray());
        byte[] reply = answer(4);
        int code = reply[1] & 0xff;
        if (code != 0) {
            throw new ProtocolException(code < REFUSALS.length ? REFUSALS[code] : "it failed with code " + code);
        }
        // Where it connects from, which nobody needs to know.
        int length = switch (reply[3]) {
            case 1 -> 4;
            case 3 -> read(1)[0] & 0xff;
            case 4 -> 16;
            default -> throw new ProtocolException("it does not speak SOCKS 5");
        };
        read(length + 2);
    }

    private static void text(ByteArrayOutputStream target, String what, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length == 0 || bytes.length > LONGEST_TEXT) {
            throw new ProtocolException("the " + what + " is none that SOCKS 5 can carry");
        }
        target.write(bytes.length);
        target.writeBytes(bytes);
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    private byte[] answer(int length) throws IOException {
        byte[] bytes = read(length);
        if (bytes[0] != VERSION) {
            throw new ProtocolException("it does not speak SOCKS 5");
        }
        return bytes;
    }

    private byte[] read(int length) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it closed the connection");
        }
        return bytes;
    }
}
