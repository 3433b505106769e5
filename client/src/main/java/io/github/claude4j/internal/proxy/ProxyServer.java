package io.github.claude4j.internal.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidParamsException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A proxy.
 *
 * @param socks whether it speaks SOCKS 5, not HTTP
 * @param address not resolved yet
 * @param user null for a proxy without a password
 * @param password empty where there is none
 */
public record ProxyServer(
        boolean socks, InetSocketAddress address, @Nullable String user, String password) {
    private static final Set<String> SOCKS = Set.of("socks5", "socks5h");

    /** What of proxies a transport can go through. */
    public enum Kinds {
        HTTP("http://host:port"),
        HTTP_AND_SOCKS("http://host:port or socks5://host:port");

        private final String expected;

        Kinds(String expected) {
            this.expected = expected;
        }
    }

    /** Reads {@code http://user:password@host:port}; {@code where} it comes from is for the message when it is none. */
    public static ProxyServer parse(String where, String url, Kinds kinds) {
        String text = url.strip();
        String expected = where + ": expected " + kinds.expected + ", found ";
        URI uri;
        try {
            uri = URI.create(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException e) {
            // Neither the URL nor the cause is shown: there may be a password in it.
            throw new InvalidParamsException(expected + "something that is no URL");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean socks = kinds == Kinds.HTTP_AND_SOCKS && SOCKS.contains(scheme);
        if (!socks && !scheme.equals("http")) {
            throw new InvalidParamsException(expected + scheme + "://…"
                    + (SOCKS.contains(scheme) ? ", which SocketTransport and OkHttpTransport can go through" : ""));
        }
        if (uri.getHost() == null) {
            throw new InvalidParamsException(expected + "no host");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : socks ? 1080 : 80;
        if (port > 65_535) {
            throw new InvalidParamsException(where + ": expected a port up to 65535, found " + port);
        }
        InetSocketAddress address = InetSocketAddress.createUnresolved(bare(uri.getHost()), port);
        String info = uri.getRawUserInfo();
        if (info == null) {
            return new ProxyServer(socks, address, null, "");
        }
        int colon = info.indexOf(':');
        String user = decode(where, colon < 0 ? info : info.substring(0, colon));
        return new ProxyServer(socks, address, user, colon < 0 ? "" : decode(where, info.substring(colon + 1)));
    }

    /** The same proxy with a user and a password as they are, not as in a URL. */
    public ProxyServer withCredentials(String newUser, String newPassword) {
        if (!socks && newUser.indexOf(':') >= 0) {
            throw new InvalidParamsException("proxy: expected a user without a colon, found one");
        }
        return new ProxyServer(socks, address, newUser, newPassword);
    }

    private static String decode(String where, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidParamsException(
                    where + ": expected user and password encoded as in a URL, found a % that encodes nothing");
        }
    }

    /** What to send as {@code Proxy-Authorization}; null for a proxy without a password. */
    public @Nullable String authorization() {
        return user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** The host of a URL without the brackets of IPv6. */
    public static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The bytes of an address that is written as one; null for a name, which is not looked up. */
    public static byte @Nullable [] bytesOf(String host) {
        boolean numeric = host.indexOf(':') >= 0 || host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        try {
            return numeric ? InetAddress.getByName(host).getAddress() : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}
