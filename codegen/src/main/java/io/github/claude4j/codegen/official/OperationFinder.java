package io.github.claude4j.codegen.official;

import io.github.claude4j.codegen.official.TsType.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the calls in the methods of the TypeScript client, which all look alike because a generator wrote them. */
final class OperationFinder {
    private static final Pattern METHOD = Pattern.compile("(?m)^  (?:async )?([a-z]\\w*)(?:<[^(]*>)?\\(");
    private static final Pattern CALL = Pattern.compile(
            "_client\\s*\\.(get|post|put|patch|delete|getAPIList)(?:<[^(]*>)?\\(\\s*(?:path)?(['`])(.*?)\\2");
    private static final Pattern SPAN = Pattern.compile("startApiCallSpan\\(\\s*\\S+,\\s*'anthropic\\.([\\w.]+)'");
    private static final Pattern ROUTE = Pattern.compile("\\broute: '([^']+)'");
    private static final Pattern QUERY = Pattern.compile("queryParams: \\[([^\\]]*)]");
    private static final Pattern TEXT = Pattern.compile("'([^']+)'");
    private static final Pattern BETA = Pattern.compile("'([a-z][a-z0-9-]*-\\d{4}-\\d{2}-\\d{2})'");
    private static final Pattern HEADER = Pattern.compile("'(anthropic-[a-z-]+)': (\\w+)");
    private static final Pattern THROWS = Pattern.compile("@throws \\{(\\w+)}");
    private static final Pattern ERROR =
            Pattern.compile("class (\\w+) extends \\w+ \\{\\s*declare readonly errorCode:\\s*'(\\w+)'");
    private static final Pattern PARAMS = Pattern.compile("\\b(?:params|body|query)\\??: ([\\w.]+(?: \\| \\w+)*)");

    /** What the helper that makes the headers of a message's request reads. */
    private static final String MESSAGE_HEADERS =
            "'anthropic-user-profile-id': user_profile_id, 'anthropic-workspace-id': workspace_id";

    private final TsSources sources;
    private final Map<String, String> codes = new HashMap<>();

    OperationFinder(TsSources sources) {
        this.sources = sources;
        Stream.concat(sources.resources().values().stream(), Stream.of(sources.text("core/error")))
                .forEach(text ->
                        ERROR.matcher(text).results().forEach(found -> codes.put(found.group(1), found.group(2))));
    }

    /** The codes of errors that have a class, by name. */
    Set<String> errorCodes() {
        return new TreeSet<>(codes.values());
    }

    List<OfficialOperation> find() {
        List<OfficialOperation> operations = new ArrayList<>();
        sources.resources().forEach((file, text) -> find(file, text, operations));
        return operations;
    }

    /** A method with the signatures of the same name before it, and the comment before them. */
    private void find(String file, String text, List<OfficialOperation> operations) {
        List<MatchResult> methods = METHOD.matcher(text).results().toList();
        String name = "";
        int from = 0;
        for (int i = 0; i < methods.size(); i++) {
            MatchResult method = methods.get(i);
            if (!method.group(1).equals(name)) {
                name = method.group(1);
                from = method.start();
            }
            int next = i + 1 < methods.size() ? methods.get(i + 1).start() : text.length();
            int close = text.indexOf("\n  }\n", method.start());
            String code = text.substring(from, close < 0 ? next : Math.min(close, next));
            Matcher call = CALL.matcher(code);
            if (call.find()) {
                operations.add(operation(file, comment(text, from), code, method.start() - from, call));
            }
        }
    }

    private static String comment(String text, int method) {
        String before = text.substring(0, method).stripTrailing();
        return before.endsWith("*/") ? before.substring(before.lastIndexOf("/**")) : "";
    }

    private OfficialOperation operation(String file, String comment, String code, int method, Matcher call) {
        String verb = call.group(1).equals("getAPIList") ? "GET" : call.group(1).toUpperCase(Locale.ROOT);
        Set<String> notBody = new HashSet<>(Set.of("betas"));
        Pattern.compile("\\$\\{(\\w+)}").matcher(call.group(3)).results().forEach(found -> notBody.add(found.group(1)));
        List<String> headers = new ArrayList<>();
        String helpers = code.contains("messagesCreateHeaders") ? MESSAGE_HEADERS : "";
        HEADER.matcher(code + helpers).results().forEach(found -> {
            notBody.add(found.group(2));
            if (!headers.contains(found.group(1)) && !found.group(1).equals("anthropic-beta")) {
                headers.add(found.group(1));
            }
        });
        List<TsType> answers = answers(file, code);
        TsType page = generic(answers, "PagePromise");
        TsType lines = generic(answers, "JSONLDecoder");
        TsType streams = generic(answers, "Stream");
        boolean binary = code.contains("__binaryResponse: true") && lines == null;
        TsType returns = page != null || binary || lines != null ? null : returned(answers);
        return new OfficialOperation(
                file,
                first(SPAN, code, file.replace("resources/", "").replace('/', '.')),
                verb,
                first(ROUTE, code, call.group(3).replaceAll("\\$\\{(\\w+)}", "{$1}"))
                        .replaceAll("\\?.*", ""),
                params(file, code.substring(method)),
                notBody,
                Set.copyOf(texts(TEXT, first(QUERY, code, ""))),
                returns,
                streams,
                lines,
                page,
                page == null ? null : style(code),
                binary,
                code.contains("multipartFormRequestOptions"),
                texts(BETA, code.contains("'anthropic-beta'") ? code : ""),
                headers,
                texts(THROWS, comment).stream()
                        .map(codes::get)
                        .filter(java.util.Objects::nonNull)
                        .sorted()
                        .distinct()
                        .toList());
    }

    private static String style(String code) {
        return code.contains("BidirectionalPageCursor<")
                ? "bidirectional"
                : code.contains("ReportPageCursor<") ? "report" : code.contains("PageCursor<") ? "cursor" : "ids";
    }

    private static TsType params(String file, String method) {
        Matcher params = PARAMS.matcher(method.substring(0, method.indexOf("{\n")));
        if (!params.find()) {
            return null;
        }
        TsType type = TsParser.type(file, params.group(1));
        return type instanceof TsType.Union union ? union.of().get(0) : type;
    }

    private static List<TsType> answers(String file, String code) {
        List<TsType> answers = new ArrayList<>();
        Pattern.compile("\\b(?:API)?Promise<|\\bPagePromise<")
                .matcher(code)
                .results()
                .forEach(found -> {
                    TsType type = TsParser.type(
                            file, code.substring(found.start(), Math.min(code.length(), found.start() + 400)));
                    answers.addAll(type instanceof TsType.Union union ? union.of() : List.of(type));
                });
        return answers;
    }

    /** What is in the angle brackets after this name, of several the last. */
    private static TsType generic(List<TsType> answers, String name) {
        for (TsType answer : answers) {
            if (answer instanceof Named named) {
                if (named.name().equals(name) && !named.arguments().isEmpty()) {
                    TsType last = named.arguments().get(named.arguments().size() - 1);
                    return last.equals(TsType.UNKNOWN) ? null : last;
                }
                TsType inside = generic(named.arguments(), name);
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }

    private static TsType returned(List<TsType> answers) {
        for (TsType answer : answers) {
            if (answer instanceof Named promise && promise.arguments().size() == 1) {
                TsType of = promise.arguments().get(0);
                boolean none = of instanceof TsType.Plain plain && plain.name().equals("void");
                if (!none
                        && !isStream(of)
                        && !(of instanceof TsType.Union union
                                && union.of().stream().anyMatch(OperationFinder::isStream))) {
                    return of;
                }
            }
        }
        return null;
    }

    private static boolean isStream(TsType type) {
        return type instanceof Named named && Set.of("Stream", "Response").contains(named.name());
    }

    private static String first(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    private static List<String> texts(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
