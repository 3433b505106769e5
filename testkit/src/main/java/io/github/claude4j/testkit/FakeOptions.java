package io.github.claude4j.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a fake is started; see {@link FakeClaude#start(Consumer)}. */
public final class FakeOptions {
    int port;
    boolean strict = true;
    boolean callsTools = true;
    boolean control;
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    @Nullable
    FakeCloud cloud;

    @Nullable
    Integer window;

    final List<String> origins = new ArrayList<>();

    FakeOptions() {}

    /** The cloud that the fake stands for. Default: none, it is the API itself. */
    public FakeOptions cloud(FakeCloud cloud) {
        this.cloud = cloud;
        return this;
    }

    /** The port to listen on; 0, the default, takes any free one. */
    public FakeOptions port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Whether requests are checked as the API does, which is the default. Without it there are no checks of
     * credentials, versions, fields, models and conversations, and every operation answers: an unknown id is as
     * good as any, and stands for the smallest thing of its kind.
     */
    public FakeOptions strict(boolean strict) {
        this.strict = strict;
        return this;
    }

    /**
     * Whether made-up answers call a tool that the text plainly asks for, which is the default. A tool that has to be
     * used is called all the same.
     */
    public FakeOptions callTools(boolean call) {
        callsTools = call;
        return this;
    }

    /**
     * Whether programs of any language may script the fake over HTTP, under {@code /_fake/}, and read there what it
     * has received, keys among it; they may not by default. Web pages may only where {@link #allowOrigin} names
     * their origin.
     */
    public FakeOptions control(boolean open) {
        control = open;
        return this;
    }

    /**
     * Lets web pages of this origin in, such as {@code http://app.test:3000}, and requests that call the fake by its
     * host's name, as from a container. All others must come from this machine: their {@code Host} and
     * {@code Origin} name {@code localhost}, {@code 127.0.0.1} or {@code [::1]}, or they are answered with a 403.
     *
     * @throws IllegalArgumentException from {@link FakeClaude#start(Consumer)} when it is no origin
     */
    public FakeOptions allowOrigin(String origin) {
        origins.add(origin);
        return this;
    }

    /**
     * Opens a window on the requests and their answers, a page to look at in a browser: {@link FakeClaude#window()} says where.
     * It listens on any free port of the loopback address and shows no credentials; without this there is none.
     */
    public FakeOptions window() {
        return window(0);
    }

    /** Opens a window on this port; 0 takes any free one. */
    public FakeOptions window(int port) {
        window = port;
        return this;
    }

    /** What time it is in the answers; it stands still at noon of 2026-11-20 by default, but for {@link FakeClaude#advance}. */
    public FakeOptions clock(Clock clock) {
        this.clock = clock;
        return this;
    }
}
