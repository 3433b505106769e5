package io.github.claude4j.internal.proxy;

import io.github.claude4j.internal.BaseUrl;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that are reached without a proxy, as {@code NO_PROXY} names them: {@code *}, {@code example.com} with its
 * subdomains, {@code .example.com} for those alone, {@code host:port}, {@code 10.1.2.3}, {@code 10.0.0.0/8}. What is none of
 * these matches nothing. No name is looked up.
 */
final class NoProxy {
    private final List<Rule> rules = new ArrayList<>();

    NoProxy(@Nullable String list) {
        for (String entry : list == null ? new String[0] : list.split("[,\\s]+")) {
            if (!entry.isEmpty()) {
                rules.add(Rule.parse(entry.toLowerCase(Locale.ROOT)));
            }
        }
    }

    boolean matches(URI url) {
        String host = ProxyServer.bare(BaseUrl.host(url));
        int port = BaseUrl.port(url);
        byte[] ip = ProxyServer.bytesOf(host);
        return rules.stream().anyMatch(rule -> rule.matches(host, ip, port));
    }

    /** Whether a URL leads to this machine, as far as its text shows. */
    static boolean isLoopback(URI url) {
        String host = ProxyServer.bare(BaseUrl.host(url));
        byte[] ip = ProxyServer.bytesOf(host);
        if (ip == null) {
            return host.equals("localhost") || host.endsWith(".localhost");
        }
        return ip.length == 4 ? ip[0] == 127 : new BigInteger(1, ip).equals(BigInteger.ONE);
    }

    /**
     * @param name a host, a suffix with its dot, or * for all
     * @param ip the address, where it is one
     * @param bits how many bits of the address count
     * @param port 0 for every port
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Rule(String name, byte @Nullable [] ip, int bits, int port) {
        static Rule parse(String entry) {
            int slash = entry.indexOf('/');
            if (slash > 0) {
                byte[] network = ProxyServer.bytesOf(ProxyServer.bare(entry.substring(0, slash)));
                String bits = entry.substring(slash + 1);
                boolean known = network != null && bits.matches("\\d{1,3}");
                return new Rule(entry, known ? network : null, known ? Integer.parseInt(bits) : 0, 0);
            }
            int colon = entry.lastIndexOf(':');
            boolean withPort = colon > 0
                    && entry.substring(colon + 1).matches("\\d{1,5}")
                    && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']');
            String host = ProxyServer.bare(withPort ? entry.substring(0, colon) : entry);
            byte[] ip = ProxyServer.bytesOf(host);
            return new Rule(
                    host.startsWith("*.") ? host.substring(1) : host,
                    ip,
                    ip == null ? 0 : ip.length * 8,
                    withPort ? Integer.parseInt(entry.substring(colon + 1)) : 0);
        }

        boolean matches(String host, byte @Nullable [] hostIp, int hostPort) {
            if (port != 0 && port != hostPort) {
                return false;
            }
            if (ip != null) {
                return hostIp != null && hostIp.length == ip.length && sameNetwork(ip, hostIp);
            }
            return name.equals("*") || host.equals(name) || host.endsWith(name.startsWith(".") ? name : "." + name);
        }

        private boolean sameNetwork(byte[] mine, byte[] other) {
            int ignored = Math.max(0, mine.length * 8 - bits);
            return new BigInteger(1, mine).shiftRight(ignored).equals(new BigInteger(1, other).shiftRight(ignored));
        }
    }
}
