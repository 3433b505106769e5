package io.github.claude4j.internal.failover;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request names that only one place has: files, containers, skills of one's own, conversations that are kept there. */
public final class Kept {
    private static final int MOST = 10_000;

    /** Where what answers have named is; of very much only what was named last. */
    private final Map<String, Object> places = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
            return size() > MOST;
        }
    };

    /** The ids in the params of a message; empty where any place can answer it. */
    public static Set<String> ids(JsonObject params) {
        Set<String> ids = new LinkedHashSet<>();
        if (params.get("container") instanceof String id) {
            ids.add(id);
        } else if (params.get("container") instanceof JsonObject container
                && container.get("id") instanceof String id) {
            ids.add(id);
        }
        if (params.get("thread") instanceof JsonObject thread
                && thread.get("previous_message_id") instanceof String id) {
            ids.add(id);
        }
        collect(params, ids);
        return ids;
    }

    private static void collect(@Nullable Object json, Set<String> ids) {
        if (json instanceof JsonArray list) {
            for (Object element : list) {
                collect(element, ids);
            }
        } else if (json instanceof JsonObject object) {
            if (object.get("file_id") instanceof String id) {
                ids.add(id);
            }
            if ("custom".equals(object.get("type")) && object.get("skill_id") instanceof String id) {
                ids.add(id);
            }
            for (int i = 0; i < object.size(); i++) {
                collect(object.value(i), ids);
            }
        }
    }

    /**
     * Notes what an answer, or an event of a stream, says of what is kept.
     *
     * @param params what was asked for
     * @param told the answer or the event
     */
    public void note(JsonObject params, JsonObject told, Object place) {
        JsonObject message = told.get("message") instanceof JsonObject inner ? inner : told;
        JsonObject end = told.get("delta") instanceof JsonObject delta ? delta : message;
        for (JsonObject part : new JsonObject[] {message, end}) {
            if (part.get("container") instanceof JsonObject container && container.get("id") instanceof String id) {
                put(id, place);
            }
        }
        if (params.get("thread") != null && message.get("id") instanceof String id) {
            put(id, place);
        }
    }

    private synchronized void put(String id, Object place) {
        places.put(id, place);
    }

    /** Where one of these is; null where that is not known. */
    public synchronized @Nullable Object place(Set<String> ids) {
        for (String id : ids) {
            Object place = places.get(id);
            if (place != null) {
                return place;
            }
        }
        return null;
    }
}
