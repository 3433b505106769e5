package io.github.claude4j.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidParamsException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy.
 *
 * @param address not resolved yet
 * @param authorization what to send as {@code Proxy-Authorization}; null for a proxy without a password
 */
record HttpProxy(InetSocketAddress address, @Nullable String authorization) {
    /** Reads {@code http://user:password@host:port}; {@code where} it comes from is for the message when it is none. */
    static HttpProxy parse(String where, String url) {
        String text = url.strip();
        URI uri;
        try {
            uri = URI.create(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException e) {
            // Neither the URL nor the cause is shown: there may be a password in it.
            throw new InvalidParamsException(where + ": expected http://host:port, found something that is no URL");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw new InvalidParamsException(where + ": expected http://host:port, found " + uri.getScheme()
                    + "://…; the JDK reaches other kinds of proxies not at all");
        }
        if (uri.getHost() == null) {
            throw new InvalidParamsException(where + ": expected http://host:port, found no host");
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        if (port > 65_535) {
            throw new InvalidParamsException(where + ": expected a port up to 65535, found " + port);
        }
        String user = uri.getRawUserInfo();
        return new HttpProxy(
                InetSocketAddress.createUnresolved(bare(uri.getHost()), port),
                user == null ? null : basic(where, user));
    }

    /** The same proxy with a user and a password as they are, not as in a URL. */
    HttpProxy withCredentials(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new InvalidParamsException("proxy: expected a user without a colon, found one");
        }
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return new HttpProxy(address, "Basic " + both);
    }

    private static String basic(String where, String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        String both = decode(where, user) + ":" + decode(where, password);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    private static String decode(String where, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidParamsException(
                    where + ": expected user and password encoded as in a URL, found a % that encodes nothing");
        }
    }

    /** The host of a URL without the brackets of IPv6. */
    static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        return address.getHostString() + ":" + address.getPort();
    }
}
