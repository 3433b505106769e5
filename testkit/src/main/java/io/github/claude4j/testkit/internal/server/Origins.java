package io.github.claude4j.testkit.internal.server;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may reach a server that is there for this machine alone. Listening on the loopback address is not enough: a web page
 * can have its own name lead there, and a browser then sends what the page wants.
 */
public final class Origins {
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://([^/?#@]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT = Pattern.compile(":\\d*$");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|.+\\.localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private final Set<String> origins = new HashSet<>();
    private final Set<String> hosts = new HashSet<>();

    /**
     * Lets in what comes from this machine, and these origins, by whose names the server may be called too.
     *
     * @throws IllegalArgumentException when one is no origin
     */
    public Origins(Collection<String> allowed) {
        for (String origin : allowed) {
            Matcher parts = ORIGIN.matcher(origin);
            if (!parts.matches()) {
                throw new IllegalArgumentException(
                        "origin: expected one such as http://app.test:3000, found " + origin);
            }
            origins.add(origin.toLowerCase(Locale.ROOT));
            hosts.add(name(parts.group(1)));
        }
    }

    /** Whether this origin was allowed by its name, and not only for being on this machine. */
    public boolean names(String origin) {
        return origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** What is wrong with a request from elsewhere; null when it may come in. */
    @Nullable
    String problem(Map<String, List<String>> headers) {
        for (String host : headers.getOrDefault("host", List.of())) {
            if (!isLoopback(name(host)) && !hosts.contains(name(host))) {
                return problem("Host", host);
            }
        }
        for (String origin : headers.getOrDefault("origin", List.of())) {
            Matcher parts = ORIGIN.matcher(origin);
            boolean local = parts.matches() && isLoopback(name(parts.group(1)));
            if (!local && !origins.contains(origin.toLowerCase(Locale.ROOT))) {
                return problem("Origin", origin);
            }
        }
        return null;
    }

    private static String problem(String header, String found) {
        return header + ": expected localhost or another name of this machine, found " + found
                + ". This server answers this machine alone, unless it is started with that origin allowed.";
    }

    private static String name(String hostAndPort) {
        String host = PORT.matcher(hostAndPort).replaceFirst("").toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean isLoopback(String name) {
        return LOOPBACK.matcher(name).matches();
    }
}
