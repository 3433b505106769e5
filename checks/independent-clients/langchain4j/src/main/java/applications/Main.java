package applications;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** langchain4j as applications use it, against the API at ANTHROPIC_BASE_URL. */
public final class Main {
    private interface Attempt {
        String text() throws Exception;
    }

    private static int failed;

    /** Says whether an answer holds what it should. */
    private static void check(String name, String expected, Attempt attempt) {
        String found;
        try {
            found = attempt.text();
        } catch (Exception e) {
            found = e.toString();
        }
        boolean ok = found.contains(expected);
        failed += ok ? 0 : 1;
        System.out.println((ok ? "ok    " : "FAIL  ") + name + (ok ? "" : "\n      " + found));
    }

    /** A tool. */
    public static final class Weather {
        @Tool("The weather in a city")
        public String weather(@P("the city") String city) {
            return "15 degrees in " + city;
        }
    }

    record Person(String name, int age) {}

    interface Assistant {
        String chat(String text);
    }

    interface Extractor {
        Person extract(String text);
    }

    private Main() {}

    public static void main(String[] args) {
        String base = System.getenv("ANTHROPIC_BASE_URL") + "/v1/";
        // The newest model refuses much that the older one takes.
        for (String name : new String[] {"claude-opus-5-5", "claude-haiku-4-5"}) {
            AnthropicChatModel model = AnthropicChatModel.builder()
                    .baseUrl(base)
                    .apiKey("anything")
                    .modelName(name)
                    .maxTokens(1000)
                    .maxRetries(0)
                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                    .build();
            check(name + ": chat", "Hello", () -> model.chat("Hello"));
            check(name + ": stream", "Hello", () -> streamed(base, name));
            check(name + ": tool", "15 degrees in Paris", () -> AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .tools(new Weather())
                    .build()
                    .chat("Use the weather tool for \"Paris\""));
            check(name + ": object", "Person[name=", () -> AiServices.create(Extractor.class, model)
                    .extract("Make one")
                    .toString());
        }
        System.out.println(failed > 0 ? "langchain4j: " + failed + " failed" : "langchain4j: no difference noticed");
        System.exit(failed > 0 ? 1 : 0);
    }

    private static String streamed(String base, String name) throws Exception {
        CompletableFuture<String> whole = new CompletableFuture<>();
        AnthropicStreamingChatModel.builder()
                .baseUrl(base)
                .apiKey("anything")
                .modelName(name)
                .maxTokens(1000)
                .build()
                .chat("Hello", new StreamingChatResponseHandler() {
                    @Override
                    public void onPartialResponse(String part) {
                        // The whole is looked at.
                    }

                    @Override
                    public void onCompleteResponse(ChatResponse response) {
                        whole.complete(response.aiMessage().text());
                    }

                    @Override
                    public void onError(Throwable failure) {
                        whole.completeExceptionally(failure);
                    }
                });
        return whole.get(20, TimeUnit.SECONDS);
    }
}
