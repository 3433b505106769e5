package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.SpecOperation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers lists in the styles of pages that the API has. */
public final class Pages {
    private static final int USUAL = 20;
    private static final String TOKEN = "page_";

    private final List<JsonObject> items;
    private final JsonObject query;
    private final int limit;

    private Pages(List<JsonObject> items, JsonObject query) {
        this.items = items;
        this.query = query;
        this.limit = (int) Math.max(1, Math.min(1000, query.get("limit") instanceof Long asked ? asked : USUAL));
    }

    public static JsonObject of(SpecOperation operation, List<JsonObject> items, JsonObject query, String now) {
        Pages pages = new Pages(items, query);
        String style = String.valueOf(operation.pageStyle());
        if (style.equals("ids")) {
            return pages.byIds();
        }
        JsonObject page = pages.byCursor(style.equals("bidirectional"));
        if (style.equals("report") || style.equals("more")) {
            page = page.with("has_more", page.get("next_page") != null);
        }
        return style.equals("report") ? page.with("data_refreshed_at", now) : page;
    }

    private JsonObject byIds() {
        int after = indexOf(query.get("after_id"));
        int before = indexOf(query.get("before_id"));
        int from = after >= 0 ? after + 1 : before >= 0 ? Math.max(0, before - limit) : 0;
        int to = Math.min(before >= 0 ? before : items.size(), from + limit);
        List<JsonObject> data = items.subList(Math.min(from, to), to);
        boolean more = before >= 0 ? from > 0 : to < items.size();
        return JsonObject.builder()
                .put("data", JsonArray.of(data))
                .put("has_more", more)
                .put("first_id", data.isEmpty() ? null : data.get(0).get("id"))
                .put(
                        "last_id",
                        data.isEmpty() ? null : data.get(data.size() - 1).get("id"))
                .build();
    }

    private int indexOf(@Nullable Object id) {
        for (int i = 0; id != null && i < items.size(); i++) {
            if (id.equals(items.get(i).get("id"))) {
                return i;
            }
        }
        return -1;
    }

    private JsonObject byCursor(boolean bothWays) {
        int from = Math.min(start(), items.size());
        int to = Math.min(items.size(), from + limit);
        JsonObject.Builder page = JsonObject.builder()
                .put("data", JsonArray.of(items.subList(from, to)))
                .put("next_page", to < items.size() ? TOKEN + to : null);
        if (bothWays) {
            page.put("prev_page", from > 0 ? TOKEN + Math.max(0, from - limit) : null);
        }
        return page.build();
    }

    private int start() {
        String page = query.optString("page").orElse(TOKEN + 0);
        try {
            int start = Integer.parseInt(page.substring(page.indexOf('_') + 1));
            if (page.startsWith(TOKEN) && start >= 0) {
                return start;
            }
        } catch (NumberFormatException e) {
            // Answered below, as any other text that is no page is.
        }
        throw Refusal.invalid("page: invalid page token");
    }
}
