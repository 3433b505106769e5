package io.github.claude4j.internal;

import io.github.claude4j.errors.InvalidParamsException;
import java.net.URI;

/** Checks where the API is said to be. */
public final class BaseUrl {
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
        if (uri.getHost() == null || !known || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidParamsException(where + ": expected http://… or https://…, found " + url);
        }
        if (uri.getRawUserInfo() != null) {
            throw new InvalidParamsException(
                    where + ": expected no user and password in the URL, found some; send them as a header");
        }
        return uri.toString().replaceAll("/+$", "");
    }
}
