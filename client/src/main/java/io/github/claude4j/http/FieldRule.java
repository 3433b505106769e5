package io.github.claude4j.http;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a field of a request asks for: {@code path=header} needs a beta header, {@code path<version} is refused from that
 * API version on.
 *
 * <p>A path is names with dots between them. After a name, {@code []} means each element of a list, {@code [tag=value]}
 * the elements, or the object, whose member {@code tag} has that value, and <code>{value}</code> that the member itself
 * has it.
 */
record FieldRule(List<Segment> path, boolean refused, String word) {

    /**
     * One name of a path.
     *
     * @param each what comes next is looked for in each element
     * @param tag the member that must have the value; empty where any element will do, or the member itself must have it
     * @param value null for any
     */
    record Segment(
            String name, boolean each, String tag, @Nullable String value) {
        static Segment parse(String text) {
            int bracket = firstOf(text, '[', '{');
            if (bracket < 0) {
                return new Segment(text, false, "", null);
            }
            String name = text.substring(0, bracket);
            String condition = text.substring(bracket + 1, text.length() - 1);
            if (text.charAt(bracket) == '{') {
                return new Segment(name, false, "", condition);
            }
            int equals = condition.indexOf('=');
            return equals < 0
                    ? new Segment(name, true, "", null)
                    : new Segment(name, true, condition.substring(0, equals), condition.substring(equals + 1));
        }

        boolean holds(@Nullable Object element) {
            return tag.isEmpty()
                    || (element instanceof JsonObject object && value != null && value.equals(object.get(tag)));
        }
    }

    static FieldRule parse(String text) {
        int end = text.lastIndexOf('=');
        boolean refused = end < text.lastIndexOf('<');
        if (refused) {
            end = text.lastIndexOf('<');
        }
        return new FieldRule(segments(text.substring(0, end)), refused, text.substring(end + 1));
    }

    /** The parts between dots; a value in brackets or braces may have dots of its own. */
    private static List<Segment> segments(String path) {
        List<Segment> segments = new ArrayList<>(4);
        int start = 0;
        boolean inside = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            inside = inside ? c != ']' && c != '}' : c == '[' || c == '{';
            if (c == '.' && !inside) {
                segments.add(Segment.parse(path.substring(start, i)));
                start = i + 1;
            }
        }
        segments.add(Segment.parse(path.substring(start)));
        return segments;
    }

    /** The field's name for messages: the path without its conditions. */
    String field() {
        StringBuilder field = new StringBuilder();
        for (Segment segment : path) {
            field.append(field.isEmpty() ? "" : ".").append(segment.name);
        }
        return field.toString();
    }

    boolean matches(JsonObject params) {
        return matches(params, 0);
    }

    private boolean matches(@Nullable Object value, int depth) {
        if (depth == path.size()) {
            return value != null;
        }
        if (!(value instanceof JsonObject object)) {
            return false;
        }
        Segment segment = path.get(depth);
        Object member = object.get(segment.name);
        if (member == null) {
            return false;
        }
        if (!segment.each) {
            return segment.value == null
                    ? matches(member, depth + 1)
                    : segment.value.equals(member) && depth + 1 == path.size();
        }
        if (!(member instanceof JsonArray list)) {
            return segment.holds(member) && matches(member, depth + 1);
        }
        for (int i = 0; i < list.size(); i++) {
            Object element = list.get(i);
            if (segment.holds(element) && matches(element, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static int firstOf(String text, char a, char b) {
        int first = text.indexOf(a);
        int second = text.indexOf(b);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }
}
