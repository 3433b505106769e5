package io.github.claude4j.socket;

import io.github.claude4j.fixtures.ScriptedServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy of SOCKS 5 that leads every host to one port of this machine. */
final class LoopbackSocks implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final String wanted;
    private final int reply;

    /** Hosts and ports that were asked for. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /**
     * @param wanted as {@code user:password}; empty for a proxy that anyone may use
     * @param reply what it answers a request with: 0 when all is well
     */
    LoopbackSocks(int target, String wanted, int reply) throws IOException {
        this.target = target;
        this.wanted = wanted;
        this.reply = reply;
        this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ScriptedServer.daemon(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket client = listener.accept();
                    ScriptedServer.daemon(() -> serve(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    String url() {
        return "socks5://127.0.0.1:" + listener.getLocalPort();
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            in.readByte();
            byte[] ways = in.readNBytes(in.readUnsignedByte());
            int way = wanted.isEmpty() ? 0 : 2;
            if (new String(ways, StandardCharsets.ISO_8859_1).indexOf(way) < 0) {
                out.write(new byte[] {5, (byte) 0xff});
                return;
            }
            out.write(new byte[] {5, (byte) way});
            if (way == 2 && !isLetIn(in, out)) {
                return;
            }
            in.readNBytes(3);
            int kind = in.readByte();
            byte[] host = in.readNBytes(kind == 1 ? 4 : kind == 4 ? 16 : in.readUnsignedByte());
            String name = kind == 3
                    ? new String(host, StandardCharsets.ISO_8859_1)
                    : InetAddress.getByAddress(host).getHostAddress();
            asked.add(name + ":" + in.readUnsignedShort());
            // In pieces, as networks may cut it.
            out.write(new byte[] {5, (byte) reply, 0, 3});
            out.write(new byte[] {2, 'm', 'e', 0, 1});
            if (reply == 0) {
                pump(client);
            }
        } catch (IOException e) {
            // One of them went away.
        }
    }

    private boolean isLetIn(DataInputStream in, OutputStream out) throws IOException {
        in.readByte();
        String user = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        String password = new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.UTF_8);
        boolean known = wanted.equals(user + ":" + password);
        out.write(new byte[] {1, (byte) (known ? 0 : 1)});
        return known;
    }

    private void pump(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            ScriptedServer.daemon(() -> {
                try {
                    server.getInputStream().transferTo(client.getOutputStream());
                    client.close();
                } catch (IOException e) {
                    // One of them went away.
                }
            });
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
