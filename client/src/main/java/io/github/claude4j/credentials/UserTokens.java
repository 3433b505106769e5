package io.github.claude4j.credentials;

import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a person got by logging in. They are in a file, which other processes read and renew too: it is read
 * anew each time, and a refresh token is spent only under a lock.
 */
final class UserTokens implements AccessTokenProvider {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    /** With less left than this a token is renewed. */
    private static final Duration ENOUGH = Duration.ofMinutes(2);

    /** Where it cannot be renewed it is used until it has less left than this. */
    private static final Duration TOO_LITTLE = Duration.ofSeconds(30);

    private final String profile;
    private final CredentialsFile file;
    private final String clientId;
    private final String workspaceId;

    /** New tokens that could not be written; they count as long as the file holds the refresh token that they replace. */
    private @Nullable JsonObject unsaved;

    private String spent = "";

    /**
     * @param clientId empty where somebody else renews the tokens in the file
     * @param workspaceId empty for none
     */
    UserTokens(String profile, CredentialsFile file, String clientId, String workspaceId) {
        this.profile = profile;
        this.file = file;
        this.clientId = clientId;
        this.workspaceId = workspaceId;
    }

    @Override
    public AccessToken token(Context context) throws InterruptedException {
        JsonObject stored = stored();
        if (isGood(stored, context, ENOUGH)) {
            return token(stored);
        }
        if (clientId.isEmpty() || text(stored, "refresh_token").isEmpty()) {
            return lastOf(stored, context);
        }
        CredentialsFile.Lock lock = file.lock();
        try {
            stored = stored();
            return isGood(stored, context, ENOUGH) ? token(stored) : renewed(stored, context);
        } catch (CredentialsException e) {
            // A program that knows nothing of the lock may have spent the refresh token first.
            stored = stored();
            String message = String.valueOf(e.getMessage());
            String problem = message.startsWith(profile) ? message : profile + ": " + message;
            if (!isGood(stored, context, TOO_LITTLE)) {
                throw new CredentialsException(problem, e);
            }
            if (!isGood(stored, context, ENOUGH)) {
                LOGGER.log(Level.WARNING, problem + "; what is left of the last token is used");
            }
            return token(stored);
        } finally {
            lock.close();
        }
    }

    @Override
    public String name() {
        return profile;
    }

    private JsonObject stored() {
        JsonObject onDisk = file.read();
        JsonObject newer = unsaved;
        if (newer != null && text(onDisk, "refresh_token").equals(spent)) {
            return newer;
        }
        unsaved = null;
        return onDisk;
    }

    private boolean isGood(JsonObject stored, Context context, Duration enough) {
        String value = text(stored, "access_token");
        return !value.isEmpty()
                && !context.refused().equals(Optional.of(value))
                && expiry(stored)
                        .map(end -> end.isAfter(context.now().plus(enough)))
                        .orElse(true);
    }

    /** The token that is there, where nothing can be done to get another. */
    private AccessToken lastOf(JsonObject stored, Context context) {
        String remedy = clientId.isEmpty()
                ? "; without a client_id in the profile somebody else has to renew it"
                : "; there is no refresh_token to renew it with, log in again";
        if (text(stored, "access_token").isEmpty()) {
            throw new CredentialsException(profile + ": no access_token in its credentials file" + remedy);
        }
        if (expiry(stored).filter(end -> !end.isAfter(context.now())).isPresent()) {
            throw new CredentialsException(profile + ": the token in its credentials file has expired" + remedy);
        }
        return token(stored);
    }

    private AccessToken renewed(JsonObject stored, Context context) {
        Instant asked = context.now();
        String refreshToken = text(stored, "refresh_token");
        try (CredentialsFile.Replacement replacement = file.replace()) {
            JsonObject answer = context.exchange(
                    JsonObject.of("grant_type", "refresh_token", "refresh_token", refreshToken, "client_id", clientId),
                    Federation.OAUTH_BETA);
            String next = text(answer, "refresh_token");
            JsonObject renewed = stored.toBuilder()
                    .put("version", text(stored, "version").isEmpty() ? "1.0" : text(stored, "version"))
                    .put("access_token", answer.string("access_token"))
                    .put("refresh_token", next.isEmpty() ? refreshToken : next)
                    .put("expires_at", asked.getEpochSecond() + answer.longValue("expires_in"))
                    .build();
            keep(replacement, renewed, refreshToken);
            return withHeaders(
                    AccessToken.of(answer.string("access_token"), Duration.ofSeconds(answer.longValue("expires_in"))));
        }
    }

    private void keep(CredentialsFile.Replacement replacement, JsonObject renewed, String refreshToken) {
        try {
            replacement.write(renewed);
            unsaved = null;
        } catch (IOException e) {
            // The token is good all the same.
            if (unsaved == null) {
                spent = refreshToken;
            }
            unsaved = renewed;
            LOGGER.log(
                    Level.WARNING,
                    profile + ": the renewed token could not be written, and is lost when this process ends: " + e);
        }
    }

    private AccessToken token(JsonObject stored) {
        String value = text(stored, "access_token");
        return withHeaders(
                expiry(stored).map(end -> AccessToken.of(value, end)).orElseGet(() -> AccessToken.of(value)));
    }

    private AccessToken withHeaders(AccessToken token) {
        AccessToken marked = token.withHeader("anthropic-beta", Federation.OAUTH_BETA);
        return workspaceId.isEmpty() ? marked : marked.withHeader("anthropic-workspace-id", workspaceId);
    }

    private Optional<Instant> expiry(JsonObject stored) {
        return stored.get("expires_at") instanceof Long seconds && seconds > 0
                ? Optional.of(Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond())))
                : Optional.empty();
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof String text ? text : "";
    }
}
