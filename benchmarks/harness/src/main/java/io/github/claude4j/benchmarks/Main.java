package io.github.claude4j.benchmarks;

/**
 * Measures one scenario with one driver in this JVM and prints lines of {@code RESULT}, name and value, parted by tabs.
 *
 * <pre>java -cp … io.github.claude4j.benchmarks.Main DRIVER_CLASS BASE_URL SCENARIO [name=value …]</pre>
 *
 * <p>The cold scenarios are here, and everything else in other classes, so that a cold process is the client's own cost.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        switch (args[2]) {
            case "cold" -> cold(args[0].equals("none") ? 0 : create(open(args[0], args[1])));
            case "coldstream" -> cold(args[0].equals("none") ? 0 : stream(open(args[0], args[1])));
            case "first" -> cold(args[0].equals("none") ? 0 : unopened(args[0]).firstTool());
            case "train" -> train(args);
            default -> warm(args);
        }
    }

    private static int create(ClientDriver client) throws Exception {
        return client.async()
                ? client.createAsync("bench-json-1000").toCompletableFuture().get()
                : client.create("bench-json-1000");
    }

    private static int stream(ClientDriver client) throws Exception {
        return client.async()
                ? client.streamMessageAsync("bench-sse-20")
                        .toCompletableFuture()
                        .get()
                : client.streamMessage("bench-sse-20");
    }

    /** Touches what a cold start does, and ends as usual, so that the JVM writes its archive. */
    private static void train(String[] args) throws Exception {
        if (!args[0].equals("none")) {
            ClientDriver client = open(args[0], args[1]);
            create(client);
            if (!args[1].startsWith("https")) {
                stream(client);
            }
        }
        System.exit(0);
    }

    static ClientDriver open(String className, String url) throws Exception {
        ClientDriver client = unopened(className);
        client.open(url);
        return client;
    }

    private static ClientDriver unopened(String className) throws Exception {
        return (ClientDriver) Class.forName(className).getDeclaredConstructor().newInstance();
    }

    /** The text was read: the clock stops here, whatever threads the client still has. */
    private static void cold(int check) {
        System.out.println("RESULT\tcheck\t" + check);
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void warm(String[] args) throws Exception {
        Scenarios.run(args);
        System.out.flush();
        if (Boolean.getBoolean("bench.exit")) {
            // An ordinary end, so that a flight recording is written.
            System.exit(0);
        }
        Runtime.getRuntime().halt(0);
    }
}
