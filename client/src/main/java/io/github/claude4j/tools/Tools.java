package io.github.claude4j.tools;

import io.github.claude4j.ApiObject;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.messages.RequestFields;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.AdvisorTool20260301;
import io.github.claude4j.messages.BashTool20250124;
import io.github.claude4j.messages.CodeExecutionTool20250825;
import io.github.claude4j.messages.CodeExecutionTool20260521;
import io.github.claude4j.messages.ComputerTool20250124;
import io.github.claude4j.messages.MemoryTool20250818;
import io.github.claude4j.messages.TextEditorTool20250728;
import io.github.claude4j.messages.Tool;
import io.github.claude4j.messages.ToolInputSchema;
import io.github.claude4j.messages.ToolSearchBm25Tool20251119;
import io.github.claude4j.messages.ToolSearchBm25ToolType;
import io.github.claude4j.messages.ToolSearchRegexTool20251119;
import io.github.claude4j.messages.ToolSearchRegexToolType;
import io.github.claude4j.messages.ToolUnion;
import io.github.claude4j.messages.WebFetchTool20250910;
import io.github.claude4j.messages.WebFetchTool20260318;
import io.github.claude4j.messages.WebSearchTool20250305;
import io.github.claude4j.messages.WebSearchTool20260209;
import io.github.claude4j.messages.WebSearchTool20260318;
import io.github.claude4j.toolsets.BrowserToolset20260801;
import io.github.claude4j.toolsets.ComputerToolset20260801;
import io.github.claude4j.types.JsonType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Makes the tools that a request can offer: your own, those that the API runs, and those of the API that your code runs.
 *
 * <p>Each is the newest version. {@code basic…} is the oldest one in use, for models that know no newer; any other version
 * is a class of its own, such as {@link WebSearchTool20260209}. The options of a tool are the methods of its builder:
 * {@code Tools.webSearch(t -> t.maxUses(5).cached())}. Beta headers go along by themselves.
 */
public final class Tools {
    private static final int LONGEST_NAME = 128;

    private Tools() {}

    /**
     * A tool that your code runs.
     *
     * @param name 1 to 128 letters, digits, underscores and hyphens
     * @param description what it does and when to use it
     * @param inputSchema the JSON schema of its input, an object
     * @throws InvalidParamsException when the name or the schema is of another kind
     */
    public static Tool custom(String name, String description, JsonObject inputSchema) {
        return builder(name, description, inputSchema).build();
    }

    /** A tool that your code runs, with the schema of its input as JSON text. */
    public static Tool custom(String name, String description, String inputSchema) {
        return custom(name, description, RequestFields.schema("inputSchema", inputSchema));
    }

    /** A tool that your code runs, with options: {@code t -> t.strict(true).deferLoading(true).cached()}. */
    public static Tool custom(String name, String description, JsonObject inputSchema, Consumer<Tool.Builder> options) {
        Tool.Builder tool = builder(name, description, inputSchema);
        Objects.requireNonNull(options, "options").accept(tool);
        return tool.build();
    }

    private static Tool.Builder builder(String name, String description, JsonObject inputSchema) {
        return Tool.builder()
                .name(checked(name))
                .description(Objects.requireNonNull(description, "description"))
                .inputSchema(ToolInputSchema.of(objectSchema(inputSchema)));
    }

    /** A tool that your code runs, with the schema of its input as JSON text, and with options. */
    public static Tool custom(String name, String description, String inputSchema, Consumer<Tool.Builder> options) {
        return custom(name, description, RequestFields.schema("inputSchema", inputSchema), options);
    }

    /** Web search. The API does the work. */
    public static WebSearchTool20260318 webSearch() {
        return webSearch(tool -> {});
    }

    /** Web search with options: {@code t -> t.maxUses(5).addAllowedDomain("example.com")}. */
    public static WebSearchTool20260318 webSearch(Consumer<WebSearchTool20260318.Builder> options) {
        WebSearchTool20260318.Builder tool = WebSearchTool20260318.builder();
        Objects.requireNonNull(options, "options").accept(tool);
        return checked(tool.build());
    }

    /** Web search whose results all go to the model, without code that filters them first. */
    public static WebSearchTool20250305 basicWebSearch() {
        return basicWebSearch(tool -> {});
    }

    /** Web search whose results all go to the model, with options. */
    public static WebSearchTool20250305 basicWebSearch(Consumer<WebSearchTool20250305.Builder> options) {
        WebSearchTool20250305.Builder tool = WebSearchTool20250305.builder();
        Objects.requireNonNull(options, "options").accept(tool);
        return checked(tool.build());
    }

    /** Loading of web pages and PDFs whose URL is in the conversation. The API does the work. */
    public static WebFetchTool20260318 webFetch() {
        return webFetch(tool -> {});
    }

    /** Web fetch with options: {@code t -> t.maxUses(5).maxContentTokens(20_000).cited()}. */
    public static WebFetchTool20260318 webFetch(Consumer<WebFetchTool20260318.Builder> options) {
        WebFetchTool20260318.Builder tool = WebFetchTool20260318.builder();
        Objects.requireNonNull(options, "options").accept(tool);
        return checked(tool.build());
    }

    /** Web fetch whose pages go to the model whole, without code that filters them first. */
    public static WebFetchTool20250910 basicWebFetch() {
        return basicWebFetch(tool -> {});
    }

    /** Web fetch whose pages go to the model whole, with options. */
    public static WebFetchTool20250910 basicWebFetch(Consumer<WebFetchTool20250910.Builder> options) {
        WebFetchTool20250910.Builder tool = WebFetchTool20250910.builder();
        Objects.requireNonNull(options, "options").accept(tool);
        return checked(tool.build());
    }

    /** Code that the model writes and runs in a container of the API; it can call tools that allow it. */
    public static CodeExecutionTool20260521 codeExecution() {
        return CodeExecutionTool20260521.builder().build();
    }

    /** Code execution that calls no tools. */
    public static CodeExecutionTool20250825 basicCodeExecution() {
        return CodeExecutionTool20250825.builder().build();
    }

    /** A search in plain words among the tools whose loading is deferred. */
    public static ToolSearchBm25Tool20251119 toolSearchBm25() {
        return ToolSearchBm25Tool20251119.builder()
                .type(ToolSearchBm25ToolType.TOOL_SEARCH_TOOL_BM25_20251119)
                .build();
    }

    /** A search with regular expressions among the tools whose loading is deferred. */
    public static ToolSearchRegexTool20251119 toolSearchRegex() {
        return ToolSearchRegexTool20251119.builder()
                .type(ToolSearchRegexToolType.TOOL_SEARCH_TOOL_REGEX_20251119)
                .build();
    }

    /** Advice from another model while the model works. */
    public static AdvisorTool20260301 advisor(String model) {
        return advisor(model, tool -> {});
    }

    /** Advice from another model, with options: {@code t -> t.maxUses(3)}. */
    public static AdvisorTool20260301 advisor(String model, Consumer<AdvisorTool20260301.Builder> options) {
        AdvisorTool20260301.Builder tool = AdvisorTool20260301.builder().model(model);
        Objects.requireNonNull(options, "options").accept(tool);
        return tool.build();
    }

    /** Shell commands, which your code runs. */
    public static BashTool20250124 bash() {
        return BashTool20250124.builder().build();
    }

    /** Viewing and editing of files, which your code does. */
    public static TextEditorTool20250728 textEditor() {
        return textEditor(tool -> {});
    }

    /** Viewing and editing of files, with options: {@code t -> t.maxCharacters(10_000)}. */
    public static TextEditorTool20250728 textEditor(Consumer<TextEditorTool20250728.Builder> options) {
        TextEditorTool20250728.Builder tool = TextEditorTool20250728.builder();
        Objects.requireNonNull(options, "options").accept(tool);
        return tool.build();
    }

    /** Notes in files under {@code /memories}, which your code stores. */
    public static MemoryTool20250818 memory() {
        return MemoryTool20250818.builder().build();
    }

    /** A computer's screen, mouse and keyboard, which your code operates. */
    public static ComputerToolset20260801 computer() {
        return ComputerToolset20260801.builder().build();
    }

    /** A computer's screen, mouse and keyboard as a single tool, for models that know no toolset. */
    public static ComputerTool20250124 basicComputer(int displayWidthPx, int displayHeightPx) {
        return basicComputer(displayWidthPx, displayHeightPx, tool -> {});
    }

    /** The single computer tool with options: {@code t -> t.displayNumber(1)}. */
    public static ComputerTool20250124 basicComputer(
            int displayWidthPx, int displayHeightPx, Consumer<ComputerTool20250124.Builder> options) {
        ComputerTool20250124.Builder tool =
                ComputerTool20250124.builder().displayWidthPx(displayWidthPx).displayHeightPx(displayHeightPx);
        Objects.requireNonNull(options, "options").accept(tool);
        return tool.build();
    }

    /** A browser, which your code operates. */
    public static BrowserToolset20260801 browser() {
        return BrowserToolset20260801.builder().build();
    }

    /**
     * A tool and the code that is run when the model calls it.
     *
     * <pre>{@code
     * record Weather(@Description("a city, such as Paris") String city) {}
     *
     * ToolFunction weather = Tools.function("get_weather", "The weather in a city now.", Weather.class,
     *         in -> forecasts.now(in.city()));
     * }</pre>
     *
     * @param name 1 to 128 letters, digits, underscores and hyphens
     * @param description what it does and when to use it
     * @param input mostly a record: its components are what the model gives
     * @param code gives text, a record, JSON, blocks: what {@link ToolOutput#of} takes
     * @throws InvalidParamsException when JSON cannot say the type, or the name is of another kind
     */
    public static <I> ToolFunction function(
            String name, String description, Class<I> input, ToolFunction.Code<I> code) {
        return function(name, description, JsonType.of(Objects.requireNonNull(input, "input")), code);
    }

    /** A tool and its code, which looks at the call too: {@code (in, call) -> …}. */
    public static <I> ToolFunction function(
            String name, String description, Class<I> input, ToolFunction.CallCode<I> code) {
        return function(name, description, JsonType.of(Objects.requireNonNull(input, "input")), code);
    }

    /** A tool and its code, with input of this type: one without a class, or your own. */
    public static <I> ToolFunction function(
            String name, String description, JsonType<I> input, ToolFunction.Code<I> code) {
        Objects.requireNonNull(code, "code");
        return function(name, description, input, (in, call) -> code.run(in));
    }

    /** A tool and its code, which looks at the call too, with input of this type. */
    public static <I> ToolFunction function(
            String name, String description, JsonType<I> input, ToolFunction.CallCode<I> code) {
        Objects.requireNonNull(input, "input");
        return ToolFunction.of(custom(name, description, input.schema()), name, input, code);
    }

    /** A tool and its code, with input of this schema as it comes. */
    public static ToolFunction function(
            String name, String description, JsonObject inputSchema, ToolFunction.Code<JsonObject> code) {
        return function(name, description, JsonType.of(objectSchema(inputSchema)), code);
    }

    /** A tool and its code, which looks at the call too, with input of this schema as it comes. */
    public static ToolFunction function(
            String name, String description, JsonObject inputSchema, ToolFunction.CallCode<JsonObject> code) {
        return function(name, description, JsonType.of(objectSchema(inputSchema)), code);
    }

    /**
     * The tools that an object's methods with {@link ToolMethod} are, by name.
     *
     * @throws InvalidParamsException when there is none, or one whose parameters JSON cannot say or whose names are not there
     */
    public static List<ToolFunction> functions(Object object) {
        return MethodTools.of(Objects.requireNonNull(object, "object"));
    }

    /**
     * Code for a tool that the API defines and your code runs: {@code Tools.function(Tools.bash(), (in, call) -> …)}.
     *
     * @throws InvalidParamsException when it has no name that the model could call
     */
    public static ToolFunction function(ToolUnion definition, ToolFunction.CallCode<JsonObject> code) {
        Object name = Objects.requireNonNull(definition, "definition").json().get("name");
        if (!(name instanceof String text)) {
            throw new InvalidParamsException("definition: expected a tool with a name, found "
                    + definition.getClass().getSimpleName() + ": a toolset's members have code, see toolset()");
        }
        return ToolFunction.of(definition, text, JsonType.of(JsonObject.of("type", "object")), code);
    }

    /**
     * Code for the members of a toolset of the API: {@code Tools.toolset(Tools.computer(), Tools.member("click", (in, call) -> …))}.
     * The members that the model calls in one turn run in order; after one failed the later ones do not.
     */
    public static ToolFunction toolset(ToolUnion definition, ToolFunction... members) {
        JsonObject json = Objects.requireNonNull(definition, "definition").json();
        String type = json.optString("type").orElse("");
        int end = type.indexOf("_toolset");
        if (end < 1) {
            throw new InvalidParamsException("definition: expected a toolset, found " + type);
        }
        Map<String, ToolFunction> byName = new LinkedHashMap<>();
        for (ToolFunction member : Objects.requireNonNull(members, "members")) {
            byName.put(member.name(), member);
        }
        return ToolFunction.toolset(definition, type.substring(0, end), byName);
    }

    /** Code for a member of a toolset, by the member's name. */
    public static ToolFunction member(String name, ToolFunction.CallCode<JsonObject> code) {
        JsonObject open = JsonObject.of("type", "object");
        return ToolFunction.of(custom(name, "", open), name, JsonType.of(open), code);
    }

    private static <T extends ApiObject> T checked(T webTool) {
        if (webTool.json().has("allowed_domains") && webTool.json().has("blocked_domains")) {
            throw new InvalidParamsException("blockedDomains: expected none beside allowedDomains, found both");
        }
        return webTool;
    }

    private static String checked(String name) {
        boolean good = !Objects.requireNonNull(name, "name").isEmpty() && name.length() <= LONGEST_NAME;
        for (int i = 0; good && i < name.length(); i++) {
            char c = name.charAt(i);
            good = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
        }
        if (!good) {
            throw new InvalidParamsException(
                    "name: expected 1 to 128 letters, digits, underscores and hyphens, found \"" + name + "\"");
        }
        return name;
    }

    private static JsonObject objectSchema(JsonObject schema) {
        Objects.requireNonNull(schema, "inputSchema");
        if (schema.get("type") == null) {
            return schema.with("type", "object");
        }
        if (!"object".equals(schema.get("type"))) {
            throw new InvalidParamsException("inputSchema.type: expected \"object\", found " + schema.get("type"));
        }
        return schema;
    }
}
