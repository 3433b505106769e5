package io.github.claude4j;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a view through all of its accessors, and what they give through theirs, and notes what they throw. It finds them by
 * reflection, which nothing else here does: generated code for it would be as large as all the rest of the views.
 */
final class ViewProblems {
    private final List<String> found = new ArrayList<>();

    private ViewProblems() {}

    static List<String> of(ApiObject view) {
        if (Arrays.stream(view.getClass().getMethods())
                .noneMatch(method -> method.getName().equals("toString"))) {
            throw new IllegalStateException("problems() finds accessors by reflection, which a native image has not");
        }
        ViewProblems problems = new ViewProblems();
        problems.read("", view);
        return List.copyOf(problems.found);
    }

    private void read(String path, Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> read(path, present));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                read(path + "[" + i + "]", list.get(i));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> read(path + "." + key, element));
        } else if (value instanceof ApiObject || value instanceof ApiValue) {
            Method[] methods = value.getClass().getMethods();
            Arrays.sort(methods, Comparator.comparing(Method::getName));
            for (Method method : methods) {
                if (isAccessor(method, (JsonView) value)) {
                    call(path, value, method);
                }
            }
        }
    }

    /** A method of the class itself, or one of its interfaces that reads a field; others read many for the reader's ease. */
    private static boolean isAccessor(Method method, JsonView view) {
        return method.getParameterCount() == 0
                && !Modifier.isStatic(method.getModifiers())
                && !method.isBridge()
                && !method.getName().equals("toBuilder")
                && (method.getDeclaringClass() == view.getClass()
                        || (method.getDeclaringClass().isInterface()
                                && !method.getName().equals("json")
                                && view.json() instanceof JsonObject json
                                && json.has(wire(method.getName()))));
    }

    private void call(String path, Object view, Method method) {
        String prefix = path.isEmpty() ? "" : path + ".";
        try {
            read(prefix + wire(method.getName()), method.invoke(view));
        } catch (InvocationTargetException e) {
            String message =
                    e.getCause() == null ? "" : String.valueOf(e.getCause().getMessage());
            String type = view.getClass().getSimpleName() + ".";
            found.add(prefix + (message.startsWith(type) ? message.substring(type.length()) : message));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String wire(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
