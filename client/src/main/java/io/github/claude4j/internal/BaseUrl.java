package io.github.claude4j.internal;

import io.github.claude4j.errors.InvalidParamsException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks where the API is said to be, and reads URLs as they are compared. */
public final class BaseUrl {
    private static final int HIGHEST_PORT = 65_535;

    /** What {@link URI} reads as a name that it knows nothing of: one with an underscore. */
    private static final Pattern NAME_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,9}))?");

    private BaseUrl() {}

    /** A base URL as it is put in front of routes; {@code where} it comes from is for the message when it is none. */
    public static String of(String where, String url) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidParamsException(where + ": expected a URL, found " + url);
        }
        boolean known = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!known || uri.getRawAuthority() == null) {
            throw new InvalidParamsException(where + ": expected http://… or https://…, found " + url);
        }
        if (uri.getRawAuthority().indexOf('@') >= 0) {
            throw new InvalidParamsException(
                    where + ": expected no user and password in the URL, found some; send them as a header");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            // There may be a credential in it.
            throw new InvalidParamsException(where + ": expected a URL without a query and a fragment, found "
                    + (uri.getRawQuery() != null ? "a query" : "a fragment")
                    + "; it is put in front of the paths of the API");
        }
        if (host(uri).isEmpty()) {
            throw new InvalidParamsException(
                    where + ": expected a host, and perhaps a port, found " + uri.getRawAuthority());
        }
        if (port(uri) > HIGHEST_PORT) {
            throw new InvalidParamsException(where + ": expected a port from 0 to 65535, found " + port(uri));
        }
        return uri.toString().replaceAll("/+$", "");
    }

    /** The host in lower case, also one with an underscore; empty for none. */
    public static String host(URI url) {
        String host = url.getHost() != null ? url.getHost() : part(url, 1);
        return host.toLowerCase(Locale.ROOT);
    }

    /** The port, also the one that goes without saying. */
    public static int port(URI url) {
        String written = url.getPort() >= 0 ? Integer.toString(url.getPort()) : part(url, 2);
        if (!written.isEmpty()) {
            return Integer.parseInt(written);
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private static String part(URI url, int group) {
        if (url.getHost() != null || url.getRawAuthority() == null) {
            return "";
        }
        Matcher parts = NAME_AND_PORT.matcher(url.getRawAuthority());
        String found = parts.matches() ? parts.group(group) : null;
        return found == null ? "" : found;
    }

    /** Scheme, host and port: where credentials are for. */
    public static String origin(URI url) {
        return String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT) + "://" + host(url) + ":" + port(url);
    }

    /** Whether whoever is on the way there can read what is sent. */
    public static boolean isOpen(URI url) {
        String host = host(url);
        boolean loopback = host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.\\d+){3}");
        return !loopback && !"https".equalsIgnoreCase(url.getScheme());
    }

    /** Says once, where it is found out, that everybody on the way can read what is sent. */
    public static void warnIfOpen(URI url) {
        if (isOpen(url)) {
            Log.LOGGER.log(
                    Level.WARNING,
                    "credentials, prompts and answers travel unencrypted: the base URL is http://" + host(url));
        }
    }
}
