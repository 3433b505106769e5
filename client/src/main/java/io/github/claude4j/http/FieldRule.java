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
record FieldRule(List<String> path, boolean refused, String word) {

    static FieldRule parse(String text) {
        int end = text.lastIndexOf('=');
        boolean refused = end < text.lastIndexOf('<');
        if (refused) {
            end = text.lastIndexOf('<');
        }
        return new FieldRule(segments(text.substring(0, end)), refused, text.substring(end + 1));
    }

    /** The parts between dots; a value in brackets or braces may have dots of its own. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(4);
        int start = 0;
        boolean inside = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            inside = inside ? c != ']' && c != '}' : c == '[' || c == '{';
            if (c == '.' && !inside) {
                segments.add(path.substring(start, i));
                start = i + 1;
            }
        }
        segments.add(path.substring(start));
        return segments;
    }

    /** The field's name for messages: the path without its conditions. */
    String field() {
        return String.join(".", path).replaceAll("\\[.*?]|\\{.*?}", "");
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
        String segment = path.get(depth);
        int bracket = firstOf(segment, '[', '{');
        Object member = object.get(bracket < 0 ? segment : segment.substring(0, bracket));
        if (bracket < 0 || member == null) {
            return matches(member, depth + 1);
        }
        String condition = segment.substring(bracket + 1, segment.length() - 1);
        if (segment.charAt(bracket) == '{') {
            return member.equals(condition) && depth + 1 == path.size();
        }
        if (member instanceof JsonArray list) {
            for (Object element : list) {
                if (holds(condition, element) && matches(element, depth + 1)) {
                    return true;
                }
            }
            return false;
        }
        return holds(condition, member) && matches(member, depth + 1);
    }

    private static boolean holds(String condition, @Nullable Object element) {
        if (condition.isEmpty()) {
            return true;
        }
        int equals = condition.indexOf('=');
        return element instanceof JsonObject object
                && condition.substring(equals + 1).equals(object.get(condition.substring(0, equals)));
    }

    private static int firstOf(String text, char a, char b) {
        int first = text.indexOf(a);
        int second = text.indexOf(b);
        return first < 0 ? second : second < 0 ? first : Math.min(first, second);
    }
}
