package io.github.claude4j;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A page of a list. Iterating goes on over all pages that follow, each fetched when it is needed; {@link #items()} are those
 * of this page alone.
 *
 * @param <T> what is listed
 */
public final class Page<T> implements Iterable<T> {
    private final JsonObject json;
    private final Function<JsonObject, T> of;
    private final String style;
    private final JsonObject params;
    private final Function<JsonObject, Page<T>> fetch;

    /**
     * For services: a page for its answer.
     *
     * @param style {@code cursor}, {@code ids}, {@code report} or {@code bidirectional}
     * @param params those that the page was asked for with
     * @param fetch asks for a page with other params
     */
    public static <T> Page<T> of(
            JsonObject json,
            Function<JsonObject, T> of,
            String style,
            JsonObject params,
            Function<JsonObject, Page<T>> fetch) {
        return new Page<>(json, of, style, params, fetch);
    }

    private Page(
            JsonObject json,
            Function<JsonObject, T> of,
            String style,
            JsonObject params,
            Function<JsonObject, Page<T>> fetch) {
        this.json = json;
        this.of = of;
        this.style = style;
        this.params = params;
        this.fetch = fetch;
    }

    /** What is listed on this page. */
    public List<T> items() {
        JsonArray data = json.optArray("data").orElse(JsonArray.of());
        List<T> items = new ArrayList<>(data.size());
        for (Object item : data) {
            if (!(item instanceof JsonObject object)) {
                throw new InvalidDataException("Page.data: expected objects, found something else");
            }
            items.add(of.apply(object));
        }
        return Collections.unmodifiableList(items);
    }

    /** Whether a page follows. It may be empty and be followed by more. */
    public boolean hasNextPage() {
        return next().isPresent();
    }

    /**
     * The page that follows.
     *
     * @throws IllegalStateException when none does
     */
    public Page<T> nextPage() {
        return fetch.apply(next().orElseThrow(() -> new IllegalStateException("this is the last page")));
    }

    /** Whether a page comes before this one; known only for lists that can be read both ways. */
    public boolean hasPreviousPage() {
        return json.get("prev_page") != null;
    }

    /**
     * The page before this one.
     *
     * @throws IllegalStateException when there is none, or it is not known
     */
    public Page<T> previousPage() {
        Object cursor = json.get("prev_page");
        if (cursor == null) {
            throw new IllegalStateException("no page is known before this one");
        }
        return fetch.apply(params.with("page", cursor));
    }

    /** The params for the page that follows. Lists by id go on in the direction they were asked for. */
    private Optional<JsonObject> next() {
        if (!style.equals("ids")) {
            return Optional.ofNullable(json.get("next_page")).map(cursor -> params.with("page", cursor));
        }
        boolean backwards = params.get("before_id") != null;
        Object id = json.get(backwards ? "first_id" : "last_id");
        return Boolean.TRUE.equals(json.get("has_more")) && id != null
                ? Optional.of(params.with(backwards ? "before_id" : "after_id", id))
                : Optional.empty();
    }

    /** The items of this page and of all that follow. */
    @Override
    public Iterator<T> iterator() {
        return new Items();
    }

    /** The items of this page and of all that follow. */
    public Stream<T> stream() {
        return EventStream.stream(iterator());
    }

    /** The answer as it came, with what the accessors do not show. */
    public JsonObject json() {
        return json;
    }

    /** What HTTP said about this page. */
    public Optional<ResponseInfo> response() {
        return json.origin() instanceof ResponseInfo info ? Optional.of(info) : Optional.empty();
    }

    @Override
    public String toString() {
        return json.toString();
    }

    private final class Items implements Iterator<T> {
        private Page<T> page = Page.this;
        private Iterator<T> items = page.items().iterator();
        /** A server that gives a cursor again would have us go round for ever. */
        private final Set<JsonObject> asked = new HashSet<>();

        @Override
        public boolean hasNext() {
            while (!items.hasNext()) {
                Optional<JsonObject> next = page.next();
                if (next.isEmpty() || !asked.add(next.get())) {
                    return false;
                }
                page = page.nextPage();
                items = page.items().iterator();
            }
            return true;
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return items.next();
        }
    }
}
