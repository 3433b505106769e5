package io.github.claude4j.webhooks;

import io.github.claude4j.errors.InvalidParamsException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The ids of late, in the order in which they came. */
final class MemoryGuard implements WebhookGuard {
    private final Map<String, Boolean> ids;

    MemoryGuard(int most) {
        if (most < 1) {
            throw new InvalidParamsException("most: expected 1 or more, found " + most);
        }
        ids = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public boolean begin(String webhookId) {
        Objects.requireNonNull(webhookId, "webhookId");
        synchronized (ids) {
            return ids.putIfAbsent(webhookId, true) == null;
        }
    }

    @Override
    public void forget(String webhookId) {
        Objects.requireNonNull(webhookId, "webhookId");
        synchronized (ids) {
            ids.remove(webhookId);
        }
    }
}
