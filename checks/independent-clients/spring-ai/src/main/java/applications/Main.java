package applications;

import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.anthropic.api.AnthropicApi;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.retry.support.RetryTemplate;

/** Spring AI as applications use it, against the API at ANTHROPIC_BASE_URL. */
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
        @Tool(description = "The weather in a city")
        public String weather(@ToolParam(description = "the city") String city) {
            return "15 degrees in " + city;
        }
    }

    record Person(String name, int age) {}

    private Main() {}

    public static void main(String[] args) {
        AnthropicApi api = AnthropicApi.builder()
                .baseUrl(System.getenv("ANTHROPIC_BASE_URL"))
                .apiKey("anything")
                .build();
        // The newest model refuses much that the older one takes.
        for (String name : new String[] {"claude-opus-5-5", "claude-haiku-4-5"}) {
            ChatClient chat = ChatClient.create(AnthropicChatModel.builder()
                    .anthropicApi(api)
                    .defaultOptions(AnthropicChatOptions.builder()
                            .model(name)
                            .maxTokens(1000)
                            .build())
                    .retryTemplate(new RetryTemplate())
                    .build());
            String question = "Use the weather tool for \"Paris\"";
            check(name + ": chat", "Hello", () -> chat.prompt("Hello").call().content());
            check(name + ": stream", "Hello", () -> String.join(
                    "", chat.prompt("Hello").stream().content().collectList().block()));
            check(name + ": tool", "15 degrees in Paris", () -> chat.prompt(question)
                    .tools(new Weather())
                    .call()
                    .content());
            check(name + ": tool in a stream", "15 degrees in Paris", () -> String.join(
                    "",
                    chat.prompt(question)
                            .tools(new Weather())
                            .stream()
                            .content()
                            .collectList()
                            .block()));
            check(name + ": object", "Person[name=", () -> chat.prompt("Make one")
                    .call()
                    .entity(Person.class)
                    .toString());
        }
        System.out.println(failed > 0 ? "Spring AI: " + failed + " failed" : "Spring AI: no difference noticed");
        System.exit(failed > 0 ? 1 : 0);
    }
}
