package io.github.claude4j.tools;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.types.JsonType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes tools of annotated methods. */
final class MethodTools {
    private MethodTools() {}

    static List<ToolFunction> of(Object object) {
        // By name, so that requests of different runs are the same and hit the cache.
        Map<String, ToolFunction> found = new TreeMap<>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                ToolMethod tool = method.getAnnotation(ToolMethod.class);
                if (tool != null && !method.isBridge()) {
                    ToolFunction function = function(object, method, tool);
                    ToolFunction other = found.putIfAbsent(function.name(), function);
                    if (other != null && type == object.getClass()) {
                        throw refused(method, "expected one tool of the name " + function.name() + ", found two");
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new InvalidParamsException("object: expected methods with @ToolMethod, found none in "
                    + (object instanceof Class<?> type
                            ? "Class<" + type.getTypeName() + ">; give an object of that class"
                            : object.getClass().getTypeName()));
        }
        return List.copyOf(found.values());
    }

    private static ToolFunction function(Object object, Method method, ToolMethod tool) {
        if (!method.trySetAccessible()) {
            throw refused(
                    method,
                    "expected a method that can be called from here: make it public, or add \"opens "
                            + method.getDeclaringClass().getPackageName() + " to io.github.claude4j\" to its module");
        }
        String name = tool.name().isEmpty() ? method.getName() : tool.name();
        Parameter[] parameters = method.getParameters();
        List<Parameter> given = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.getType() != ToolCall.class) {
                given.add(parameter);
            }
        }
        ToolFunction function = given.size() == 1 && given.get(0).getType().isRecord()
                ? ofRecord(object, method, name, tool, given.get(0))
                : ofArguments(object, method, name, tool, given);
        function = tool.repeatable() ? function.repeatable() : function;
        return tool.readOnly() ? function.readOnly() : function;
    }

    private static ToolFunction ofRecord(
            Object object, Method method, String name, ToolMethod tool, Parameter parameter) {
        JsonType<?> type = JsonType.of(parameter.getParameterizedType());
        return Tools.function(name, tool.value(), type, (in, call) -> invoke(object, method, new Object[] {in}, call));
    }

    private static ToolFunction ofArguments(
            Object object, Method method, String name, ToolMethod tool, List<Parameter> given) {
        JsonType<@Nullable Object[]> type = JsonType.ofArguments(given.toArray(new Parameter[0]));
        return Tools.function(name, tool.value(), type, (in, call) -> invoke(object, method, in, call));
    }

    private static @Nullable Object invoke(Object object, Method method, @Nullable Object[] given, ToolCall call)
            throws Exception {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] all = new Object[types.length];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = types[i] == ToolCall.class ? call : given[next++];
        }
        try {
            return method.invoke(object, all);
        } catch (InvocationTargetException e) {
            Throwable cause = Objects.requireNonNull(e.getCause());
            if (cause instanceof Error error) {
                throw error;
            }
            throw (Exception) cause;
        }
    }

    private static InvalidParamsException refused(Method method, String problem) {
        return new InvalidParamsException(
                method.getDeclaringClass().getTypeName() + "." + method.getName() + ": " + problem);
    }
}
