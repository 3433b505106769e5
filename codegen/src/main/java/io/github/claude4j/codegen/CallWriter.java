package io.github.claude4j.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the methods that call one operation. */
final class CallWriter {
    /**
     * One way to call it.
     *
     * @param result what the method gives
     * @param body the statement; {@code %s} stands for the JSON that is sent
     */
    private record Call(String name, String result, String body) {}

    private final Spec spec;
    private final JavaFile file;
    private final Operation operation;
    private final List<String> route;

    CallWriter(Spec spec, JavaFile file, Operation operation) {
        this.spec = spec;
        this.file = file;
        this.operation = operation;
        this.route = operation.routeParameters().stream().map(Names::camel).toList();
    }

    String methods() {
        StringBuilder code = new StringBuilder();
        if (operation.streams() == null || operation.returns() != null) {
            code.append(overloads(answer(Names.camel(operation.action()))));
        }
        if (operation.streams() != null) {
            code.append(overloads(stream(operation.returns() == null ? Names.camel(operation.action()) : "stream")));
        }
        return code.toString();
    }

    private Call answer(String name) {
        String arguments = ServiceWriter.constantName(operation) + ", %s";
        if (operation.binary()) {
            return new Call(name, client("Download"), "return http.download(%s%s);".formatted(arguments, positional()));
        }
        TypeExpr.Ref many = operation.pageOf() != null ? operation.pageOf() : operation.jsonl();
        if (many != null) {
            String method = operation.pageOf() != null ? "page" : "lines";
            String result = client(operation.pageOf() != null ? "Page" : "JsonLines");
            return new Call(name, result + "<" + type(many) + ">", call(method, arguments, many));
        }
        if (operation.returns() == null) {
            return new Call(name, "void", "http.run(%s%s);".formatted(arguments, positional()));
        }
        String type = type(operation.returns());
        return operation.nullable()
                ? new Call(
                        name,
                        file.use("java.util.Optional") + "<" + type + ">",
                        call("sendOptional", arguments, operation.returns()))
                : new Call(name, type, call("send", arguments, operation.returns()));
    }

    private Call stream(String name) {
        String events = "http.stream(%s, %%s, %s::of%s)"
                .formatted(ServiceWriter.constantName(operation), type(operation.streams()), positional());
        return operation.streamAs() == null
                ? new Call(
                        name, client("EventStream") + "<" + type(operation.streams()) + ">", "return " + events + ";")
                : new Call(name, operation.streamAs(), "return new " + operation.streamAs() + "(" + events + ");");
    }

    private String call(String method, String arguments, TypeExpr.Ref type) {
        return "return http.%s(%s, %s::of%s);".formatted(method, arguments, type(type), positional());
    }

    private String positional() {
        return route.stream().map(name -> ", " + name).collect(Collectors.joining());
    }

    private String client(String name) {
        return file.use("io.github.claude4j." + name);
    }

    private String type(TypeExpr.Ref ref) {
        return file.use(spec.find(ref).ref());
    }

    /** Without params where none is required, with the params, and with a function over their builder. */
    private String overloads(Call call) {
        StringBuilder code = new StringBuilder();
        Type.ObjectType params =
                operation.params() == null ? null : spec.find(operation.params(), Type.ObjectType.class);
        if (params == null || params.fields().stream().noneMatch(Field::required)) {
            code.append(method(call, List.of(), call.body().formatted(empty(params))));
        }
        if (params != null) {
            String type = file.use(params.ref());
            code.append(method(
                    call, List.of(type + " params"), refusingEvents(call, call.body().formatted("params.json()"))));
            String consumer = file.use("java.util.function.Consumer");
            String arguments = route.stream().map(name -> name + ", ").collect(Collectors.joining());
            code.append(method(call, List.of("%s<%s.Builder> params".formatted(consumer, type)), """
                    %1$s.Builder builder = %1$s.builder();
                        params.accept(builder);
                        %2$s%3$s(%4$sbuilder.build());""".formatted(
                            type, call.result().equals("void") ? "" : "return ", call.name(), arguments)));
        }
        return code.toString();
    }

    /** Where events can be had as well, a request for them has no place in the call that gives a whole answer. */
    private String refusingEvents(Call call, String body) {
        boolean whole = operation.streams() != null
                && operation.returns() != null
                && !call.name().equals("stream");
        return !whole ? body : """
                if (Boolean.TRUE.equals(params.json().get("stream"))) {
                        throw new %s("stream: expected none in %s(…), found true; stream(…) gives the events");
                    }
                    %s""".formatted(file.use("io.github.claude4j.InvalidRequestException"), call.name(), body);
    }

    private String empty(Type.ObjectType params) {
        // Params without a required field may still have constants.
        boolean constants = params != null && params.fields().stream().anyMatch(Field::preset);
        return constants
                ? file.use(params.ref()) + ".builder().build().json()"
                : file.use("io.github.claude4j.json.JsonObject") + ".of()";
    }

    private String method(Call call, List<String> last, String body) {
        List<String> parameters = new ArrayList<>();
        route.forEach(name -> parameters.add("String " + name));
        parameters.addAll(last);
        return "\n" + Javadoc.of(operation)
                + """
                public %s %s(%s) {
                    %s
                }
                """.formatted(call.result(), call.name(), String.join(", ", parameters), body);
    }
}
