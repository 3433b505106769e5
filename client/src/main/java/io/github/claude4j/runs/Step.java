package io.github.claude4j.runs;

import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.ToolCall;
import java.util.List;
import java.util.Objects;

/** What a conversation needs to go on; {@link Runner} does it, or your own loop. */
public sealed interface Step {
    /**
     * The model is to be asked: {@code c.replied(claude.messages().create(ask.params()))}.
     *
     * @param params the request
     */
    record Ask(MessageCreateParams params) implements Step {
        public Ask {
            Objects.requireNonNull(params, "params");
        }
    }

    /**
     * Somebody is to say of each of these calls whether it may run: {@link Conversation#allow}, {@link Conversation#deny},
     * {@link Conversation#edit}; or {@link Conversation#answer}.
     *
     * @param calls in the model's order
     */
    record Decide(List<ToolCall> calls) implements Step {
        public Decide {
            Objects.requireNonNull(calls, "calls");
        }
    }

    /**
     * These calls are to be run: {@link Conversation#answer} brings their results.
     *
     * @param calls those that may run at the same time
     */
    record Call(List<ToolCall> calls) implements Step {
        public Call {
            Objects.requireNonNull(calls, "calls");
        }
    }

    /**
     * These calls had begun when whoever ran them ended; nobody knows whether they had an effect. {@link Conversation#answer}
     * says what became of them.
     *
     * @param calls in the model's order
     */
    record Lost(List<ToolCall> calls) implements Step {
        public Lost {
            Objects.requireNonNull(calls, "calls");
        }
    }

    /**
     * Nothing can be done before somebody outside has decided or answered.
     *
     * @param calls the calls that wait
     */
    record Wait(List<ToolCall> calls) implements Step {
        public Wait {
            Objects.requireNonNull(calls, "calls");
        }
    }

    /** Nothing: {@link Conversation#outcome()} says how it ended, {@link Conversation#say} goes on. */
    record End() implements Step {}
}
